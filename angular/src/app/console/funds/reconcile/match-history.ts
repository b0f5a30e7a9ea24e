import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../../core/api/api';
import { ProblemText } from '../../../core/http/problem';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DateTimePipe } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { Notice } from '../../../shared/ui/notice';
import { PageState } from '../../../shared/ui/page-state';
import { StatusTag } from '../../../shared/ui/status-tag';
import { Pager } from '../../ui/pager';
import { ReasonForm } from '../../ui/reason-form';
import { BankMatch } from '../funds-api';
import { ReasonPipe } from './reasons';

const PAGE_SIZE = 20;

/** What was matched and why, newest first; what was undone stays, with its reason. */
@Component({
  selector: 'app-match-history',
  imports: [
    Button,
    DateTimePipe,
    MoneyPipe,
    Notice,
    PageState,
    Pager,
    ReasonForm,
    ReasonPipe,
    StatusTag,
    TranslocoPipe,
  ],
  template: `
    @if (refusal(); as text) {
      <app-notice tone="bad">{{ text }}</app-notice>
    }
    <app-page-state [resource]="matches" emptyText="reconcile.noHistory">
      <ng-template>
        @if (matches.value(); as list) {
          <ul class="list">
            @for (match of list.items; track match.id) {
              <li class="stack" [class.undone]="match.undoneAt">
                <p class="row spread">
                  <strong class="number">{{ sumOf(match) | appMoney }}</strong>
                  @if (match.undoneAt) {
                    <app-status-tag>{{ 'reconcile.wasUndone' | transloco }}</app-status-tag>
                  } @else {
                    <app-status-tag tone="good">{{ 'reconcile.origin.' + match.origin | transloco }}</app-status-tag>
                  }
                </p>
                <p class="soft">{{ match.madeAt | appDateTime }}</p>
                @for (reason of match.reasons; track reason) {
                  <p>· {{ reason | appReason }}</p>
                }
                @if (match.differenceReason; as why) {
                  <p>{{ 'reconcile.way.' + why | transloco: { amount: (match.differenceFen | appMoney) } }}</p>
                }
                @if (match.undoneAt) {
                  <p>
                    {{
                      'reconcile.undoneBecause'
                        | transloco: { at: (match.undoneAt | appDateTime), reason: match.undoReason }
                    }}
                  </p>
                } @else if (undoing() === match.id) {
                  <app-reason-form
                    label="reconcile.undoWhy"
                    yes="reconcile.undo"
                    [busy]="busy()"
                    (said)="undo(match, $event)"
                    (cancelled)="undoing.set(null)"
                  />
                } @else {
                  <div>
                    <button app-button type="button" (click)="undoing.set(match.id)">
                      {{ 'reconcile.undo' | transloco }}
                    </button>
                  </div>
                }
              </li>
            }
          </ul>
          <app-pager [page]="page()" [pageSize]="pageSize" [total]="list.total" (turned)="page.set($event)" />
        }
      </ng-template>
    </app-page-state>
  `,
  styles: `
    li {
      gap: 0.375rem;
      padding: 0.875rem 0;
      border-bottom: 1px solid var(--line);
    }
    .undone > p:first-child strong {
      text-decoration: line-through;
    }
    [app-button] {
      --touch: 2.5rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MatchHistory {
  readonly accountId = input.required<string>();
  readonly undone = output();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  protected readonly pageSize = PAGE_SIZE;
  protected readonly page = signal(1);
  protected readonly undoing = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly matches = apiResource('/api/funds/money-accounts/{accountId}/bank-matches', () => ({
    path: { accountId: this.accountId() },
    query: { page: this.page(), pageSize: PAGE_SIZE },
  }));

  protected sumOf(match: BankMatch): number {
    return match.legs.reduce((sum, leg) => sum + (leg.lineId ? leg.fen : 0), 0);
  }

  protected async undo(match: BankMatch, reason: string): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await this.api.post('/api/funds/bank-matches/{matchId}/undo', { path: { matchId: match.id }, body: { reason } });
      this.undoing.set(null);
      this.undone.emit();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
      this.matches.reload();
    }
  }
}
