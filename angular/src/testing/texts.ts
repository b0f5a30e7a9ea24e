import { EnvironmentProviders, inject, makeEnvironmentProviders, provideEnvironmentInitializer } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

import { provideTexts } from '../app/core/i18n/provide-texts';
import * as appEn from '../i18n/app.en';
import * as appZh from '../i18n/app.zh-CN';
import * as consoleEn from '../i18n/console.en';
import * as consoleZh from '../i18n/console.zh-CN';
import * as portalEn from '../i18n/portal.en';
import * as portalZh from '../i18n/portal.zh-CN';

export const ALL_TEXTS = {
  'zh-CN': { ...appZh, ...portalZh, ...consoleZh },
  en: { ...appEn, ...portalEn, ...consoleEn },
};

/** The real dictionaries, there at once: a spec then reads what a person would read. */
export function provideTestTexts(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTexts(),
    provideEnvironmentInitializer(() => {
      const transloco = inject(TranslocoService);
      transloco.setTranslation(ALL_TEXTS['zh-CN'], 'zh-CN');
      transloco.setTranslation(ALL_TEXTS.en, 'en');
    }),
  ]);
}
