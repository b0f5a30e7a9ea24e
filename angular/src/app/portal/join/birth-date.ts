/**
 * A birth date as people type it: 1955-3-12, 19550312, 1955年3月12日, 1955.3.12, also with full-width digits. Null when it is
 * no day of the calendar or lies after today.
 */
export function parseBirthDate(text: string, today: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})\s*[-./年\s]\s*(\d{1,2})\s*[-./月\s]\s*(\d{1,2})\s*[日号]?$/.exec(plain);
  if (!match) {
    return null;
  }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const iso = date.toISOString().slice(0, 10);
  return isDay && year >= 1900 && iso <= today ? iso : null;
}

/** Full years on that day; someone born on 29 February turns a year older on 1 March of other years. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
