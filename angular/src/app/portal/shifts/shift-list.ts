import { ChangeDetectionStrategy, Component, computed, effect, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { DatePipe } from '../../shared/pipes/time.pipes';
import { PageState } from '../../shared/ui/page-state';
import { ShiftCard } from './shift-card';
import { OpenShift } from './shifts.api';
import { SigningUp } from './signing-up';

/** "What can I do on Saturday": the shifts open to me, day by day, each with one button. No filters to learn. */
@Component({
  selector: 'app-shift-list',
  imports: [DatePipe, PageState, ShiftCard, TranslocoPipe],
  template: `
    <div class="stack">
      <h1>{{ 'shifts.title' | transloco }}</h1>
      <app-page-state [resource]="shifts" emptyText="shifts.none">
        <ng-template>
          <div class="stack">
            @for (day of days(); track day.date) {
              <section class="stack" [attr.aria-labelledby]="'day-' + day.date">
                <h2 [id]="'day-' + day.date">{{ day.shifts[0]!.startsAt | appDate }}</h2>
                @for (shift of day.shifts; track shift.shiftId) {
                  <app-shift-card [shift]="shift" />
                }
              </section>
            }
            @if (notForMe().length > 0) {
              <details>
                <summary>{{ 'shifts.notForMe' | transloco: { count: notForMe().length } }}</summary>
                <div class="stack">
                  @for (shift of notForMe(); track shift.shiftId) {
                    <app-shift-card [shift]="shift" />
                  }
                </div>
              </details>
            }
          </div>
        </ng-template>
      </app-page-state>
    </div>
  `,
  styles: `
    summary {
      display: flex;
      align-items: center;
      min-height: var(--touch);
      cursor: pointer;
      font-weight: 600;
    }
  `,
  providers: [SigningUp],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShiftList {
  private readonly signing = inject(SigningUp);
  protected readonly shifts = apiResource('/api/volunteering/my/open-shifts', () => ({ query: { days: 28 } }));

  protected readonly days = computed(() =>
    byDay((this.shifts.value()?.items ?? []).filter((shift) => shift.mine || !shift.cannot)),
  );
  protected readonly notForMe = computed(() =>
    (this.shifts.value()?.items ?? []).filter((shift) => !shift.mine && shift.cannot),
  );

  constructor() {
    effect(() => {
      if (this.signing.changes() > 0) {
        this.shifts.reload();
      }
    });
  }
}

/** The server sends them in the order of time. */
export function byDay(shifts: readonly OpenShift[]): { date: string; shifts: OpenShift[] }[] {
  const days: { date: string; shifts: OpenShift[] }[] = [];
  for (const shift of shifts) {
    const last = days.at(-1);
    if (last?.date === shift.date) {
      last.shifts.push(shift);
    } else {
      days.push({ date: shift.date, shifts: [shift] });
    }
  }
  return days;
}
