/** What a changed value looks like to a reader; null when only a machine could make sense of it. */
export function readable(value: string | null): string | null {
  if (value === null || value === '') {
    return '';
  }
  const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
  const isStructure = /^[[{]/.test(value);
  return isId || isStructure ? null : value;
}

/** Personal values stay out of the trail; that they changed is all it says. */
export function isHidden(before: string | null, after: string | null): boolean {
  return before === '***' || after === '***';
}

/** 2026-11-21T08:00:00+00:00 and the like, to be shown as a time. */
export function isInstant(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value);
}
