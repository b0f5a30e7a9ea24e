import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { Language } from '../../core/i18n/language';
import { DayPipe, TimeRangePipe, WeekdayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { DecideDate } from './decide-date';
import { ReviewItem } from './duties.api';

/** Dates of all duties that wait for a decision: on a holiday, or with people on them though they no longer fit. */
@Component({
  selector: 'app-review',
  imports: [Button, DayPipe, DecideDate, PageState, RouterLink, StatusTag, TimeRangePipe, TranslocoPipe, WeekdayPipe],
  template: `
    <div class="stack">
      <div>
        <a routerLink="/console/duties">{{ 'duties.backToList' | transloco }}</a>
        <h1>{{ 'decide.listTitle' | transloco }}</h1>
        <p class="soft">{{ 'decide.listText' | transloco }}</p>
      </div>
      <app-page-state [resource]="items" emptyText="decide.none">
        <ng-template>
          <ul class="list stack">
            @for (item of items.value(); track item.shiftId) {
              <li class="card row spread">
                <div class="stack tight">
                  <a [routerLink]="['/console/duties', item.dutyId]"
                    ><strong>{{ title(item) }}</strong></a
                  >
                  <span>{{ item.startsAt | appTimeRange: item.endsAt }}</span>
                  <span class="row tags">
                    <app-status-tag tone="warn">{{
                      item.review
                        ? ('duties.reviewOf.' + item.review | transloco)
                        : ('decide.onHoliday' | transloco: { holiday: item.holidayName })
                    }}</app-status-tag>
                    @if (item.taken > 0) {
                      <span>{{ 'edit.people' | transloco: { count: item.taken } }}</span>
                    }
                    @if (item.suggestedDate; as day) {
                      <span class="soft">{{
                        'decide.suggested' | transloco: { day: (day | appDay), weekday: (day | appWeekday) }
                      }}</span>
                    }
                  </span>
                </div>
                <button app-button kind="primary" type="button" (click)="deciding.set(item)">
                  {{ 'decide.button' | transloco }}
                </button>
              </li>
            }
          </ul>
        </ng-template>
      </app-page-state>
    </div>
    @if (deciding(); as item) {
      <app-decide-date
        [shiftId]="item.shiftId"
        [title]="title(item)"
        [startsAt]="item.startsAt"
        [endsAt]="item.endsAt"
        [people]="item.taken"
        [suggested]="item.suggestedDate"
        (closed)="deciding.set(null)"
        (done)="deciding.set(null); items.reload()"
      />
    }
  `,
  styles: `
    .tight {
      gap: 0.25rem;
    }
    .tags {
      gap: 0.25rem 0.75rem;
    }
    app-status-tag {
      white-space: normal;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Review {
  protected readonly items = apiResource('/api/volunteering/shifts/review');
  protected readonly deciding = signal<ReviewItem | null>(null);

  private readonly language = inject(Language);

  protected title(item: ReviewItem): string {
    return (this.language.current() === 'en' && item.titleEn) || item.title;
  }
}
