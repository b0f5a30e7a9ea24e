/** Days are "2026-11-28" throughout: a calendar has no time of day. */
export type View = 'month' | 'week' | 'list';

export const WEEK = 7;

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day some months on, or that month's last where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, last));
  return first.toISOString().slice(0, 10);
}

/** The Monday on or before. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % WEEK;
  return addDays(day, -weekday);
}

/** Whole weeks that hold the month: four to six rows of seven days. */
export function monthGrid(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 7)}-01`;
  const next = addMonths(first, 1);
  const weeks: string[][] = [];
  for (let monday = mondayOf(first); monday < next; monday = addDays(monday, WEEK)) {
    weeks.push(weekGrid(monday));
  }
  return weeks;
}

export function weekGrid(day: string): string[] {
  const monday = mondayOf(day);
  return Array.from({ length: WEEK }, (_, index) => addDays(monday, index));
}

/** The days a view asks the server for, both ends included. */
export function rangeOf(view: View, day: string): { from: string; to: string } {
  const weeks = view === 'week' ? [weekGrid(day)] : monthGrid(day);
  return { from: weeks[0]![0]!, to: weeks.at(-1)!.at(-1)! };
}

export function step(view: View, day: string, direction: 1 | -1): string {
  return view === 'week' ? addDays(day, WEEK * direction) : addMonths(`${day.slice(0, 7)}-01`, direction);
}

/** Where a key takes the cursor in the grid; null for keys that mean nothing here. */
export function moveByKey(key: string, day: string): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -WEEK);
    case 'ArrowDown':
      return addDays(day, WEEK);
    case 'Home':
      return mondayOf(day);
    case 'End':
      return addDays(mondayOf(day), WEEK - 1);
    case 'PageUp':
      return addMonths(day, -1);
    case 'PageDown':
      return addMonths(day, 1);
    default:
      return null;
  }
}

export type ChipState = 'cancelled' | 'decide' | 'over' | 'full' | 'short' | 'open' | 'past';

const SOON = 7 * 24 * 60 * 60 * 1000;

/** What a leader has to know at a glance. Too few people matter from a week before. */
export function chipState(
  shift: {
    readonly state: string;
    readonly review: string | null;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly places: number;
    readonly taken: number;
  },
  now: Date,
): ChipState {
  if (shift.state === 'Cancelled') {
    return 'cancelled';
  }
  if (Date.parse(shift.endsAt) <= now.getTime()) {
    return 'past';
  }
  if (shift.state === 'NeedsDecision' || shift.review !== null) {
    return 'decide';
  }
  if (shift.taken >= shift.places) {
    return shift.taken > shift.places ? 'over' : 'full';
  }
  return Date.parse(shift.startsAt) - now.getTime() <= SOON ? 'short' : 'open';
}

export function byDay<T extends { readonly localDate: string }>(
  shifts: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const days = new Map<string, T[]>();
  for (const shift of shifts) {
    days.set(shift.localDate, [...(days.get(shift.localDate) ?? []), shift]);
  }
  return days;
}

export function isDay(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
}
