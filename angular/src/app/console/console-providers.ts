import { registerLocaleData } from '@angular/common';
import localeZh from '@angular/common/locales/zh';
import {
  effect,
  EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
} from '@angular/core';
import { en_US, NzI18nService, provideNzI18n, zh_CN } from 'ng-zorro-antd/i18n';

import { Language } from '../core/i18n/language';

/** What NG-ZORRO needs and the portal must not pay for. Icons: `provideNzIconsPatch` in the feature's own routes. */
export function provideConsole(): EnvironmentProviders {
  // NG-ZORRO's pickers format with Angular's own locale data and stop without it.
  registerLocaleData(localeZh);
  return makeEnvironmentProviders([
    provideNzI18n(zh_CN),
    provideEnvironmentInitializer(() => {
      const language = inject(Language);
      const texts = inject(NzI18nService);
      effect(() => texts.setLocale(language.current() === 'en' ? en_US : zh_CN));
    }),
  ]);
}
