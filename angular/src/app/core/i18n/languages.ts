export type Lang = 'zh-CN' | 'en';

export const LANGS: readonly Lang[] = ['zh-CN', 'en'];

/** The stored choice, else what the account or the phone says; Chinese when nobody says anything else. */
export function firstLanguage(stored: string | null, phone: readonly string[]): Lang {
  const known = LANGS.find((lang) => lang === stored);
  if (known) {
    return known;
  }
  return phone.length > 0 && phone.every((lang) => !lang.toLowerCase().startsWith('zh')) ? 'en' : 'zh-CN';
}
