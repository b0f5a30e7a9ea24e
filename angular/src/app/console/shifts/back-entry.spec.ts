import { instantOn } from './back-entry';

describe('back entry', () => {
  it.each([
    ['2026-11-21T01:00:00Z', '09:00', '2026-11-21T01:00:00.000Z'],
    ['2026-11-21T01:00:00Z', '10:30', '2026-11-21T02:30:00.000Z'],
    ['2026-11-21T01:00:00Z', '08:45', '2026-11-21T00:45:00.000Z'],
    // A patrol from ten in the evening to two at night.
    ['2026-11-21T14:00:00Z', '02:00', '2026-11-21T18:00:00.000Z'],
  ])('a shift from %s: %s is %s', (startsAt, time, instant) => {
    expect(instantOn(startsAt, time, 'Asia/Shanghai')).toBe(instant);
  });
});
