import {
  day,
  dayAndTime,
  daysFromNow,
  duration,
  localDay,
  minutesBetween,
  nearDay,
  timeOfDay,
  hoursRange,
  month,
  timeRange,
  weekday,
} from './dates';

const zh = { lang: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;
const en = { lang: 'en', timeZone: 'Asia/Shanghai' } as const;
const now = new Date('2026-11-21T04:00:00Z');

describe('dates', () => {
  it('are said as people here say them', () => {
    expect(dayAndTime('2026-11-28T01:00:00Z', zh, now)).toBe('11月28日 周六 上午9:00');
    expect(dayAndTime('2026-11-28T01:00:00Z', en, now)).toBe('Sat 28 Nov, 9:00 am');
  });

  it('name the year only when it is another one', () => {
    expect(day('2027-01-03T01:00:00Z', zh, now)).toBe('2027年1月3日');
    expect(day('2027-01-03T01:00:00Z', en, now)).toBe('3 Jan 2027');
  });

  it('count in the community, not where the phone is', () => {
    expect(localDay('2026-11-27T17:30:00Z', 'Asia/Shanghai')).toBe('2026-11-28');
    expect(weekday('2026-11-27T17:30:00Z', zh)).toBe('周六');
    expect(dayAndTime('2025-12-31T16:00:00Z', zh, new Date('2025-12-31T16:30:00Z'))).toBe('1月1日 周四 凌晨0:00');
  });

  it.each([
    ['2026-11-28T04:00:00Z', '中午12:00', '12:00 pm'],
    ['2026-11-27T16:05:00Z', '凌晨0:05', '12:05 am'],
    ['2026-11-28T09:59:00Z', '下午5:59', '5:59 pm'],
    ['2026-11-28T11:30:00Z', '晚上7:30', '7:30 pm'],
  ])('the hour of %s is %s', (value, chinese, english) => {
    expect(timeOfDay(value, zh)).toBe(chinese);
    expect(timeOfDay(value, en)).toBe(english);
  });

  it('leave a mere day alone', () => {
    expect(day('2026-11-28', { lang: 'zh-CN', timeZone: 'America/Los_Angeles' }, now)).toBe('11月28日');
    expect(weekday('2026-11-28', { lang: 'zh-CN', timeZone: 'America/Los_Angeles' })).toBe('周六');
  });

  it.each([
    ['2026-11-28T01:00:00Z', '2026-11-28T03:30:00Z', '11月28日 周六 上午9:00–11:30', 'Sat 28 Nov, 9:00–11:30 am'],
    [
      '2026-11-28T03:00:00Z',
      '2026-11-28T06:00:00Z',
      '11月28日 周六 上午11:00–下午2:00',
      'Sat 28 Nov, 11:00 am–2:00 pm',
    ],
    [
      '2026-11-28T14:00:00Z',
      '2026-11-28T18:00:00Z',
      '11月28日 周六 晚上10:00 – 11月29日 周日 凌晨2:00',
      'Sat 28 Nov, 10:00 pm – Sun 29 Nov, 2:00 am',
    ],
  ])('from %s to %s is %s', (from, to, chinese, english) => {
    expect(timeRange(from, to, zh, now)).toBe(chinese);
    expect(timeRange(from, to, en, now)).toBe(english);
  });

  it.each([
    [0, '0分钟', '0 min'],
    [45, '45分钟', '45 min'],
    [120, '2小时', '2 h'],
    [150, '2小时30分钟', '2 h 30 min'],
    [-30, '-30分钟', '-30 min'],
  ])('%s minutes is %s', (minutes, chinese, english) => {
    expect(duration(minutes, 'zh-CN')).toBe(chinese);
    expect(duration(minutes, 'en')).toBe(english);
  });

  it('give only the hours where the day stands beside them', () => {
    expect(hoursRange('2026-11-28T01:00:00Z', '2026-11-28T02:30:00Z', zh)).toBe('上午9:00–10:30');
    expect(hoursRange('2026-11-28T01:00:00Z', '2026-11-28T02:30:00Z', en)).toBe('9:00–10:30 am');
    expect(hoursRange('2026-11-28T14:00:00Z', '2026-11-28T18:00:00Z', zh)).toBe('晚上10:00–第二天凌晨2:00');
    expect(hoursRange('2026-11-28T14:00:00Z', '2026-11-28T18:00:00Z', en)).toBe('10:00 pm–2:00 am the next day');
  });

  it('name a month in full', () => {
    expect(month('2026-11', 'zh-CN')).toBe('2026年11月');
    expect(month('2026-11', 'en')).toBe('November 2026');
  });

  it('call the near days by their names', () => {
    expect(nearDay('2026-11-21T15:59:00Z', zh, now)).toBe('今天');
    expect(nearDay('2026-11-21T16:00:00Z', zh, now)).toBe('明天');
    expect(nearDay('2026-11-20', en, now)).toBe('Yesterday');
    expect(nearDay('2026-11-23', zh, now)).toBeNull();
    expect(daysFromNow('2026-12-01', 'Asia/Shanghai', now)).toBe(10);
  });

  it('know how long something takes', () => {
    expect(minutesBetween('2026-11-28T09:00:00+08:00', '2026-11-28T03:30:00Z')).toBe(150);
  });
});
