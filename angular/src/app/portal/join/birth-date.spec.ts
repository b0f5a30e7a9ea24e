import { ageOn, parseBirthDate } from './birth-date';

describe('a birth date', () => {
  it.each([
    ['1955-03-12', '1955-03-12'],
    ['19550312', '1955-03-12'],
    ['１９５５年３月１２日', '1955-03-12'],
    [' 1955. 3. 12 ', '1955-03-12'],
    ['1955/3/12', '1955-03-12'],
    ['1956-02-29', '1956-02-29'],
    ['1955-02-29', null],
    ['1955-13-01', null],
    ['2026-11-22', null],
    ['55-3-12', null],
    ['', null],
  ])('typed as %s is %s', (typed, date) => {
    expect(parseBirthDate(typed, '2026-11-21')).toBe(date);
  });

  it.each([
    ['2012-11-21', '2026-11-21', 14],
    ['2012-11-22', '2026-11-21', 13],
    ['2012-02-29', '2026-02-28', 13],
    ['2012-02-29', '2026-03-01', 14],
  ])('%s makes on %s an age of %i', (birth, today, age) => {
    expect(ageOn(birth, today)).toBe(age);
  });
});
