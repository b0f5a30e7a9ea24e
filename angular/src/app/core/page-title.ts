import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

import { Language } from './i18n/language';
import { SessionStore } from './session/session-store';

/** A route's `title` is a translation key; the community's name follows it. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly session = inject(SessionStore);
  private readonly language = inject(Language);
  private readonly key = signal<string | undefined>(undefined);

  constructor() {
    super();
    effect(() => {
      this.language.current();
      const key = this.key();
      const place = this.session.placeName() ?? this.transloco.translate<string>('common.productName');
      this.title.setTitle(key ? `${this.transloco.translate(key)} · ${place}` : place);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot));
  }
}
