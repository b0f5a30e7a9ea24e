import {
  DutyDetail,
  dutyForm,
  endsNextDay,
  endTimeOf,
  fill,
  keepLength,
  minutesFrom,
  newRole,
  whenOf,
  whoOf,
} from './duty-draft';

const PATROL: DutyDetail = {
  id: 'd1',
  version: 3,
  clubId: 'c1',
  clubName: '平安巡逻队',
  kind: 'Volunteering',
  state: 'Active',
  clubRests: false,
  text: { title: '夜间巡逻', titleEn: null, description: '带手电。' },
  placeId: 'p1',
  placeName: '第一网格家园',
  when: {
    rule: 'FREQ=DAILY',
    startDate: '2025-11-01',
    startTime: '22:00:00',
    minutes: 240,
    endDate: null,
    missingDay: 'Skip',
    holidayPolicy: 'Ask',
  },
  summary: null,
  who: {
    places: 0,
    roles: [{ key: 'head', name: '带班', nameEn: null, places: 1, skillId: 's1' }],
    whoMayCome: 'ClubMembers',
    minimumAge: 18,
    risk: null,
    isDangerous: false,
    withdrawUntilHoursBefore: 24,
    opensDaysBefore: null,
  },
  continuesFrom: null,
  otherParts: [],
  generatedUntil: null,
  dates: [],
};

describe('the form of a duty', () => {
  it.each([
    ['09:00', '10:30', 90, false],
    ['22:00', '02:00', 240, true],
    ['22:00', '00:00', 120, true],
    ['08:00', '08:00', 1440, true],
  ])('from %s to %s are %i minutes, next day: %s', (start, end, minutes, nextDay) => {
    expect(minutesFrom(start, end)).toBe(minutes);
    expect(endsNextDay(start, end)).toBe(nextDay);
    expect(endTimeOf(start, minutes)).toBe(end);
  });

  it('says nothing about the next day while a time is missing', () => {
    expect(endsNextDay('', '10:30')).toBe(false);
  });

  it('sends a duty back as it came', () => {
    const form = dutyForm('2026-11-21');
    const rule = fill(form, PATROL);
    expect(whenOf(form.getRawValue(), rule)).toEqual({ ...PATROL.when, startTime: '22:00' });
    expect(whoOf(form.getRawValue())).toEqual(PATROL.who);
    expect(form.dirty).toBe(false);
  });

  it('leaves a rule alone that it has no words for', () => {
    const form = dutyForm('2026-11-21');
    const special = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1';
    const rule = fill(form, { ...PATROL, when: { ...PATROL.when, rule: special, endDate: '2027-06-30' } });
    expect(rule).toEqual({ draft: null, custom: special });
    expect(whenOf(form.getRawValue(), rule)).toMatchObject({ rule: special, endDate: '2027-06-30' });
  });

  it('sends a last day only when the duty ends on a day', () => {
    const form = dutyForm('2026-11-21');
    const rule = fill(form, { ...PATROL, when: { ...PATROL.when, endDate: '2027-06-30' } });
    expect(rule.draft?.end).toBe('date');
    expect(whenOf(form.getRawValue(), rule).endDate).toBe('2027-06-30');
    expect(whenOf(form.getRawValue(), { draft: { ...rule.draft!, end: 'none' }, custom: null }).endDate).toBeNull();
    expect(
      whenOf(form.getRawValue(), { draft: { ...rule.draft!, end: 'count', count: 6 }, custom: null }),
    ).toMatchObject({
      rule: 'FREQ=DAILY;COUNT=6',
      endDate: null,
    });
  });

  it('ends later when it starts later, and leaves a loaded duty alone', () => {
    const form = dutyForm('2026-11-21');
    const { startTime, endTime } = form.controls;
    const kept = keepLength(startTime, endTime);
    fill(form, PATROL);
    expect(endTime.value).toBe('02:00');
    startTime.markAsDirty();
    startTime.setValue('21:30');
    expect(endTime.value).toBe('01:30');
    startTime.setValue('');
    startTime.setValue('20:00');
    expect(endTime.value).toBe('00:00');
    kept.unsubscribe();
  });

  it('gives a new role a key that no other has', () => {
    expect(newRole([]).key).toBe('role-1');
    expect(newRole(['role-2']).key).toBe('role-3');
    expect(newRole(['head', 'role-3']).key).toBe('role-4');
  });
});
