import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { Language } from '../../core/i18n/language';
import { SessionStore } from '../../core/session/session-store';
import { day as dayText, localDay } from '../../shared/domain/dates';
import { DatePipe, TimeHere } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { PageState } from '../../shared/ui/page-state';
import { CalendarDay, CalendarShift } from '../duties/duties.api';
import { Chip, Chips } from '../ui/chips';
import { clockAt } from '../ui/clock';
import { clubsILead } from '../ui/clubs-i-lead';
import { byDay, chipState, ChipState, isDay, monthGrid, moveByKey, rangeOf, step, View, weekGrid } from './grid';

const VIEWS: readonly View[] = ['month', 'week', 'list'];
const SIGNS: Readonly<Record<ChipState, string>> = {
  cancelled: '✕',
  decide: '?',
  over: '＋',
  full: '✓',
  short: '!',
  open: '○',
  past: '·',
};
const LEGEND: readonly ChipState[] = ['full', 'short', 'open', 'over', 'decide', 'cancelled'];
const NARROW = '(max-width: 48rem)';

/** All shifts of a month or a week on one sheet; printed, it hangs on the notice board. */
@Component({
  selector: 'app-calendar',
  imports: [Button, Chips, DatePipe, NgTemplateOutlet, PageState, RouterLink, TranslocoPipe],
  templateUrl: './calendar.html',
  styleUrl: './calendar.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Calendar {
  /** These live in the address, so that back, reload and a shared link show the same. */
  readonly day = input<string>();
  readonly view = input<View, string | undefined>('month', {
    transform: (value) => VIEWS.find((view) => view === value) ?? 'month',
  });
  readonly club = input('', { transform: (value: string | undefined) => value ?? '' });

  protected readonly session = inject(SessionStore);
  protected readonly legend = LEGEND;
  protected readonly clubs = clubsILead();
  private readonly here = inject(TimeHere);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly sheet = viewChild<ElementRef<HTMLElement>>('sheet');

  private readonly now = this.here.now();
  protected readonly today = localDay(this.now.toISOString(), this.session.timeZone());
  /** The day the view is around, and where the arrow keys are. */
  protected readonly at = computed(() => {
    const day = this.day();
    return isDay(day) ? day : this.today;
  });
  protected readonly cursor = linkedSignal(() => this.at());
  protected readonly narrow = signal(false);
  protected readonly shownView = computed<View>(() => (this.narrow() ? 'list' : this.view()));
  /** On a phone both month and week are lists, each of its own days. */
  protected readonly span = computed<View>(() => (this.view() === 'week' ? 'week' : 'month'));
  protected readonly weeks = computed(() => (this.span() === 'week' ? [weekGrid(this.at())] : monthGrid(this.at())));
  protected readonly calendar = apiResource('/api/volunteering/calendar', () => ({
    query: { ...rangeOf(this.span(), this.at()), clubId: this.club() || undefined },
  }));
  /** The last shifts stay while the next ones are on their way. */
  protected readonly shown = linkedSignal<Sheet | undefined, Sheet | null>({
    source: () => (this.calendar.hasValue() ? this.calendar.value() : undefined),
    computation: (now, before) => now ?? before?.value ?? null,
  });
  protected readonly shiftsOf = computed(() => byDay(this.shown()?.shifts ?? []));
  protected readonly special = computed(() => new Map((this.shown()?.days ?? []).map((day) => [day.date, day])));
  protected readonly listDays = computed(() =>
    this.weeks()
      .flat()
      .filter((day) => (this.inMonth(day) && this.shiftsOf().has(day)) || day === this.today),
  );
  protected readonly views = computed<readonly Chip<View>[]>(() => {
    this.language.current();
    return (this.narrow() ? (['month', 'week'] as const) : VIEWS).map((value) => ({
      value,
      text: this.transloco.translate(`calendar.viewOf.${value}`),
    }));
  });
  protected readonly heading = computed(() => {
    const [lang, at] = [this.language.current(), this.at()];
    if (this.span() === 'week') {
      const week = weekGrid(at);
      return `${this.dayText(week[0]!)} – ${this.dayText(week[6]!)}`;
    }
    return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'long',
    }).format(new Date(at));
  });
  protected readonly weekdays = computed(() => {
    this.language.current();
    return [1, 2, 3, 4, 5, 6, 7].map((day) => this.transloco.translate(`rule.weekdayOf.${day}`));
  });
  protected readonly clubName = computed(() => this.clubs().find((club) => club.id === this.club())?.name ?? null);

  constructor() {
    const narrow = this.document.defaultView?.matchMedia?.(NARROW);
    if (narrow) {
      const follow = () => this.narrow.set(narrow.matches);
      follow();
      narrow.addEventListener('change', follow);
      inject(DestroyRef).onDestroy(() => narrow.removeEventListener('change', follow));
    }
  }

  protected inMonth(day: string): boolean {
    return this.span() === 'week' || day.slice(0, 7) === this.at().slice(0, 7);
  }

  protected number(day: string): string {
    const date = Number(day.slice(8));
    return date === 1 || this.span() === 'week' ? this.dayText(day) : String(date);
  }

  protected dayText(day: string): string {
    return dayText(day, this.here.place(), this.now);
  }

  /** What is read out for a day: the date, what it is, and how much is on. */
  protected dayLabel(day: string): string {
    this.language.current();
    const count = this.shiftsOf().get(day)?.length ?? 0;
    const special = this.special().get(day);
    return [
      this.dayText(day),
      special ? this.specialText(special) : '',
      this.transloco.translate('calendar.shiftCount', { count }),
    ]
      .filter(Boolean)
      .join(', ');
  }

  protected specialText(special: CalendarDay): string {
    const key = `calendar.holidayOf.${special.holidayKey}`;
    const known = this.transloco.translate(key);
    const name = known === key ? special.holidayName : known;
    return special.kind === 'Holiday' ? name : this.transloco.translate('calendar.makeUp');
  }

  protected title(shift: CalendarShift): string {
    return (this.language.current() === 'en' && shift.titleEn) || shift.title;
  }

  protected stateOf(shift: CalendarShift): ChipState {
    return chipState(shift, this.now);
  }

  protected sign(state: ChipState): string {
    return SIGNS[state];
  }

  protected time(instant: string): string {
    return clockAt(instant, this.session.timeZone()).replace(/^0/, '');
  }

  protected turn(direction: 1 | -1): void {
    this.go({ day: step(this.span(), this.at(), direction) });
  }

  protected toToday(): void {
    this.go({ day: null });
    this.focusDay(this.today);
  }

  protected openDay(day: string): void {
    this.go({ day, view: 'week' });
  }

  protected go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  /** Arrow keys walk over the days; beyond the edge the view turns. */
  protected walk(event: KeyboardEvent, day: string): void {
    const next = moveByKey(event.key, day);
    if (next === null) {
      return;
    }
    event.preventDefault();
    this.cursor.set(next);
    if (!this.weeks().flat().includes(next) || !this.inMonth(next)) {
      this.go({ day: next });
    }
    this.focusDay(next);
  }

  protected print(): void {
    this.document.defaultView?.print();
  }

  private focusDay(day: string): void {
    // After the next drawing, when the day is on the sheet.
    setTimeout(() => this.sheet()?.nativeElement.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus());
  }
}

interface Sheet {
  readonly days: readonly CalendarDay[];
  readonly shifts: readonly CalendarShift[];
}
