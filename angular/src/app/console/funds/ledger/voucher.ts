import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../../core/api/api';
import { ProblemText } from '../../../core/http/problem';
import { Language } from '../../../core/i18n/language';
import { Can } from '../../../core/session/can';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DateTimePipe } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { Notice } from '../../../shared/ui/notice';
import { PageState } from '../../../shared/ui/page-state';
import { StatusTag } from '../../../shared/ui/status-tag';
import { Toasts } from '../../../shared/ui/toast';
import { ReasonForm } from '../../ui/reason-form';
import { FullDayPipe } from '../full-day';

/** One voucher, as it is printed and filed. What is wrong is taken back by its opposite, never overwritten. */
@Component({
  selector: 'app-voucher',
  imports: [
    Button,
    Can,
    DateTimePipe,
    FullDayPipe,
    MoneyPipe,
    Notice,
    PageState,
    ReasonForm,
    RouterLink,
    StatusTag,
    TranslocoPipe,
  ],
  template: `
    <div class="stack">
      <div class="row spread no-print">
        <p>
          <a routerLink="/console/funds/entries">‹ {{ 'entries.title' | transloco }}</a>
        </p>
        <div class="row">
          @if (voucher.value(); as it) {
            @if (it.reversedById === null && it.reversesId === null && it.kind !== 'Opening') {
              <button
                *appCan="'Funds.ManageBooks'"
                app-button
                type="button"
                kind="danger"
                (click)="reversing.set(!reversing())"
              >
                {{ 'entries.reverse' | transloco }}
              </button>
            }
          }
          <button app-button kind="primary" type="button" (click)="print()">{{ 'entries.print' | transloco }}</button>
        </div>
      </div>
      @if (reversing()) {
        <section class="card no-print">
          <p>{{ 'entries.reverseText' | transloco }}</p>
          <app-reason-form
            label="entries.reverseWhy"
            yes="entries.reverse"
            [danger]="true"
            [busy]="busy()"
            [refusal]="refusal()"
            (said)="reverse($event)"
            (cancelled)="reversing.set(false)"
          />
        </section>
      }
      <app-page-state [resource]="voucher">
        <ng-template>
          @if (voucher.value(); as it) {
            @if (it.reversedById; as other) {
              <app-notice tone="warn" class="no-print">
                {{ 'entries.wasReversed' | transloco }}
                <a [routerLink]="['/console/funds/entries', other]">{{ 'entries.showReversal' | transloco }}</a>
              </app-notice>
            }
            <article class="paper stack">
              <header class="head">
                <h1>{{ 'entries.voucher' | transloco }}</h1>
                <p>{{ it.date | appFullDay }}</p>
              </header>
              <div class="row spread">
                <p>
                  {{ it.book }}<br /><span class="soft">{{ it.host }}</span>
                </p>
                <p class="number">
                  <strong>{{ 'entries.numberOf' | transloco: { year: it.year, number: it.number } }}</strong>
                </p>
              </div>
              <p class="row">
                {{ it.text }}
                <app-status-tag>{{ 'entries.kindOf.' + it.kind | transloco }}</app-status-tag>
                @if (it.reversesId; as first) {
                  <a class="no-print" [routerLink]="['/console/funds/entries', first]">{{
                    'entries.showReversed' | transloco
                  }}</a>
                }
              </p>
              <div class="scroll" tabindex="0" role="region" [attr.aria-label]="'entries.lines' | transloco">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{{ 'entries.account' | transloco }}</th>
                      <th scope="col">{{ 'entries.fundAndMoney' | transloco }}</th>
                      <th scope="col" class="right">{{ 'entries.debit' | transloco }}</th>
                      <th scope="col" class="right">{{ 'entries.credit' | transloco }}</th>
                    </tr>
                  </thead>
                  <tbody>
                    @for (line of it.lines; track line.position) {
                      <tr>
                        <th scope="row">
                          <span class="number">{{ line.account }}</span>
                          {{ english() ? line.accountNameEn : line.accountName }}
                          @if (line.text) {
                            <br /><span class="soft">{{ line.text }}</span>
                          }
                        </th>
                        <td>
                          {{ english() ? line.fundNameEn : line.fundName }}
                          @if (line.moneyAccount) {
                            <br /><span class="soft">{{ line.moneyAccount }}</span>
                          }
                        </td>
                        <td class="right number">{{ line.fen > 0 ? (line.fen | appMoney) : '' }}</td>
                        <td class="right number">{{ line.fen < 0 ? (-line.fen | appMoney) : '' }}</td>
                      </tr>
                    }
                    <tr class="sum">
                      <th scope="row" colspan="2">
                        {{ 'entries.total' | transloco }} <span lang="zh-CN">{{ it.totalInWords }}</span>
                      </th>
                      <td class="right number">{{ it.total | appMoney }}</td>
                      <td class="right number">{{ it.total | appMoney }}</td>
                    </tr>
                  </tbody>
                </table>
              </div>
              <div class="row spread signs">
                <span>{{
                  'entries.postedBy' | transloco: { name: it.postedBy?.name ?? ('entries.system' | transloco) }
                }}</span>
                <span>{{ it.postedAt | appDateTime }}</span>
                <span>{{ 'entries.checkedBy' | transloco }}</span>
                <span>{{ 'entries.cashier' | transloco }}</span>
              </div>
              <p class="soft hash">{{ 'entries.hash' | transloco: { hash: it.hash } }}</p>
            </article>
          }
        </ng-template>
      </app-page-state>
    </div>
  `,
  styles: `
    .paper {
      max-width: 60rem;
      padding: 2rem 2.25rem;
      border: 1px solid var(--line);
      background: #fff;
    }
    .head {
      text-align: center;
    }
    .scroll {
      overflow-x: auto;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    th,
    td {
      padding: 0.5rem 0.75rem;
      border: 1px solid var(--edge);
      text-align: left;
      vertical-align: top;
    }
    tbody th {
      font-weight: 400;
    }
    .right {
      text-align: right;
      white-space: nowrap;
    }
    .sum th,
    .sum td {
      background: var(--tint);
      font-weight: 700;
    }
    .signs {
      padding-top: 0.5rem;
    }
    .signs span {
      min-width: 9rem;
    }
    .hash {
      font-size: 0.75rem;
      overflow-wrap: anywhere;
    }
    @media (max-width: 40rem) {
      .paper {
        padding: 1rem;
      }
    }
    @media print {
      .paper {
        max-width: none;
        padding: 0;
        border: 0;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VoucherPage {
  readonly entryId = input.required<string>();

  private readonly window = inject(DOCUMENT).defaultView;
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  private readonly language = inject(Language);
  protected readonly english = computed(() => this.language.current() === 'en');
  protected readonly reversing = signal(false);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly voucher = apiResource('/api/funds/entries/{entryId}', () => ({
    path: { entryId: this.entryId() },
  }));

  protected print(): void {
    this.window?.print();
  }

  protected async reverse(reason: string): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      const { id } = await this.api.post('/api/funds/entries/{entryId}/reversal', {
        path: { entryId: this.entryId() },
        body: { reason },
      });
      this.reversing.set(false);
      this.toasts.show({ text: 'entries.reversedToast' });
      await this.router.navigate(['/console/funds/entries', id]);
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
    }
  }
}
