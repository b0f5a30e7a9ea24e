import { fullDay } from './full-day';

it.each([
  ['zh-CN', '2026年3月1日'],
  ['en', '1 March 2026'],
])('a day on paper in %s is %s', (lang, text) => {
  expect(fullDay('2026-03-01', lang)).toBe(text);
});
