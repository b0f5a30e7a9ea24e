import { lastDayOf, monthBefore, monthOf, monthsBack } from './month';

describe('months', () => {
  it.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
  ])('%s ends on %s', (month, day) => {
    expect(lastDayOf(month)).toBe(day);
    expect(monthOf(day)).toBe(month);
  });

  it('go back over the new year', () => {
    expect(monthBefore('2026-01')).toBe('2025-12');
    expect(monthsBack('2025-11', '2026-02')).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
  });

  it('are none when the book opens later', () => {
    expect(monthsBack('2026-03', '2026-02')).toEqual([]);
  });
});
