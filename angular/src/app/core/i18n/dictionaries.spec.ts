import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';

import { ALL_TEXTS } from '../../../testing/texts';
import { Language } from './language';
import { Dictionaries } from './dictionaries';
import { firstLanguage } from './languages';
import { provideTexts } from './provide-texts';

function keys(texts: object, prefix = ''): string[] {
  return Object.entries(texts)
    .flatMap(([key, value]) => (typeof value === 'string' ? [prefix + key] : keys(value, `${prefix}${key}.`)))
    .sort();
}

describe('dictionaries', () => {
  it('say the same things in both languages', () => {
    expect(keys(ALL_TEXTS.en)).toEqual(keys(ALL_TEXTS['zh-CN']));
    expect(keys(ALL_TEXTS.en).length).toBeGreaterThan(50);
  });

  it('bring every scope in use when the language changes, also one joined in between', async () => {
    TestBed.configureTestingModule({ providers: [provideTexts()] });
    const language = TestBed.inject(Language);
    const transloco = TestBed.inject(TranslocoService);

    await language.change('zh-CN');
    await language.change('en');
    await TestBed.inject(Dictionaries).use('portal');
    expect(transloco.translate('signIn.title')).toBe('Sign in');

    await language.change('zh-CN');
    expect(transloco.translate('signIn.title')).toBe('登录');
    expect(language.current()).toBe('zh-CN');
    expect(document.documentElement.lang).toBe('zh-CN');
  });

  it.each([
    ['en', ['zh-CN'], 'en'],
    [null, ['en-GB', 'zh-CN'], 'zh-CN'],
    [null, ['en-GB'], 'en'],
    [null, [], 'zh-CN'],
    ['fr', ['zh-TW'], 'zh-CN'],
  ] as const)('start with the stored choice %s, else the phone %s: %s', (stored, phone, expected) => {
    expect(firstLanguage(stored, phone)).toBe(expected);
  });
});
