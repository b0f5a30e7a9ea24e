/** A month as "2026-03". */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}

/** The month of a day, both as text. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** From one month to another, newest first; at most so many. */
export function monthsBack(from: string, to: string, most = 120): string[] {
  const months: string[] = [];
  for (let month = to; month >= from && months.length < most; month = monthBefore(month)) {
    months.push(month);
  }
  return months;
}

export function monthBefore(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number! - 2, 1)).toISOString().slice(0, 7);
}
