import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api } from '../../../core/api/api';
import type { components } from '../../../core/api/schema';
import { ProblemText } from '../../../core/http/problem';
import { DayPipe, WeekdayPipe } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { Notice } from '../../../shared/ui/notice';
import { StatusTag } from '../../../shared/ui/status-tag';

export type When = components['schemas']['WhenInput'];
type Planned = components['schemas']['PreviewDutyPlannedDate'];

const TYPING_PAUSE = 400;

/** The next twelve dates of what stands in the form, holidays applied: before anything is saved. */
@Component({
  selector: 'app-dates-preview',
  imports: [Button, DayPipe, Notice, StatusTag, TranslocoPipe, WeekdayPipe],
  template: `
    <h2 id="next-dates">{{ 'duties.nextDates' | transloco }}</h2>
    @if (sentence(); as text) {
      <p class="sentence">{{ text }}</p>
    }
    <div aria-live="polite" [attr.aria-busy]="loading()">
      @if (refusal(); as text) {
        <app-notice tone="bad">
          <p>{{ text }}</p>
          <button app-button type="button" (click)="again()">{{ 'common.retry' | transloco }}</button>
        </app-notice>
      } @else if (!when()) {
        <p class="soft">{{ 'duties.previewNeedsMore' | transloco }}</p>
      } @else if (dates(); as list) {
        @if (list.length === 0) {
          <app-notice tone="warn">{{ 'duties.noDates' | transloco }}</app-notice>
        } @else {
          <ol class="list" aria-labelledby="next-dates" [class.stale]="loading()">
            @for (one of list; track one.originalDate) {
              <li [class.off]="one.date === null">
                <span class="day">
                  <strong class="number">{{ one.date ?? one.originalDate | appDay }}</strong>
                  <span>{{ one.date ?? one.originalDate | appWeekday }}</span>
                </span>
                <span class="row tags">
                  @switch (one.effect) {
                    @case ('Skipped') {
                      <app-status-tag tone="bad">{{
                        'duties.effect.Skipped' | transloco: { holiday: one.holidayName }
                      }}</app-status-tag>
                    }
                    @case ('MovedBefore') {
                      <app-status-tag tone="info">{{
                        'duties.effect.moved' | transloco: { day: (one.originalDate | appDay) }
                      }}</app-status-tag>
                    }
                    @case ('MovedAfter') {
                      <app-status-tag tone="info">{{
                        'duties.effect.moved' | transloco: { day: (one.originalDate | appDay) }
                      }}</app-status-tag>
                    }
                    @case ('MergedInto') {
                      <app-status-tag tone="warn">{{
                        'duties.effect.MergedInto' | transloco: { day: (one.mergedInto | appDay) }
                      }}</app-status-tag>
                    }
                    @case ('NeedsDecision') {
                      <app-status-tag tone="warn">{{ 'duties.effect.NeedsDecision' | transloco }}</app-status-tag>
                    }
                  }
                  @if (one.holidayName && one.effect !== 'Skipped') {
                    <app-status-tag tone="plain">{{ one.holidayName }}</app-status-tag>
                  }
                  @if (one.onMakeUpWorkday) {
                    <app-status-tag tone="plain">{{ 'duties.effect.makeUp' | transloco }}</app-status-tag>
                  }
                </span>
              </li>
            }
          </ol>
          @if (unknownFrom(); as year) {
            <p class="soft">{{ 'duties.calendarUnknown' | transloco: { year } }}</p>
          }
        }
      } @else {
        <p class="soft">{{ 'common.loading' | transloco }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: 0.75rem;
    }
    .sentence {
      padding: 0.625rem 0.875rem;
      border-radius: 0.5rem;
      background: var(--tint);
      font-size: 1.0625rem;
      font-weight: 700;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.25rem 0.75rem;
      min-height: 2.25rem;
      padding: 0.25rem 0;
      border-bottom: 1px solid var(--line);
    }
    .day {
      display: inline-flex;
      gap: 0.75rem;
    }
    .off .day {
      color: var(--soft);
      text-decoration: line-through;
    }
    .tags {
      gap: 0.25rem 0.375rem;
    }
    .stale {
      opacity: 0.55;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DatesPreview {
  /** Null while something is still to be chosen. */
  readonly when = input.required<When | null>();
  readonly sentence = input<string | null>(null);

  protected readonly dates = signal<readonly Planned[] | null>(null);
  protected readonly loading = signal(false);
  protected readonly refusal = signal<string | null>(null);
  /** The first year whose holiday list is not out yet. */
  protected readonly unknownFrom = computed(() =>
    this.dates()
      ?.find((one) => !one.calendarKnown)
      ?.originalDate.slice(0, 4),
  );

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly asked = computed(() => JSON.stringify(this.when()));
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      this.asked();
      clearTimeout(this.typing);
      this.typing = setTimeout(() => void this.load(), TYPING_PAUSE);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }

  protected again(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    const asked = this.asked();
    const when = this.when();
    if (!when) {
      return;
    }
    this.loading.set(true);
    try {
      const { dates } = await this.api.post('/api/volunteering/duties/previews', { body: { when } });
      if (asked === this.asked()) {
        this.dates.set(dates);
        this.refusal.set(null);
      }
    } catch (error) {
      if (asked === this.asked()) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.loading.set(false);
    }
  }
}
