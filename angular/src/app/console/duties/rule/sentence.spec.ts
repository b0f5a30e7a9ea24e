import { readRule, RecurrenceSummary, summaryOf } from './rule';
import { dutySentence, ruleSentence, timesOf, zhLunarDay } from './sentence';

function summary(rule: string): RecurrenceSummary {
  const read = readRule(rule, '2026-11-28');
  if (!read) {
    throw new Error(`${rule} cannot be read`);
  }
  return { ...summaryOf(read.draft), until: read.until };
}

describe('a rule in words', () => {
  it.each([
    ['FREQ=DAILY', '每天', 'Every day'],
    ['FREQ=DAILY;INTERVAL=2', '每2天', 'Every 2 days'],
    ['FREQ=WEEKLY;BYDAY=FR', '每周五', 'Every Friday'],
    ['FREQ=WEEKLY;BYDAY=SA,SU', '每周六、日', 'Every Saturday and Sunday'],
    ['FREQ=WEEKLY;BYDAY=MO,WE,FR', '每周一、三、五', 'Every Monday, Wednesday and Friday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '每周一至周五', 'Every Monday to Friday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', '每天', 'Every day'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '每2周的周二', 'Every 2 weeks on Tuesday'],
    ['FREQ=MONTHLY;BYDAY=-1SA', '每月最后一个周六', 'On the last Saturday of every month'],
    ['FREQ=MONTHLY;BYDAY=1SA,3SA', '每月第一、三个周六', 'On the first and third Saturday of every month'],
    ['FREQ=MONTHLY;BYDAY=2MO,-1MO', '每月第二个和最后一个周一', 'On the second and last Monday of every month'],
    ['FREQ=MONTHLY;BYDAY=2MO,2WE', '每月第二个周一、三', 'On the second Monday and Wednesday of every month'],
    ['FREQ=MONTHLY;BYMONTHDAY=15', '每月15日', 'On the 15th of every month'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=1,22,-1',
      '每月1日、22日、最后一天',
      'On the 1st, the 22nd and the last day of every month',
    ],
    ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=11', '每3个月的11日', 'On the 11th of every 3rd month'],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU', '每2个月的第一个周日', 'On the first Sunday of every second month'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5', '每年3月5日', 'Every year on the 5th of March'],
    [
      'FREQ=YEARLY;BYMONTH=4,10;BYDAY=2SU',
      '每年4月、10月的第二个周日',
      'Every year on the second Sunday of April and October',
    ],
    ['LUNAR=9/9', '每年农历九月初九（重阳节）', 'Every year on day 9 of lunar month 9 (Double Ninth)'],
    ['LUNAR=12/8', '每年农历腊月初八（腊八节）', 'Every year on day 8 of lunar month 12 (Laba Festival)'],
    [
      'LUNAR=6/1;LEAP=BOTH',
      '每年农历六月初一（闰月也算）',
      'Every year on day 1 of lunar month 6, also in a leap month',
    ],
    ['FREQ=WEEKLY;BYDAY=FR;COUNT=8', '每周五，共8次', 'Every Friday, 8 times'],
    ['FREQ=WEEKLY;BYDAY=FR;UNTIL=20270131', '每周五，到2027年1月31日为止', 'Every Friday, until 31 January 2027'],
  ])('%s', (rule, zh, en) => {
    expect(ruleSentence(summary(rule), 'zh-CN')).toBe(zh);
    expect(ruleSentence(summary(rule), 'en')).toBe(en);
  });

  it('says a rule it has no sentence for as special', () => {
    const special: RecurrenceSummary = { ...summary('FREQ=DAILY'), kind: 'Custom' };
    expect(ruleSentence(special, 'zh-CN')).toBe('按特别的规则');
    expect(ruleSentence(special, 'en')).toBe('By a special rule');
  });

  it.each([
    ['09:00', 90, '每月最后一个周六 9:00–10:30', 'On the last Saturday of every month, 9:00–10:30'],
    [
      '22:00:00',
      240,
      '每月最后一个周六 22:00–次日2:00',
      'On the last Saturday of every month, 22:00–2:00 the next day',
    ],
  ])('with its time %s for %i minutes', (start, minutes, zh, en) => {
    expect(dutySentence(summary('FREQ=MONTHLY;BYDAY=-1SA'), start, minutes, 'zh-CN')).toBe(zh);
    expect(dutySentence(summary('FREQ=MONTHLY;BYDAY=-1SA'), start, minutes, 'en')).toBe(en);
  });

  it('puts the end behind the time', () => {
    expect(dutySentence(summary('FREQ=DAILY;COUNT=3'), '08:05', 55, 'zh-CN')).toBe('每天 8:05–9:00，共3次');
  });

  it('calls midnight the next day', () => {
    expect(timesOf('22:00', 120, 'zh-CN')).toBe('22:00–次日0:00');
  });

  it.each([
    [1, '初一'],
    [10, '初十'],
    [11, '十一'],
    [15, '十五'],
    [20, '二十'],
    [21, '廿一'],
    [29, '廿九'],
    [30, '三十'],
  ])('lunar day %i is %s', (day, name) => {
    expect(zhLunarDay(day)).toBe(name);
  });
});
