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

/** 11月28日, or Sat 28 Nov with its weekday elsewhere; the year only when it is not this one. */
export function day(value: string, place: Place, now: Date): string {
  const otherYear =
    part(value, place, 'year') !== format(now.toISOString(), place, { year: 'numeric' }).replace(/\D/g, '');
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

/** 上午9:00 / 9:00 am */
export function timeOfDay(value: string, place: Place): string {
  return format(value, place, { hour: 'numeric', minute: '2-digit', hour12: true });
}

/** 11月28日 周六 上午9:00 / Sat 28 Nov, 9:00 am */
export function dayAndTime(value: string, place: Place, now: Date): string {
  const separator = place.lang === 'zh-CN' ? ' ' : ', ';
  return dayAndWeekday(value, place, now) + separator + timeOfDay(value, place);
}

/** From and to: the day once when both are on it, the half of the day once when both are in it. */
export function timeRange(from: string, to: string, place: Place, now: Date): string {
  if (localDay(from, place.timeZone) !== localDay(to, place.timeZone)) {
    return `${dayAndTime(from, place, now)} – ${dayAndTime(to, place, now)}`;
  }
  const start = dayAndTime(from, place, now);
  const end = timeOfDay(to, place);
  const half = part(from, place, 'dayPeriod') === part(to, place, 'dayPeriod') ? part(to, place, 'dayPeriod') : null;
  if (half === null) {
    return `${start}–${end}`;
  }
  return place.lang === 'zh-CN' ? `${start}–${end.replace(half, '')}` : `${start.replace(` ${half}`, '')}–${end}`;
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

function part(value: string, place: Place, type: Intl.DateTimeFormatPartTypes): string {
  const options: Intl.DateTimeFormatOptions =
    type === 'year' ? { year: 'numeric' } : { hour: 'numeric', minute: '2-digit', hour12: true };
  return parts(value, place, options).find((piece) => piece.type === type)?.value ?? '';
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
