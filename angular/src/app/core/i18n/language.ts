import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

import { Prefs } from '../prefs/prefs';
import { Dictionaries } from './dictionaries';
import { firstLanguage, Lang } from './languages';

/** The language on the screen. Pipes read `current`, so they follow a change at once. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly dictionaries = inject(Dictionaries);
  private readonly prefs = inject(Prefs);
  private readonly document = inject(DOCUMENT);
  private readonly lang = signal<Lang>('zh-CN');

  readonly current = this.lang.asReadonly();

  start(): Promise<void> {
    return this.show(firstLanguage(this.prefs.read('language'), navigator.languages));
  }

  async change(lang: Lang): Promise<void> {
    this.prefs.write('language', lang);
    await this.show(lang);
  }

  private async show(lang: Lang): Promise<void> {
    await this.dictionaries.loadAll(lang);
    this.transloco.setActiveLang(lang);
    this.document.documentElement.lang = lang;
    this.lang.set(lang);
  }
}
