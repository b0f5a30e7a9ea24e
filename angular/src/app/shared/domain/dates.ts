import { Lang } from '../../core/i18n/languages';

export interface Place {
  readonly lang: Lang;
  readonly timeZone: string;
}

const MINUTE = 60_000;
const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** An instant in ISO form, or a day such as "2026-11-28" that no zone may shift. */
export function weekday(value: string, place: Place): string {
  return format(value, place, { weekday: 'short' });
}

/** 11月28日 / 28 Nov; the year only when it is not this one. */
export function day(value: string, place: Place, now: Date): string {
  const otherYear = yearOf(value, place) !== yearOf(now.toISOString(), place);
  return format(value, place, {
    year: otherYear ? 'numeric' : undefined,
    month: place.lang === 'zh-CN' ? 'long' : 'short',
    day: 'numeric',
  });
}

/** 11月28日 周六 / Sat 28 Nov */
export function dayAndWeekday(value: string, place: Place, now: Date): string {
  return place.lang === 'zh-CN'
    ? `${day(value, place, now)} ${weekday(value, place)}`
    : `${weekday(value, place)} ${day(value, place, now)}`;
}

/** 上午9:00, 中午12:00, 晚上7:30 / 9:00 am, 12:00 pm, 7:30 pm */
export function timeOfDay(value: string, place: Place): string {
  const { half, time } = clock(value, place);
  return place.lang === 'zh-CN' ? half + time : `${time} ${half}`;
}

/** 11月28日 周六 上午9:00 / Sat 28 Nov, 9:00 am */
export function dayAndTime(value: string, place: Place, now: Date): string {
  const separator = place.lang === 'zh-CN' ? ' ' : ', ';
  return dayAndWeekday(value, place, now) + separator + timeOfDay(value, place);
}

/** From and to: the day once when both are on it, the part of the day once when both are in it. */
export function timeRange(from: string, to: string, place: Place, now: Date): string {
  if (localDay(from, place.timeZone) !== localDay(to, place.timeZone)) {
    return `${dayAndTime(from, place, now)} – ${dayAndTime(to, place, now)}`;
  }
  const separator = place.lang === 'zh-CN' ? ' ' : ', ';
  return dayAndWeekday(from, place, now) + separator + hoursRange(from, to, place);
}

/** Beside its day: 上午9:00–10:30, and 晚上10:00–第二天凌晨2:00 when it runs past midnight. */
export function hoursRange(from: string, to: string, place: Place): string {
  const [start, end] = [clock(from, place), clock(to, place)];
  const sameDay = localDay(from, place.timeZone) === localDay(to, place.timeZone);
  const sameHalf = sameDay && start.half === end.half;
  return place.lang === 'zh-CN'
    ? `${start.half}${start.time}–${sameDay ? '' : '第二天'}${sameHalf ? '' : end.half}${end.time}`
    : `${start.time}${sameHalf ? '' : ` ${start.half}`}–${end.time} ${end.half}${sameDay ? '' : ' the next day'}`;
}

/** 2026年11月 / November 2026, of "2026-11" */
export function month(value: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  }).format(new Date(`${value}-01T00:00:00Z`));
}

/** 2小时30分钟 / 2 h 30 min */
export function duration(minutes: number, lang: Lang): string {
  const sign = minutes < 0 ? '-' : '';
  const whole = Math.round(Math.abs(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const zh = lang === 'zh-CN';
  const parts = [
    hours > 0 ? (zh ? `${hours}小时` : `${hours} h`) : '',
    rest > 0 || hours === 0 ? (zh ? `${rest}分钟` : `${rest} min`) : '',
  ].filter((part) => part !== '');
  return sign + parts.join(zh ? '' : ' ');
}

export function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / MINUTE;
}

/** Whole days from today to that day in the community: 0 today, 1 tomorrow, -1 yesterday. */
export function daysFromNow(value: string, timeZone: string, now: Date): number {
  const that = DAY_ONLY.test(value) ? value : localDay(value, timeZone);
  return Math.round((Date.parse(that) - Date.parse(localDay(now.toISOString(), timeZone))) / (24 * 60 * MINUTE));
}

/** 今天 / 明天 / 昨天, else nothing. */
export function nearDay(value: string, place: Place, now: Date): string | null {
  const days = daysFromNow(value, place.timeZone, now);
  if (Math.abs(days) > 1) {
    return null;
  }
  const word = new Intl.RelativeTimeFormat(place.lang, { numeric: 'auto' }).format(days, 'day');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The day in the community as "2026-11-28", good for comparing and for sending. */
export function localDay(value: string, timeZone: string): string {
  return formatter('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(value));
}

function format(value: string, place: Place, options: Intl.DateTimeFormatOptions): string {
  const text = parts(value, place, options)
    .map((piece) => piece.value)
    .join('');
  return text.replace(/[\u202f\u00a0]/g, ' ');
}

function yearOf(value: string, place: Place): string {
  return parts(value, place, { year: 'numeric' }).find((piece) => piece.type === 'year')?.value ?? '';
}

/** The hour as it is said: nobody here calls seven in the evening 下午. */
function clock(value: string, place: Place): { half: string; time: string } {
  const pieces = parts(value, place, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const hour = Number(pieces.find((piece) => piece.type === 'hour')?.value);
  const minute = pieces.find((piece) => piece.type === 'minute')?.value ?? '';
  if (place.lang === 'zh-CN') {
    const half = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour === 12 ? '中午' : hour < 18 ? '下午' : '晚上';
    return { half, time: `${hour > 12 ? hour - 12 : hour}:${minute}` };
  }
  return { half: hour < 12 ? 'am' : 'pm', time: `${hour % 12 === 0 ? 12 : hour % 12}:${minute}` };
}

function parts(value: string, place: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormatPart[] {
  const timeZone = DAY_ONLY.test(value) ? 'UTC' : place.timeZone;
  return formatter(place.lang === 'en' ? 'en-GB' : place.lang, { ...options, timeZone }).formatToParts(new Date(value));
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, made);
  }
  return made;
}
