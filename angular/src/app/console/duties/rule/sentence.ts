import { Lang } from '../../../core/i18n/languages';
import { RecurrenceSummary } from './rule';

const ZH_DIGITS = '〇一二三四五六七八九十';
const ZH_WEEKDAYS = '一二三四五六日';
const EN_WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const EN_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const EN_ORDINALS: Readonly<Record<number, string>> = {
  [-2]: 'second to last',
  [-1]: 'last',
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
};
const FESTIVALS: Readonly<Record<string, readonly [string, string]>> = {
  '1/1': ['春节', 'Spring Festival'],
  '1/15': ['元宵节', 'Lantern Festival'],
  '5/5': ['端午节', 'Dragon Boat Festival'],
  '7/7': ['七夕', 'Qixi'],
  '8/15': ['中秋节', 'Mid-Autumn Festival'],
  '9/9': ['重阳节', 'Double Ninth'],
  '12/8': ['腊八节', 'Laba Festival'],
};

/** 每月最后一个周六 9:00–10:30 / On the last Saturday of every month, 9:00–10:30 */
export function dutySentence(summary: RecurrenceSummary, startTime: string, minutes: number, lang: Lang): string {
  const times = timesOf(startTime, minutes, lang);
  const days = ruleSentence({ ...summary, count: null, until: null }, lang);
  return days + (lang === 'en' ? `, ${times}` : ` ${times}`) + endOf(summary, lang);
}

/** The days without the time; a rule that no plain sentence fits says so. */
export function ruleSentence(summary: RecurrenceSummary, lang: Lang): string {
  return (lang === 'en' ? english(summary) : chinese(summary)) + endOf(summary, lang);
}

/** 22:00–次日2:00 */
export function timesOf(startTime: string, minutes: number, lang: Lang): string {
  const start = minuteOfDay(startTime);
  const end = start + minutes;
  const nextDay = end >= 24 * 60;
  const until = clock(end % (24 * 60));
  return lang === 'en'
    ? `${clock(start)}–${until}${nextDay ? ' the next day' : ''}`
    : `${clock(start)}–${nextDay ? '次日' : ''}${until}`;
}

/** 九月初九 / day 9 of lunar month 9 */
export function lunarDay(month: number, day: number, lang: Lang): string {
  return lang === 'en' ? `day ${day} of lunar month ${month}` : zhLunarMonth(month) + zhLunarDay(day);
}

export function zhLunarMonth(month: number): string {
  return month === 1 ? '正月' : month === 12 ? '腊月' : `${zhNumber(month)}月`;
}

export function zhLunarDay(day: number): string {
  if (day <= 10) {
    return `初${zhNumber(day)}`;
  }
  if (day === 20 || day === 30) {
    return `${zhNumber(day / 10)}十`;
  }
  return day < 20 ? zhNumber(day) : `廿${zhNumber(day - 20)}`;
}

export function festival(month: number, day: number, lang: Lang): string | null {
  return FESTIVALS[`${month}/${day}`]?.[lang === 'en' ? 1 : 0] ?? null;
}

function chinese(summary: RecurrenceSummary): string {
  const { interval, weekdays, monthDays, months } = summary;
  switch (summary.kind) {
    case 'Daily':
      return interval === 1 ? '每天' : `每${interval}天`;
    case 'Weekly': {
      const days = weekdays.map(({ day }) => day ?? 1);
      if (interval === 1 && days.length === 7) {
        return '每天';
      }
      return interval === 1 ? `每${zhWeekdays(days)}` : `每${interval}周的${zhWeekdays(days)}`;
    }
    case 'MonthlyByDay':
      return (interval === 1 ? '每月' : `每${interval}个月的`) + zhMonthDays(monthDays);
    case 'MonthlyByWeekday':
      return (interval === 1 ? '每月' : `每${interval}个月的`) + zhOrdinals(weekdays);
    case 'YearlyByDay':
      return `${zhYears(interval)}${months.map((month) => `${month}月`).join('、')}${months.length > 1 ? '的' : ''}${zhMonthDays(monthDays)}`;
    case 'YearlyByWeekday':
      return `${zhYears(interval)}${months.map((month) => `${month}月`).join('、')}的${zhOrdinals(weekdays)}`;
    case 'Lunar': {
      const [month, day] = [summary.lunarMonth ?? 1, summary.lunarDay ?? 1];
      const name = festival(month, day, 'zh-CN');
      const leap = summary.leap === 'UseLeap' ? '（有闰月时在闰月）' : summary.leap === 'Both' ? '（闰月也算）' : '';
      return `每年农历${lunarDay(month, day, 'zh-CN')}${name ? `（${name}）` : ''}${leap}`;
    }
    default:
      return '按特别的规则';
  }
}

function english(summary: RecurrenceSummary): string {
  const { interval, weekdays, monthDays, months } = summary;
  switch (summary.kind) {
    case 'Daily':
      return interval === 1 ? 'Every day' : `Every ${interval} days`;
    case 'Weekly': {
      const days = weekdays.map(({ day }) => day ?? 1);
      if (interval === 1 && days.length === 7) {
        return 'Every day';
      }
      return interval === 1 ? `Every ${enWeekdays(days)}` : `Every ${interval} weeks on ${enWeekdays(days)}`;
    }
    case 'MonthlyByDay':
      return `On ${enMonthDays(monthDays)} of ${enMonths(interval)}`;
    case 'MonthlyByWeekday':
      return `On ${enOrdinals(weekdays)} of ${enMonths(interval)}`;
    case 'YearlyByDay':
      return `${enYears(interval)} on ${enMonthDays(monthDays)} of ${and(months.map((month) => EN_MONTHS[month - 1]!))}`;
    case 'YearlyByWeekday':
      return `${enYears(interval)} on ${enOrdinals(weekdays)} of ${and(months.map((month) => EN_MONTHS[month - 1]!))}`;
    case 'Lunar': {
      const [month, day] = [summary.lunarMonth ?? 1, summary.lunarDay ?? 1];
      const name = festival(month, day, 'en');
      const leap =
        summary.leap === 'UseLeap'
          ? ', in the leap month if there is one'
          : summary.leap === 'Both'
            ? ', also in a leap month'
            : '';
      return `Every year on ${lunarDay(month, day, 'en')}${name ? ` (${name})` : ''}${leap}`;
    }
    default:
      return 'By a special rule';
  }
}

function endOf(summary: RecurrenceSummary, lang: Lang): string {
  if (summary.count !== null) {
    return lang === 'en' ? `, ${summary.count} ${summary.count === 1 ? 'time' : 'times'}` : `，共${summary.count}次`;
  }
  if (summary.until === null) {
    return '';
  }
  const [year, month, day] = summary.until.split('-').map(Number);
  return lang === 'en' ? `, until ${day} ${EN_MONTHS[month! - 1]} ${year}` : `，到${year}年${month}月${day}日为止`;
}

/** 周五; 周一至周五; 周一、三、五; 周六、日 */
function zhWeekdays(days: readonly number[]): string {
  const run = days.length >= 3 && (days.at(-1) ?? 0) - (days[0] ?? 0) === days.length - 1;
  return run ? `周${zhWeekday(days[0]!)}至周${zhWeekday(days.at(-1)!)}` : `周${days.map(zhWeekday).join('、')}`;
}

function enWeekdays(days: readonly number[]): string {
  const run = days.length >= 3 && (days.at(-1) ?? 0) - (days[0] ?? 0) === days.length - 1;
  return run ? `${enWeekday(days[0]!)} to ${enWeekday(days.at(-1)!)}` : and(days.map(enWeekday));
}

function zhWeekday(day: number): string {
  return ZH_WEEKDAYS[day - 1]!;
}

function enWeekday(day: number): string {
  return EN_WEEKDAYS[day - 1]!;
}

/** 1日、15日; 最后一天; 倒数第2天 */
function zhMonthDays(days: readonly number[]): string {
  return days.map((day) => (day > 0 ? `${day}日` : day === -1 ? '最后一天' : `倒数第${-day}天`)).join('、');
}

function enMonthDays(days: readonly number[]): string {
  return and(
    days.map((day) =>
      day > 0 ? `the ${nth(day)}` : day === -1 ? 'the last day' : `the ${nth(-day)} day from the end`,
    ),
  );
}

/** 最后一个周六; 第一、三个周六; 第二个周一、三 */
function zhOrdinals(weekdays: RecurrenceSummary['weekdays']): string {
  return grouped(weekdays)
    .map(({ ordinals, days }) => {
      const counted = ordinals.filter((ordinal) => ordinal > 0).map(zhNumber);
      const fromEnd = ordinals
        .filter((ordinal) => ordinal < 0)
        .map((o) => (o === -1 ? '最后一个' : `倒数第${zhNumber(-o)}个`));
      const names = [...(counted.length > 0 ? [`第${counted.join('、')}个`] : []), ...fromEnd].join('和');
      return names + zhWeekdays(days);
    })
    .join('、');
}

function enOrdinals(weekdays: RecurrenceSummary['weekdays']): string {
  return and(
    grouped(weekdays).map(
      ({ ordinals, days }) => `the ${and(ordinals.map((o) => EN_ORDINALS[o] ?? nth(o)))} ${and(days.map(enWeekday))}`,
    ),
  );
}

/** Pairs that share their weekdays are said once: 1SA, 3SA → first and third Saturday. */
function grouped(weekdays: RecurrenceSummary['weekdays']): { ordinals: number[]; days: number[] }[] {
  const byOrdinal = new Map<number, number[]>();
  for (const { day = 1, ordinal = 0 } of weekdays) {
    byOrdinal.set(
      ordinal,
      [...(byOrdinal.get(ordinal) ?? []), day].sort((a, b) => a - b),
    );
  }
  const groups = new Map<string, { ordinals: number[]; days: number[] }>();
  for (const [ordinal, days] of byOrdinal) {
    const group = groups.get(days.join()) ?? { ordinals: [], days };
    group.ordinals.push(ordinal);
    group.ordinals.sort((a, b) => (a < 0 ? 100 - a : a) - (b < 0 ? 100 - b : b));
    groups.set(days.join(), group);
  }
  return [...groups.values()];
}

function zhYears(interval: number): string {
  return interval === 1 ? '每年' : `每${interval}年的`;
}

function enYears(interval: number): string {
  return interval === 1 ? 'Every year' : `Every ${interval} years`;
}

function enMonths(interval: number): string {
  return interval === 1 ? 'every month' : interval === 2 ? 'every second month' : `every ${nth(interval)} month`;
}

function and(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function nth(value: number): string {
  const tens = value % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th');
  return `${value}${ending}`;
}

/** 1 to 19 in characters, as weeks and lunar dates need them. */
function zhNumber(value: number): string {
  return value <= 10
    ? ZH_DIGITS[value]!
    : value < 20
      ? `十${value === 10 ? '' : ZH_DIGITS[value - 10]!}`
      : String(value);
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}
