import type { components } from '../../../core/api/schema';

export type Frequency = 'daily' | 'weekly' | 'monthly' | 'yearly' | 'lunar';
export type Leap = 'REGULAR' | 'LEAP' | 'BOTH';
export type RecurrenceSummary = components['schemas']['RecurrenceSummary'];

/** "Every ... on ...", as the form holds it. Weekdays 1 = Monday to 7 = Sunday; ordinals and days of the month -1 = last. */
export interface RuleDraft {
  readonly frequency: Frequency;
  readonly interval: number;
  /** For `weekly`. */
  readonly weekdays: readonly number[];
  /** For `monthly` and `yearly`: which of the two ways to name a day. */
  readonly by: 'day' | 'weekday';
  readonly monthDays: readonly number[];
  readonly ordinals: readonly number[];
  readonly ordinalWeekdays: readonly number[];
  /** For `yearly`. */
  readonly months: readonly number[];
  readonly lunarMonth: number;
  readonly lunarDay: number;
  readonly leap: Leap;
  readonly end: 'none' | 'date' | 'count';
  readonly count: number;
  /** Dates taken out, as the rule writes them; kept, not shown. */
  readonly exceptions: string;
}

/** What somebody who starts afresh sees: every week, on the weekday of the first day. */
export function newDraft(startDate: string): RuleDraft {
  return {
    frequency: 'weekly',
    interval: 1,
    weekdays: [isoWeekday(startDate)],
    by: 'weekday',
    monthDays: [dayOf(startDate)],
    ordinals: [-1],
    ordinalWeekdays: [6],
    months: [monthOf(startDate)],
    lunarMonth: 9,
    lunarDay: 9,
    leap: 'REGULAR',
    end: 'none',
    count: 12,
    exceptions: '',
  };
}

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const FREQUENCIES: Readonly<Record<string, Frequency>> = {
  DAILY: 'daily',
  WEEKLY: 'weekly',
  MONTHLY: 'monthly',
  YEARLY: 'yearly',
};

/** RFC 5545 text, or LUNAR=month/day. What the frequency does not use is left out. */
export function writeRule(draft: RuleDraft): string {
  if (draft.frequency === 'lunar') {
    const leap = draft.leap === 'REGULAR' ? '' : `;LEAP=${draft.leap}`;
    return `LUNAR=${draft.lunarMonth}/${draft.lunarDay}${leap}`;
  }
  const parts = [`FREQ=${draft.frequency.toUpperCase()}`];
  if (draft.interval > 1) {
    parts.push(`INTERVAL=${draft.interval}`);
  }
  if (draft.frequency === 'yearly') {
    parts.push(`BYMONTH=${sorted(draft.months).join()}`);
  }
  if (draft.frequency === 'weekly') {
    parts.push(`BYDAY=${sorted(draft.weekdays).map(code).join()}`);
  } else if (draft.frequency !== 'daily') {
    parts.push(
      draft.by === 'day'
        ? `BYMONTHDAY=${lastAtEnd(draft.monthDays).join()}`
        : `BYDAY=${lastAtEnd(draft.ordinals)
            .flatMap((ordinal) => sorted(draft.ordinalWeekdays).map((weekday) => `${ordinal}${code(weekday)}`))
            .join()}`,
    );
  }
  if (draft.end === 'count') {
    parts.push(`COUNT=${draft.count}`);
  }
  return parts.join(';') + draft.exceptions;
}

/** Whether something is still to be chosen, by what is missing. */
export function missingIn(
  draft: RuleDraft,
): 'weekdays' | 'monthDays' | 'ordinals' | 'months' | 'interval' | 'count' | null {
  const dayMissing =
    draft.by === 'day'
      ? draft.monthDays.length === 0
      : draft.ordinals.length === 0 || draft.ordinalWeekdays.length === 0;
  if (
    draft.frequency !== 'lunar' &&
    !(Number.isInteger(draft.interval) && draft.interval >= 1 && draft.interval <= 999)
  ) {
    return 'interval';
  }
  if (draft.frequency === 'weekly' && draft.weekdays.length === 0) {
    return 'weekdays';
  }
  if (draft.frequency === 'yearly' && draft.months.length === 0) {
    return 'months';
  }
  if ((draft.frequency === 'monthly' || draft.frequency === 'yearly') && dayMissing) {
    return draft.by === 'day' ? 'monthDays' : 'ordinals';
  }
  return draft.end === 'count' && !(Number.isInteger(draft.count) && draft.count >= 1 && draft.count <= 99_999)
    ? 'count'
    : null;
}

export interface ReadRule {
  readonly draft: RuleDraft;
  /** The day an UNTIL in the text names; the form keeps it as the last day. */
  readonly until: string | null;
}

/** Null when the form has no words for the rule: it then shows the text as it is. */
export function readRule(text: string, startDate: string): ReadRule | null {
  const lunar = /^LUNAR=(\d{1,2})\/(\d{1,2})(?:;LEAP=(REGULAR|LEAP|BOTH))?$/.exec(text.trim().toUpperCase());
  const empty = newDraft(startDate);
  if (lunar) {
    const [, month, day, leap] = lunar;
    return {
      draft: {
        ...empty,
        frequency: 'lunar',
        lunarMonth: Number(month),
        lunarDay: Number(day),
        leap: (leap as Leap) ?? 'REGULAR',
      },
      until: null,
    };
  }

  const [line = '', ...rest] = text.trim().split('\n');
  const exceptions = rest.map((one) => `\n${one.trim()}`).join('');
  const parts = new Map(
    line
      .toUpperCase()
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part) => [part.split('=', 1)[0]!, part.slice(part.indexOf('=') + 1)] as const),
  );
  const take = (name: string): string | undefined => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };

  const frequency = FREQUENCIES[take('FREQ') ?? ''];
  const interval = Number(take('INTERVAL') ?? 1);
  const count = take('COUNT');
  const until = untilDay(take('UNTIL'));
  const weekdays = (take('BYDAY') ?? '').split(',').filter(Boolean).map(weekdayOf);
  const monthDays = numbers(take('BYMONTHDAY'));
  const months = numbers(take('BYMONTH'));
  const weekStart = take('WKST') ?? 'MO';
  if (
    !frequency ||
    parts.size > 0 ||
    weekdays.includes(null) ||
    (weekStart !== 'MO' && interval > 1) ||
    until === undefined
  ) {
    return null;
  }

  const days = weekdays as { day: number; ordinal: number }[];
  const plain = days.every(({ ordinal }) => ordinal === 0);
  const shared = {
    ...empty,
    frequency,
    interval,
    exceptions,
    end: count ? ('count' as const) : until ? ('date' as const) : ('none' as const),
    count: count ? Number(count) : empty.count,
  };
  const done = (more: Partial<RuleDraft>): ReadRule => ({ draft: { ...shared, ...more }, until });

  switch (frequency) {
    case 'daily':
      if (monthDays.length > 0 || months.length > 0 || !plain) {
        return null;
      }
      if (days.length === 0) {
        return done({});
      }
      return interval === 1 ? done({ frequency: 'weekly', weekdays: days.map(({ day }) => day) }) : null;
    case 'weekly':
      return monthDays.length > 0 || months.length > 0 || !plain
        ? null
        : done({ weekdays: days.length > 0 ? days.map(({ day }) => day) : empty.weekdays });
    case 'monthly':
      return months.length > 0 ? null : dayOfMonth(days, monthDays, empty, done);
    case 'yearly':
      if (months.length === 0) {
        return days.length > 0 || monthDays.length > 0 ? null : done({ by: 'day' });
      }
      return dayOfMonth(days, monthDays, { ...empty, months }, (more) => done({ months, ...more }));
    default:
      return null;
  }
}

function dayOfMonth(
  days: readonly { day: number; ordinal: number }[],
  monthDays: readonly number[],
  empty: RuleDraft,
  done: (more: Partial<RuleDraft>) => ReadRule,
): ReadRule | null {
  if (days.length === 0) {
    const usable = monthDays.every((day) => day >= -1);
    return usable ? done({ by: 'day', monthDays: monthDays.length > 0 ? monthDays : empty.monthDays }) : null;
  }
  const ordinals = [...new Set(days.map(({ ordinal }) => ordinal))];
  const weekdays = [...new Set(days.map(({ day }) => day))];
  const everyPair = days.length === ordinals.length * weekdays.length;
  const usable =
    monthDays.length === 0 && ordinals.every((ordinal) => ordinal === -1 || (ordinal >= 1 && ordinal <= 5));
  return everyPair && usable ? done({ by: 'weekday', ordinals, ordinalWeekdays: weekdays }) : null;
}

/** The same in the shape in which the server tells a rule, so that one function says both. */
export function summaryOf(draft: RuleDraft): RecurrenceSummary {
  const byDay = draft.by === 'day';
  const lunar = draft.frequency === 'lunar';
  const monthly = draft.frequency === 'monthly';
  const yearly = draft.frequency === 'yearly';
  return {
    kind: lunar
      ? 'Lunar'
      : draft.frequency === 'daily'
        ? 'Daily'
        : draft.frequency === 'weekly'
          ? 'Weekly'
          : monthly
            ? byDay
              ? 'MonthlyByDay'
              : 'MonthlyByWeekday'
            : byDay
              ? 'YearlyByDay'
              : 'YearlyByWeekday',
    interval: lunar ? 1 : draft.interval,
    weekdays:
      draft.frequency === 'weekly'
        ? sorted(draft.weekdays).map((day) => ({ day, ordinal: 0 }))
        : (monthly || yearly) && !byDay
          ? lastAtEnd(draft.ordinals).flatMap((ordinal) =>
              sorted(draft.ordinalWeekdays).map((day) => ({ day, ordinal })),
            )
          : [],
    monthDays: (monthly || yearly) && byDay ? lastAtEnd(draft.monthDays) : [],
    months: yearly ? sorted(draft.months) : [],
    setPositions: [],
    count: !lunar && draft.end === 'count' ? draft.count : null,
    until: null,
    exceptions: [],
    lunarMonth: lunar ? draft.lunarMonth : null,
    lunarDay: lunar ? draft.lunarDay : null,
    leap: lunar ? (draft.leap === 'LEAP' ? 'UseLeap' : draft.leap === 'BOTH' ? 'Both' : 'UseRegular') : null,
  };
}

/** Whether some of its months or years have no such day: then the form asks what happens. */
export function mayMissDays(draft: RuleDraft): boolean {
  if (draft.frequency === 'lunar') {
    return draft.lunarDay === 30;
  }
  const lasting = (draft.frequency === 'monthly' || draft.frequency === 'yearly') && draft.by === 'day';
  return lasting && draft.monthDays.some((day) => day > 28);
}

export function isoWeekday(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

function dayOf(date: string): number {
  return Number(date.slice(8, 10));
}

function monthOf(date: string): number {
  return Number(date.slice(5, 7));
}

function code(weekday: number): string {
  return CODES[weekday - 1]!;
}

function weekdayOf(text: string): { day: number; ordinal: number } | null {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text);
  return match ? { day: CODES.indexOf(match[2] as (typeof CODES)[number]) + 1, ordinal: Number(match[1] ?? 0) } : null;
}

function numbers(text: string | undefined): number[] {
  return (text ?? '').split(',').filter(Boolean).map(Number);
}

/** Null: none. Undefined: a form that is not understood. */
function untilDay(text: string | undefined): string | null | undefined {
  if (text === undefined) {
    return null;
  }
  const match = /^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$/.exec(text);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

function sorted(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** 1, 15, last */
function lastAtEnd(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => (a < 0 ? 100 : a) - (b < 0 ? 100 : b));
}
