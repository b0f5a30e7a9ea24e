import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { nearDay } from '../../shared/domain/dates';
import { DatePipe, DayPipe, TimeHere, WeekdayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { ShiftCard } from './shift-card';
import { OpenShift } from './shifts.api';
import { SigningUp } from './signing-up';

/** A week of days to choose from; the rest on request. */
const DAYS_AT_FIRST = 8;

/** "What can I do on Saturday": the day first, then what is open to me on it, each with one button. */
@Component({
  selector: 'app-shift-list',
  imports: [Button, DatePipe, DayPipe, PageState, ShiftCard, TranslocoPipe, WeekdayPipe],
  template: `
    <div class="stack">
      <h1>{{ 'shifts.title' | transloco }}</h1>
      <app-page-state [resource]="shifts" emptyText="shifts.none">
        <ng-template>
          <div class="stack">
            <h2 id="which-day">{{ 'shifts.whichDay' | transloco }}</h2>
            <div class="days" role="group" aria-labelledby="which-day">
              @for (one of daysShown(); track one.date) {
                <button type="button" [attr.aria-pressed]="one.date === chosen()?.date" (click)="choose(one.date)">
                  <strong>{{ near(one) ?? (one.date | appWeekday) }}</strong>
                  <span>{{ one.date | appDay }}</span>
                  <span class="count">{{ 'shifts.countOfDay' | transloco: { count: possible(one).length } }}</span>
                </button>
              }
            </div>
            @if (daysShown().length < days().length) {
              <button app-button kind="quiet" type="button" (click)="all.set(true)">
                {{ 'shifts.laterDays' | transloco }}
              </button>
            }
            @if (chosen(); as it) {
              <section class="stack" aria-labelledby="that-day">
                <h2 id="that-day">{{ it.date | appDate }}</h2>
                @for (shift of possible(it); track shift.shiftId) {
                  <app-shift-card [shift]="shift" />
                } @empty {
                  <p>{{ 'shifts.nothingThatDay' | transloco }}</p>
                }
                @if (notForMe(it).length > 0) {
                  <details>
                    <summary>{{ 'shifts.notForMe' | transloco: { count: notForMe(it).length } }}</summary>
                    <div class="stack">
                      @for (shift of notForMe(it); track shift.shiftId) {
                        <app-shift-card [shift]="shift" />
                      }
                    </div>
                  </details>
                }
              </section>
            }
          </div>
        </ng-template>
      </app-page-state>
    </div>
  `,
  styles: `
    .days {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(5rem, 1fr));
      gap: 0.5rem;
    }
    .days button {
      display: grid;
      justify-items: center;
      min-height: var(--touch);
      padding: 0.5rem 0.25rem;
      border: 1.5px solid var(--edge);
      border-radius: 0.625rem;
      background: var(--surface);
      color: inherit;
      font: inherit;
      line-height: 1.3;
      cursor: pointer;
    }
    .days strong {
      font-size: 1.125rem;
    }
    .days span {
      font-size: 0.875rem;
    }
    .days [aria-pressed='true'] {
      border-color: var(--brand);
      background: var(--brand);
      color: #fff;
    }
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
  /** In the address, so that back leads to the same day. */
  readonly day = input<string>();

  private readonly signing = inject(SigningUp);
  private readonly router = inject(Router);
  private readonly here = inject(TimeHere);
  protected readonly shifts = apiResource('/api/volunteering/my/open-shifts', () => ({ query: { days: 28 } }));

  protected readonly all = signal(false);
  protected readonly days = computed(() => byDay(this.shifts.value()?.items ?? []));
  protected readonly chosen = computed(
    () =>
      this.days().find(({ date }) => date === this.day()) ??
      this.days().find((one) => possible(one).length > 0) ??
      this.days()[0],
  );
  protected readonly daysShown = computed(() => {
    const days = this.days();
    const chosen = this.chosen();
    const few = days.slice(0, DAYS_AT_FIRST);
    return this.all() || (chosen && !few.includes(chosen)) ? days : few;
  });
  protected readonly possible = possible;

  constructor() {
    effect(() => {
      if (this.signing.changes() > 0) {
        this.shifts.reload();
      }
    });
  }

  protected notForMe({ shifts }: Day): OpenShift[] {
    return shifts.filter((shift) => !shift.mine && shift.cannot);
  }

  protected near({ date }: Day): string | null {
    return nearDay(date, this.here.place(), this.here.now());
  }

  protected choose(day: string): void {
    void this.router.navigate([], { queryParams: { day }, replaceUrl: true });
  }
}

interface Day {
  readonly date: string;
  readonly shifts: OpenShift[];
}

function possible({ shifts }: Day): OpenShift[] {
  return shifts.filter((shift) => shift.mine || !shift.cannot);
}

/** The server sends them in the order of time. */
export function byDay(shifts: readonly OpenShift[]): Day[] {
  const days: Day[] = [];
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
