import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { ClubProfile, newProfile } from './club-profile';
import { toneOf } from './club-tone';

/** One club as a resident sees it; for whoever applied also how far the application is, and what to mend. */
@Component({
  selector: 'app-club-page',
  imports: [Button, ClubProfile, DateTimePipe, Notice, PageState, RouterLink, StatusTag, TranslocoPipe],
  template: `
    <app-page-state [resource]="club">
      <ng-template>
        @if (club.value(); as it) {
          <div class="stack">
            <p>
              <a routerLink="/clubs">‹ {{ 'ourClubs.title' | transloco }}</a>
            </p>
            <h1>{{ it.name }}</h1>
            <app-status-tag [tone]="toneOf(it.state)">{{ 'ourClubs.state.' + it.state | transloco }}</app-status-tag>
            @if (it.appliedByMe && isProposed()) {
              <app-notice [tone]="it.state === 'Returned' ? 'warn' : 'info'">
                {{ 'ourClubs.means.' + it.state | transloco }}
                @if (returned(); as why) {
                  <br /><strong>{{ why }}</strong>
                }
              </app-notice>
            }
            @if (it.appliedByMe && it.state === 'Returned') {
              <form class="card stack" novalidate (submit)="$event.preventDefault(); resubmit()">
                <h2>{{ 'ourClubs.mend' | transloco }}</h2>
                <app-club-profile [form]="form" />
                @if (refusal(); as text) {
                  <app-notice tone="bad">{{ text }}</app-notice>
                }
                <button app-button kind="primary" type="submit" [wide]="true" [busy]="sending()">
                  {{ 'ourClubs.resend' | transloco }}
                </button>
              </form>
            } @else {
              <section class="card stack">
                <p>{{ it.purpose }}</p>
                <dl>
                  <dt>{{ 'ourClubs.place' | transloco }}</dt>
                  <dd>{{ it.meetingPlace }}</dd>
                  @if (it.posts.length > 0) {
                    <dt>{{ 'ourClubs.leader' | transloco }}</dt>
                    <dd>
                      @for (post of it.posts; track post.personId) {
                        <span>{{ post.name }} </span>
                      }
                    </dd>
                  }
                  <dt>{{ 'ourClubs.howMany' | transloco }}</dt>
                  <dd class="number">{{ it.memberCount }}</dd>
                </dl>
              </section>
            }
            @if (founders.hasValue()) {
              <section class="card stack" aria-labelledby="founders">
                <h2 id="founders">{{ 'ourClubs.founders' | transloco }}</h2>
                <ul class="list">
                  @for (one of founders.value().items; track one.personId) {
                    <li class="row">
                      <strong>{{ one.name }}</strong> <span class="soft number">{{ one.maskedPhone }}</span>
                    </li>
                  }
                </ul>
              </section>
            }
            @if (it.decisions.length > 0) {
              <section class="card stack" aria-labelledby="history">
                <h2 id="history">{{ 'ourClubs.history' | transloco }}</h2>
                <ol class="list stack">
                  @for (decision of it.decisions; track decision.at) {
                    <li>
                      <strong>{{ 'ourClubs.decision.' + decision.kind | transloco }}</strong>
                      <br /><span class="soft">{{ decision.at | appDateTime }} · {{ decision.by }}</span>
                      @if (decision.reasons; as why) {
                        <br />{{ why }}
                      }
                    </li>
                  }
                </ol>
              </section>
            }
            @if (it.canManage) {
              <a app-button [routerLink]="['/console/clubs', it.id]">{{ 'ourClubs.manage' | transloco }}</a>
            }
          </div>
        }
      </ng-template>
    </app-page-state>
  `,
  styles: `
    dl {
      display: grid;
      gap: 0.25rem;
      margin: 0;
    }
    dt {
      font-weight: 600;
    }
    dd {
      margin: 0 0 0.5rem;
    }
    app-status-tag {
      justify-self: start;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClubPage {
  readonly id = input.required<string>();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected readonly toneOf = toneOf;
  protected readonly form = newProfile();
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly club = apiResource('/api/organizations/clubs/{clubId}', () => ({ path: { clubId: this.id() } }));
  protected readonly isProposed = computed(
    () => this.club.hasValue() && ['Applied', 'Returned', 'Approved'].includes(this.club.value()!.state),
  );
  protected readonly founders = apiResource('/api/organizations/clubs/{clubId}/members', () =>
    this.isProposed() && this.club.value()?.appliedByMe
      ? { path: { clubId: this.id() }, query: { pageSize: 200 } }
      : undefined,
  );
  protected readonly returned = computed(() =>
    this.club.hasValue() && this.club.value()!.state === 'Returned'
      ? this.club.value()!.decisions.find(({ kind }) => kind === 'Returned')?.reasons
      : null,
  );

  constructor() {
    effect(() => {
      const club = this.club.hasValue() ? this.club.value() : undefined;
      if (club) {
        const { name, kind, purpose, meetingPlace, isVolunteering } = club;
        this.form.reset({ name, kind, purpose, meetingPlace, isVolunteering });
      }
    });
  }

  protected async resubmit(): Promise<void> {
    this.refusal.set(null);
    this.form.markAllAsTouched();
    if (this.form.invalid) {
      return;
    }
    this.sending.set(true);
    const { nameEn, foundedOn } = this.club.value()!;
    try {
      await this.api.post('/api/organizations/clubs/{clubId}/resubmission', {
        path: { clubId: this.id() },
        body: { ...this.form.getRawValue(), nameEn, foundedOn },
      });
      this.toasts.show({ text: 'ourClubs.resent' });
      this.club.reload();
    } catch (error) {
      if (!showOnForm(this.form, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }
}
