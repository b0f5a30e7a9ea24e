import { fenText, parseFen } from './fen';

describe('fen', () => {
  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [123450, '¥1,234.50'],
    [100000000, '¥1,000,000.00'],
    [-12305, '-¥123.05'],
  ])('%s reads %s', (fen, text) => {
    expect(fenText(fen)).toBe(text);
  });

  it.each([
    ['12', 1200],
    ['12.5', 1250],
    ['1,234.50', 123450],
    ['¥ 0.05', 5],
    ['１２．５０', 1250],
    ['20元', 2000],
    ['-3.1', -310],
    ['19.99', 1999],
    ['0.29', 29],
  ])('%s is %s fen', (text, fen) => {
    expect(parseFen(text)).toBe(fen);
  });

  it.each(['', 'abc', '1.234', '1.', '.5', '1e3', '--1', '9999999999999'])('refuses "%s"', (text) => {
    expect(parseFen(text)).toBeNull();
  });
});
