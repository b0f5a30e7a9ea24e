import { endOfDay, isLastSecretary } from './term';

describe('a term', () => {
  it.each([
    ['2026-12-31', 'Asia/Shanghai', '2026-12-31T15:59:59.000Z'],
    ['2026-12-31', 'Asia/Urumqi', '2026-12-31T17:59:59.000Z'],
    ['2026-07-01', 'America/New_York', '2026-07-02T03:59:59.000Z'],
  ])('until %s in %s ends with that day there', (day, zone, instant) => {
    expect(endOfDay(day, zone)).toBe(instant);
  });

  it('knows the one secretary who cannot go', () => {
    const tan = { personId: 'tan', role: 'secretary', isOver: false };
    const cheng = { personId: 'cheng', role: 'secretary', isOver: false };
    const fund = { personId: 'xue', role: 'fund-manager', isOver: false };
    expect(isLastSecretary(tan, [tan, fund])).toBe(true);
    expect(isLastSecretary(tan, [tan, cheng])).toBe(false);
    expect(isLastSecretary(tan, [tan, { ...cheng, isOver: true }])).toBe(true);
    expect(isLastSecretary(fund, [tan, fund])).toBe(false);
  });
});
