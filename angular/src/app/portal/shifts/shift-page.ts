import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { SessionStore } from '../../core/session/session-store';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import type { components } from '../../core/api/schema';
import { ShiftCard } from './shift-card';
import { OpenShift } from './shifts.api';
import { SigningUp } from './signing-up';

/** Everything about one shift: where, what to bring, who comes, until when one may withdraw. */
@Component({
  selector: 'app-shift-page',
  imports: [Button, DateTimePipe, Notice, PageState, RouterLink, ShiftCard, TranslocoPipe],
  template: `
    <app-page-state [resource]="shift">
      <ng-template>
        @if (shift.value(); as it) {
          <div class="stack">
            <h1>{{ it.title }}</h1>
            @if (it.changeReason; as reason) {
              <app-notice tone="warn">{{ 'shifts.changed' | transloco: { reason } }}</app-notice>
            }
            <app-shift-card [shift]="card(it)" />
            <section class="card stack" aria-labelledby="about">
              <h2 id="about">{{ 'shifts.about' | transloco }}</h2>
              <p class="text">{{ it.description || ('shifts.noDescription' | transloco) }}</p>
              <dl>
                <dt>{{ 'shifts.where' | transloco }}</dt>
                <dd>
                  {{ it.place.name }}<br /><span class="soft">{{ it.place.address }}</span>
                </dd>
                <dt>{{ 'shifts.who' | transloco }}</dt>
                <dd>
                  {{ 'shifts.coming' | transloco: { count: it.coming } }}
                  @if (it.names.length > 0) {
                    <br /><span class="soft">{{ it.names.join(separator()) }}</span>
                  }
                </dd>
                <dt>{{ 'shifts.withdrawUntil' | transloco }}</dt>
                <dd>{{ it.withdrawUntil | appDateTime }}</dd>
              </dl>
            </section>
            @if (session.tenant(); as community) {
              <a app-button [href]="'tel:' + community.phone">{{ 'shifts.askByPhone' | transloco }}</a>
            }
            <a app-button kind="quiet" routerLink="/shifts">{{ 'shifts.allShifts' | transloco }}</a>
          </div>
        }
      </ng-template>
    </app-page-state>
  `,
  styles: `
    .text {
      white-space: pre-line;
    }
    dl {
      display: grid;
      gap: 0.25rem 1rem;
      margin: 0;
    }
    dt {
      font-weight: 600;
    }
    dd {
      margin: 0 0 0.5rem;
    }
  `,
  providers: [SigningUp],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShiftPage {
  readonly id = input.required<string>();

  protected readonly session = inject(SessionStore);
  private readonly signing = inject(SigningUp);
  protected readonly shift = apiResource('/api/volunteering/shifts/{shiftId}', () => ({
    path: { shiftId: this.id() },
  }));
  protected readonly separator = computed(() => '、');

  protected card(shift: components['schemas']['GetShiftResponse']): OpenShift {
    return { ...shift, placeName: shift.place.name, placeNameEn: shift.place.nameEn };
  }

  constructor() {
    effect(() => {
      if (this.signing.changes() > 0) {
        this.shift.reload();
      }
    });
  }
}
