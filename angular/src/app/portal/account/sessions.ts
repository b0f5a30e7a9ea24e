import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { BackToMe } from './back-to-me';
import { deviceOf } from './device';

/** Where this account is signed in; a lost phone is signed out from here. */
@Component({
  selector: 'app-sessions',
  imports: [BackToMe, Button, DateTimePipe, Notice, PageState, StatusTag, TranslocoPipe],
  template: `
    <div class="stack">
      <app-back-to-me />
      <h1>{{ 'account.sessions' | transloco }}</h1>
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <app-page-state [resource]="answer">
        <ng-template>
          <ul class="list stack">
            @for (session of sessions(); track session.id) {
              <li class="card stack">
                <div class="row">
                  <h2>
                    {{ 'account.machine.' + session.device.machine | transloco }}
                    {{ session.device.system }}
                    @if (session.device.browser; as browser) {
                      · {{ browser }}
                    }
                  </h2>
                  @if (session.isCurrent) {
                    <app-status-tag tone="good">{{ 'account.thisDevice' | transloco }}</app-status-tag>
                  }
                </div>
                <p class="soft">{{ 'account.lastSeen' | transloco: { at: session.lastSeenAt | appDateTime } }}</p>
                @if (!session.isCurrent) {
                  <p>
                    <button app-button type="button" [busy]="ending() === session.id" (click)="end(session.id)">
                      {{ 'account.endSession' | transloco }}
                    </button>
                  </p>
                }
              </li>
            }
          </ul>
          @if (sessions().length > 1) {
            <p class="all">
              <button
                app-button
                kind="danger"
                type="button"
                [wide]="true"
                [busy]="ending() === 'all'"
                (click)="endOthers()"
              >
                {{ 'account.endOthers' | transloco }}
              </button>
            </p>
          }
        </ng-template>
      </app-page-state>
    </div>
  `,
  styles: `
    .all {
      margin-top: var(--gap);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sessions {
  protected readonly answer = apiResource('/api/platform/me/sessions');
  protected readonly sessions = computed(() =>
    (this.answer.hasValue() ? this.answer.value().items : []).map((item) => ({
      ...item,
      device: deviceOf(item.device),
    })),
  );
  protected readonly ending = signal<string | null>(null);
  protected readonly refusal = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected end(sessionId: string): Promise<void> {
    return this.attempt(sessionId, () =>
      this.api.delete('/api/platform/me/sessions/{sessionId}', { path: { sessionId } }),
    );
  }

  protected endOthers(): Promise<void> {
    return this.attempt('all', () => this.api.delete('/api/platform/me/sessions'));
  }

  private async attempt(which: string, act: () => Promise<unknown>): Promise<void> {
    this.ending.set(which);
    this.refusal.set(null);
    try {
      await act();
      this.toasts.show({ text: 'account.sessionEnded' });
      this.answer.reload();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.ending.set(null);
    }
  }
}
