import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { Shape } from '../../core/api/shapes';
import { ProblemText } from '../../core/http/problem';
import { DayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag, Tone } from '../../shared/ui/status-tag';

type Asked = Shape<'ListErasureRequestsItem'>;

const TONES: Readonly<Record<Asked['state'], Tone>> = { Open: 'warn', Done: 'good', Refused: 'plain' };

/** Those who want to be forgotten: carried out, or refused with a reason they can read. */
@Component({
  selector: 'app-erasure-requests',
  imports: [Button, DayPipe, Notice, PageState, ReactiveFormsModule, RouterLink, StatusTag, TranslocoPipe],
  template: `
    <div class="stack page">
      <p>
        <a routerLink="/console/people">{{ 'people.backToPeople' | transloco }}</a>
      </p>
      <h1>{{ 'people.erasure' | transloco }}</h1>
      <p class="soft">{{ 'people.erasureIntro' | transloco }}</p>
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <app-page-state [resource]="requests" emptyText="people.erasureNone">
        <ng-template>
          <ul class="list stack">
            @for (asked of requests.value()?.items; track asked.id) {
              <li class="card stack">
                <div class="row spread">
                  <div>
                    <h2>{{ asked.name }}</h2>
                    <p class="soft">{{ 'people.erasureAsked' | transloco: { day: asked.askedAt | appDay } }}</p>
                  </div>
                  <app-status-tag [tone]="tones[asked.state]">{{
                    'people.erasureState.' + asked.state | transloco
                  }}</app-status-tag>
                </div>
                @if (asked.reason; as reason) {
                  <p>{{ reason }}</p>
                }
                @if (refusing() === asked.id) {
                  <form class="stack" (submit)="$event.preventDefault(); refuse(asked)">
                    <label class="stack">
                      <strong>{{ 'people.erasureWhy' | transloco }}</strong>
                      <textarea class="input" rows="3" maxlength="500" [formControl]="reason"></textarea>
                    </label>
                    <div class="row">
                      <button app-button kind="primary" type="submit" [busy]="busy()">
                        {{ 'people.erasureRefuse' | transloco }}
                      </button>
                      <button app-button type="button" (click)="refusing.set(null)">
                        {{ 'common.cancel' | transloco }}
                      </button>
                    </div>
                  </form>
                } @else if (asked.state === 'Open') {
                  <div class="row">
                    <button app-button kind="danger" type="button" [busy]="busy()" (click)="erase(asked)">
                      {{ 'people.erasureDo' | transloco }}
                    </button>
                    <button app-button type="button" (click)="refusing.set(asked.id)">
                      {{ 'people.erasureRefuse' | transloco }}
                    </button>
                  </div>
                }
              </li>
            }
          </ul>
        </ng-template>
      </app-page-state>
    </div>
  `,
  styles: `
    .page {
      max-width: 52rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ErasureRequests {
  protected readonly requests = apiResource('/api/platform/erasure-requests');
  protected readonly tones = TONES;
  protected readonly refusing = signal<string | null>(null);
  protected readonly reason = new FormControl('', { nonNullable: true });
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly problemText = inject(ProblemText);

  protected async erase(asked: Asked): Promise<void> {
    const params = { name: asked.name };
    const question = {
      title: 'people.erasureDoTitle',
      text: 'people.erasureDoText',
      yes: 'people.erasureDo',
      params,
      danger: true,
    };
    if (await this.confirm.ask(question)) {
      await this.attempt(() =>
        this.api.post('/api/platform/erasure-requests/{requestId}/execution', { path: { requestId: asked.id } }),
      );
    }
  }

  protected refuse(asked: Asked): Promise<void> {
    return this.attempt(async () => {
      await this.api.post('/api/platform/erasure-requests/{requestId}/refusal', {
        path: { requestId: asked.id },
        body: { reason: this.reason.value.trim() },
      });
      this.refusing.set(null);
      this.reason.reset();
    });
  }

  private async attempt(act: () => Promise<unknown>): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await act();
      this.requests.reload();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
    }
  }
}
