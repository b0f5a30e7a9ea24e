import { mayMissDays, missingIn, newDraft, readRule, RuleDraft, writeRule } from './rule';

const START = '2026-11-28';
const EMPTY = newDraft(START);

function draft(more: Partial<RuleDraft>): RuleDraft {
  return { ...EMPTY, ...more };
}

describe('the rule of a duty', () => {
  it('starts as every week on the weekday of the first day', () => {
    expect(writeRule(EMPTY)).toBe('FREQ=WEEKLY;BYDAY=SA');
  });

  it.each<[string, Partial<RuleDraft>]>([
    ['FREQ=DAILY', { frequency: 'daily' }],
    ['FREQ=DAILY;INTERVAL=3', { frequency: 'daily', interval: 3 }],
    ['FREQ=WEEKLY;BYDAY=MO,WE,FR', { weekdays: [1, 3, 5] }],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', { weekdays: [2], interval: 2 }],
    ['FREQ=MONTHLY;BYDAY=-1SA', { frequency: 'monthly', by: 'weekday', ordinals: [-1], ordinalWeekdays: [6] }],
    ['FREQ=MONTHLY;BYDAY=1SA,3SA', { frequency: 'monthly', by: 'weekday', ordinals: [1, 3], ordinalWeekdays: [6] }],
    ['FREQ=MONTHLY;BYDAY=2MO,2WE', { frequency: 'monthly', by: 'weekday', ordinals: [2], ordinalWeekdays: [1, 3] }],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', { frequency: 'monthly', by: 'day', monthDays: [1, 15] }],
    ['FREQ=MONTHLY;BYMONTHDAY=31', { frequency: 'monthly', by: 'day', monthDays: [31] }],
    ['FREQ=MONTHLY;BYMONTHDAY=5,-1', { frequency: 'monthly', by: 'day', monthDays: [5, -1] }],
    [
      'FREQ=MONTHLY;BYDAY=-1SA;COUNT=6',
      { frequency: 'monthly', by: 'weekday', ordinals: [-1], ordinalWeekdays: [6], end: 'count', count: 6 },
    ],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5', { frequency: 'yearly', by: 'day', months: [3], monthDays: [5] }],
    [
      'FREQ=YEARLY;BYMONTH=4,10;BYDAY=2SU',
      { frequency: 'yearly', by: 'weekday', months: [4, 10], ordinals: [2], ordinalWeekdays: [7] },
    ],
    ['LUNAR=9/9', { frequency: 'lunar', lunarMonth: 9, lunarDay: 9 }],
    ['LUNAR=6/1;LEAP=BOTH', { frequency: 'lunar', lunarMonth: 6, lunarDay: 1, leap: 'BOTH' }],
    ['FREQ=WEEKLY;BYDAY=FR\nEXDATE:20261204T150000', { weekdays: [5], exceptions: '\nEXDATE:20261204T150000' }],
  ])('%s is written by the form and read back into it', (text, chosen) => {
    expect(writeRule(draft(chosen))).toBe(text);
    expect(readRule(text, START)).toEqual({ draft: draft(chosen), until: null });
  });

  it.each<[string, Partial<RuleDraft>]>([
    ['FREQ=WEEKLY', { weekdays: [6] }],
    ['FREQ=MONTHLY', { frequency: 'monthly', by: 'day', monthDays: [28] }],
    ['FREQ=YEARLY', { frequency: 'yearly', by: 'day', monthDays: [28], months: [11] }],
    ['rrule:freq=weekly;byday=fr', { weekdays: [5] }],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', { weekdays: [1, 2, 3, 4, 5] }],
    ['FREQ=WEEKLY;BYDAY=SU;WKST=SU', { weekdays: [7] }],
  ])('%s takes what it leaves open from the first day', (text, expected) => {
    expect(readRule(text, START)?.draft).toEqual(draft(expected));
  });

  it('keeps an UNTIL as the last day', () => {
    const read = readRule('FREQ=WEEKLY;BYDAY=FR;UNTIL=20270131T235959', START);
    expect(read?.until).toBe('2027-01-31');
    expect(read?.draft.end).toBe('date');
  });

  it.each([
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=MONTHLY;BYDAY=1MO,2TU',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU',
    'FREQ=DAILY;INTERVAL=2;BYDAY=MO',
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    'FREQ=HOURLY',
    'FREQ=WEEKLY;BYDAY=XX',
    'nonsense',
    '',
  ])('%s has no place in the form and is left as it is', (text) => {
    expect(readRule(text, START)).toBeNull();
  });

  it.each<[Partial<RuleDraft>, ReturnType<typeof missingIn>]>([
    [{ weekdays: [] }, 'weekdays'],
    [{ frequency: 'monthly', by: 'day', monthDays: [] }, 'monthDays'],
    [{ frequency: 'monthly', by: 'weekday', ordinals: [] }, 'ordinals'],
    [{ frequency: 'monthly', by: 'weekday', ordinalWeekdays: [] }, 'ordinals'],
    [{ frequency: 'yearly', months: [] }, 'months'],
    [{ interval: 0 }, 'interval'],
    [{ end: 'count', count: 0 }, 'count'],
    [{ frequency: 'lunar', interval: 0 }, null],
    [{}, null],
  ])('says what is still to be chosen: %o', (chosen, missing) => {
    expect(missingIn(draft(chosen))).toBe(missing);
  });

  it.each<[Partial<RuleDraft>, boolean]>([
    [{ frequency: 'monthly', by: 'day', monthDays: [31] }, true],
    [{ frequency: 'monthly', by: 'day', monthDays: [28, -1] }, false],
    [{ frequency: 'yearly', by: 'day', monthDays: [29] }, true],
    [{ frequency: 'monthly', by: 'weekday', monthDays: [31] }, false],
    [{ frequency: 'lunar', lunarDay: 30 }, true],
    [{ frequency: 'lunar', lunarDay: 29 }, false],
  ])('asks about short months only where one can be too short: %o', (chosen, asks) => {
    expect(mayMissDays(draft(chosen))).toBe(asks);
  });
});
