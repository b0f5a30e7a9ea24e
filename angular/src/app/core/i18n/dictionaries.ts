import { inject, Injectable } from '@angular/core';
import { ResolveFn } from '@angular/router';
import { Translation, TranslocoService } from '@jsverse/transloco';

import { Lang } from './languages';

export type Scope = 'app' | 'portal' | 'console';

/** One hashed chunk per scope and language; the lists of features are in src/i18n/<scope>.<lang>.ts. */
const FILES: Record<Scope, Record<Lang, () => Promise<Translation>>> = {
  app: { 'zh-CN': () => import('../../../i18n/app.zh-CN'), en: () => import('../../../i18n/app.en') },
  portal: { 'zh-CN': () => import('../../../i18n/portal.zh-CN'), en: () => import('../../../i18n/portal.en') },
  console: { 'zh-CN': () => import('../../../i18n/console.zh-CN'), en: () => import('../../../i18n/console.en') },
};

/** Knows which scopes are in use, so that a change of language brings all of them. */
@Injectable({ providedIn: 'root' })
export class Dictionaries {
  private readonly transloco = inject(TranslocoService);
  private readonly scopes = new Set<Scope>(['app']);
  private readonly loaded = new Map<string, Promise<void>>();

  /** Loads one more scope for the language in use. */
  async use(scope: Scope): Promise<void> {
    this.scopes.add(scope);
    await this.load(scope, this.transloco.getActiveLang() as Lang);
  }

  /** Loads every scope in use for a language. */
  async loadAll(lang: Lang): Promise<void> {
    await Promise.all([...this.scopes].map((scope) => this.load(scope, lang)));
  }

  private load(scope: Scope, lang: Lang): Promise<void> {
    const name = `${scope}/${lang}`;
    let loading = this.loaded.get(name);
    if (!loading) {
      loading = FILES[scope][lang]().then((file) => {
        this.transloco.setTranslation({ ...file }, lang, { merge: true });
      });
      this.loaded.set(name, loading);
      loading.catch(() => this.loaded.delete(name));
    }
    return loading;
  }
}

/** For a route's `resolve`: its pages are drawn when their texts are there. */
export function dictionary(scope: Scope): ResolveFn<boolean> {
  return () =>
    inject(Dictionaries)
      .use(scope)
      .then(() => true);
}
