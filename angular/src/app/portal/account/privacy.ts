import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { Shape } from '../../core/api/shapes';
import { ProblemText } from '../../core/http/problem';
import { SessionStore } from '../../core/session/session-store';
import { DayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { BackToMe } from './back-to-me';

/** My data and my say over it: what I agreed to, a copy of everything, and the way out. */
@Component({
  selector: 'app-privacy',
  imports: [BackToMe, Button, DayPipe, Notice, PageState, StatusTag, TranslocoPipe],
  template: `
    <div class="stack">
      <app-back-to-me />
      <h1>{{ 'account.privacy' | transloco }}</h1>
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <section class="card stack" aria-labelledby="consents">
        <h2 id="consents">{{ 'account.consents' | transloco }}</h2>
        <app-page-state [resource]="consents" emptyText="account.noConsents" [rows]="1">
          <ng-template>
            <ul class="list stack">
              @for (consent of consents.value()?.items; track consent.kind + consent.at) {
                <li class="stack">
                  <div class="row spread">
                    <strong>{{ 'account.consentOf.' + consent.kind | transloco }}</strong>
                    @if (consent.withdrawnAt; as at) {
                      <app-status-tag>{{ 'account.withdrawn' | transloco: { day: at | appDay } }}</app-status-tag>
                    } @else {
                      <app-status-tag tone="good">{{
                        'account.given' | transloco: { day: consent.at | appDay }
                      }}</app-status-tag>
                    }
                  </div>
                  @if (consent.validUntil; as until) {
                    <p class="soft">{{ 'account.validUntil' | transloco: { day: until | appDay } }}</p>
                  }
                  @if (consent.guardianName; as guardian) {
                    <p class="soft">{{ 'account.byGuardian' | transloco: { name: guardian } }}</p>
                  }
                  @if (!consent.withdrawnAt) {
                    <p class="soft">{{ 'account.withdrawHint' | transloco }}</p>
                    <p>
                      <button
                        app-button
                        kind="danger"
                        type="button"
                        [busy]="busy() === 'consent'"
                        (click)="withdraw(consent)"
                      >
                        {{ 'account.withdraw' | transloco }}
                      </button>
                    </p>
                  }
                </li>
              }
            </ul>
          </ng-template>
        </app-page-state>
      </section>
      <section class="card stack" aria-labelledby="export">
        <h2 id="export">{{ 'account.export' | transloco }}</h2>
        <p>{{ 'account.exportText' | transloco }}</p>
        <p>
          <a app-button href="/api/platform/me/export" download="my-data.json">{{ 'account.exportGet' | transloco }}</a>
        </p>
      </section>
      <section class="card stack" aria-labelledby="erasure">
        <h2 id="erasure">{{ 'account.erasure' | transloco }}</h2>
        @if (asked()) {
          <app-notice tone="good">{{ 'account.erasureAsked' | transloco }}</app-notice>
        } @else {
          <p>{{ 'account.erasureText' | transloco }}</p>
          <p>
            <button app-button kind="danger" type="button" [busy]="busy() === 'erasure'" (click)="askErasure()">
              {{ 'account.erasureAsk' | transloco }}
            </button>
          </p>
        }
      </section>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Privacy {
  protected readonly consents = apiResource('/api/platform/me/consents');
  protected readonly busy = signal<'consent' | 'erasure' | null>(null);
  protected readonly asked = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);

  protected async withdraw(consent: Shape<'ListConsentsItem'>): Promise<void> {
    // A guardian's consent is only about taking part; the other one is about being here at all.
    const leaves = consent.kind !== 'Participation';
    const question = {
      title: leaves ? 'account.withdrawTitle' : 'account.withdrawParticipationTitle',
      text: leaves ? 'account.withdrawText' : 'account.withdrawParticipationText',
      yes: 'account.withdraw',
      danger: true,
    };
    if (!(await this.confirm.ask(question))) {
      return;
    }
    await this.attempt('consent', async () => {
      await this.api.post('/api/platform/me/consents/{kind}/withdrawal', { path: { kind: consent.kind } });
      if (!leaves) {
        this.consents.reload();
        return;
      }
      await this.session.load();
      await this.router.navigateByUrl('/');
    });
  }

  protected async askErasure(): Promise<void> {
    const question = {
      title: 'account.erasureTitle',
      text: 'account.erasureConfirm',
      yes: 'account.erasureAsk',
      danger: true,
    };
    if (!(await this.confirm.ask(question))) {
      return;
    }
    await this.attempt('erasure', async () => {
      await this.api.post('/api/platform/me/erasure-request');
      this.asked.set(true);
    });
  }

  private async attempt(what: 'consent' | 'erasure', act: () => Promise<void>): Promise<void> {
    this.busy.set(what);
    this.refusal.set(null);
    try {
      await act();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(null);
    }
  }
}
