import { EnvironmentProviders, isDevMode, makeEnvironmentProviders } from '@angular/core';
import { provideTransloco, TranslocoLoader } from '@jsverse/transloco';
import { of } from 'rxjs';

import { LANGS } from './languages';

/** Dictionaries puts the texts in, scope by scope; Transloco itself has nothing to fetch. */
class NothingToFetch implements TranslocoLoader {
  getTranslation() {
    return of({});
  }
}

export function provideTexts(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: [...LANGS],
        defaultLang: 'zh-CN',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: NothingToFetch,
    }),
  ]);
}
