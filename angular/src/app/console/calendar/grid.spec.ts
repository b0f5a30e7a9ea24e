import { addDays, addMonths, byDay, chipState, isDay, mondayOf, monthGrid, moveByKey, rangeOf, step } from './grid';

describe('the calendar grid', () => {
  it.each([
    ['2026-11-28', 1, '2026-11-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %i day is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-10', -1, '2025-12-10'],
  ])('%s and %i month is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it.each([
    ['2026-11-28', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
  ])('the week of %s begins on %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  it.each([
    ['2026-11-28', 6, '2026-10-26', '2026-12-06'],
    ['2026-02-10', 5, '2026-01-26', '2026-03-01'],
    ['2027-02-10', 4, '2027-02-01', '2027-02-28'],
    ['2026-08-01', 6, '2026-07-27', '2026-09-06'],
  ])('the month of %s takes %i whole weeks', (day, weeks, first, last) => {
    const grid = monthGrid(day);
    expect(grid.length).toBe(weeks);
    expect(grid.every((week) => week.length === 7)).toBe(true);
    expect(grid[0]![0]).toBe(first);
    expect(grid.at(-1)!.at(-1)).toBe(last);
    expect(new Set(grid.flat()).size).toBe(weeks * 7);
  });

  it('asks for what it shows', () => {
    expect(rangeOf('week', '2026-11-28')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    expect(rangeOf('month', '2026-11-28')).toEqual({ from: '2026-10-26', to: '2026-12-06' });
    expect(rangeOf('list', '2026-11-28')).toEqual(rangeOf('month', '2026-11-28'));
  });

  it('turns a month to its first day and a week to the same weekday', () => {
    expect(step('month', '2026-01-31', 1)).toBe('2026-02-01');
    expect(step('week', '2026-01-31', -1)).toBe('2026-01-24');
  });

  it.each([
    ['ArrowLeft', '2026-11-27'],
    ['ArrowRight', '2026-11-29'],
    ['ArrowUp', '2026-11-21'],
    ['ArrowDown', '2026-12-05'],
    ['Home', '2026-11-23'],
    ['End', '2026-11-29'],
    ['PageUp', '2026-10-28'],
    ['PageDown', '2026-12-28'],
    ['a', null],
  ])('%s goes from the 28th to %s', (key, expected) => {
    expect(moveByKey(key, '2026-11-28')).toBe(expected);
  });

  const now = new Date('2026-11-20T04:00:00Z');
  const shift = {
    state: 'Open',
    review: null,
    places: 3,
    taken: 2,
    startsAt: '2026-11-27T04:00:00Z',
    endsAt: '2026-11-27T06:00:00Z',
  };

  it.each([
    [{ state: 'Cancelled', review: 'CalendarChanged' }, 'cancelled'],
    [{ state: 'NeedsDecision', taken: 3 }, 'decide'],
    [{ review: 'CalendarChanged', taken: 3 }, 'decide'],
    [{ taken: 4 }, 'over'],
    [{ taken: 3 }, 'full'],
    [{}, 'short'],
    [{ startsAt: '2026-11-27T04:01:00Z' }, 'open'],
    [{ startsAt: '2026-11-20T03:00:00Z', endsAt: '2026-11-20T04:00:00Z' }, 'past'],
    [{ startsAt: '2026-11-20T03:00:00Z', endsAt: '2026-11-20T05:00:00Z' }, 'short'],
  ])('a shift with %o is %s', (more, expected) => {
    expect(chipState({ ...shift, ...more }, now)).toBe(expected);
  });

  it('puts shifts on the day they belong to, in their order', () => {
    const days = byDay([
      { localDate: '2026-11-28', id: 'a' },
      { localDate: '2026-11-29', id: 'b' },
      { localDate: '2026-11-28', id: 'c' },
    ]);
    expect(days.get('2026-11-28')?.map((shift) => shift.id)).toEqual(['a', 'c']);
    expect(days.get('2026-11-30')).toBeUndefined();
  });

  it('knows a day from other words in the address', () => {
    expect(isDay('2026-11-28')).toBe(true);
    expect(isDay('2026-13-28')).toBe(false);
    expect(isDay('today')).toBe(false);
    expect(isDay(undefined)).toBe(false);
  });
});
