import { HttpErrorResponse } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, Resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { Language } from '../../core/i18n/language';
import { SessionStore } from '../../core/session/session-store';
import { localDay } from '../../shared/domain/dates';
import { DatePipe, DayPipe, TimeHere, WeekdayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { addDays, byDay, chipState } from '../calendar/grid';
import { CONSOLE_MENU } from '../console-menu';
import { CalendarShift } from '../duties/duties.api';
import { clockAt } from '../ui/clock';

const DAYS = 7;

interface Line {
  readonly key: string;
  readonly count: number;
  readonly link: string;
  readonly query?: Record<string, string>;
  readonly urgent: boolean;
}

/** 工作台: what waits for this person, and the week ahead. */
@Component({
  selector: 'app-desk',
  imports: [Button, DatePipe, DayPipe, PageState, RouterLink, TranslocoPipe, WeekdayPipe],
  templateUrl: './desk.html',
  styleUrl: './desk.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Desk {
  protected readonly session = inject(SessionStore);
  private readonly here = inject(TimeHere);
  private readonly language = inject(Language);
  private readonly now = this.here.now();

  protected readonly today = localDay(this.now.toISOString(), this.session.timeZone());
  protected readonly todayIso = this.now.toISOString();
  protected readonly plans = computed(() => this.session.can('Volunteering.ManageDuties'));
  protected readonly days = Array.from({ length: DAYS }, (_, index) => addDays(this.today, index));
  protected readonly week = apiResource('/api/volunteering/calendar', () =>
    this.plans() ? { query: { from: this.today, to: this.days.at(-1)! } } : undefined,
  );
  private readonly applications = apiResource('/api/organizations/clubs', () =>
    this.session.can('Organizations.ReviewClubs') ? { query: { state: 'Applied', pageSize: 1 } } : undefined,
  );
  private readonly decisions = apiResource('/api/volunteering/shifts/review', () => (this.plans() ? {} : undefined));
  private readonly hours = apiResource('/api/volunteering/hours/pending', () =>
    this.session.can('Volunteering.ApproveHours') ? { query: { pageSize: 1 } } : undefined,
  );
  private readonly clock = apiResource('/api/volunteering/hours/clock', () =>
    this.session.can('Volunteering.ApproveHours') ? {} : undefined,
  );
  private readonly calls = apiResource('/api/platform/call-list', () =>
    this.session.can('Platform.ViewMessages') ? {} : undefined,
  );

  private readonly asked = [this.applications, this.decisions, this.hours, this.clock, this.calls, this.week] as const;
  protected readonly waiting = computed(() => this.asked.some((resource) => resource.isLoading()));
  /** A part that could not be read is said, so that an empty queue is not taken for a quiet day. */
  protected readonly failed = computed(() => this.asked.some((resource) => isFailure(resource)));

  protected readonly lines = computed<readonly Line[]>(() => {
    const short = valueOf(this.week)?.shifts.filter((shift) => chipState(shift, this.now) === 'short').length ?? 0;
    const clock = valueOf(this.clock);
    const lines: Line[] = [
      {
        key: 'applications',
        count: valueOf(this.applications)?.total ?? 0,
        link: '/console/clubs',
        query: { state: 'Applied' },
        urgent: false,
      },
      { key: 'decisions', count: valueOf(this.decisions)?.length ?? 0, link: '/console/duties/review', urgent: true },
      { key: 'short', count: short, link: '/console/calendar', query: { view: 'list' }, urgent: true },
      { key: 'overdue', count: clock?.overdue ?? 0, link: '/console/hours', query: { tab: 'clock' }, urgent: true },
      {
        key: 'clock',
        count: (clock?.items.length ?? 0) - (clock?.overdue ?? 0),
        link: '/console/hours',
        query: { tab: 'clock' },
        urgent: false,
      },
      { key: 'hours', count: valueOf(this.hours)?.total ?? 0, link: '/console/hours', urgent: false },
      {
        key: 'calls',
        count: valueOf(this.calls)?.items.length ?? 0,
        link: '/console/messages/call-list',
        urgent: false,
      },
    ];
    return lines.filter((line) => line.count > 0).sort((a, b) => Number(b.urgent) - Number(a.urgent));
  });
  protected readonly shiftsOf = computed(() => byDay(valueOf(this.week)?.shifts ?? []));
  protected readonly special = computed(() => new Map((valueOf(this.week)?.days ?? []).map((day) => [day.date, day])));
  protected readonly places = computed(() =>
    CONSOLE_MENU.filter((entry) => entry.path !== '' && (!entry.permission || this.session.can(entry.permission))),
  );

  protected title(shift: CalendarShift): string {
    return (this.language.current() === 'en' && shift.titleEn) || shift.title;
  }

  protected time(instant: string): string {
    return clockAt(instant, this.session.timeZone()).replace(/^0/, '');
  }

  protected state(shift: CalendarShift): string {
    return chipState(shift, this.now);
  }

  protected again(): void {
    this.asked.filter(isFailure).forEach((resource) => resource.reload());
  }
}

function valueOf<T>(resource: Resource<T | undefined>): T | undefined {
  return resource.hasValue() ? resource.value() : undefined;
}

function isFailure(resource: Resource<unknown>): boolean {
  return resource.error() instanceof HttpErrorResponse;
}
