import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { ProblemText } from '../../core/http/problem';
import { Language } from '../../core/i18n/language';
import { LANGS } from '../../core/i18n/languages';
import { Prefs, TEXT_SIZES } from '../../core/prefs/prefs';
import { SessionStore } from '../../core/session/session-store';
import { SignIn } from '../../core/session/sign-in';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';

interface Page {
  readonly path: string;
  readonly text: string;
  readonly about: string;
  /** Only for those on a community's register; the platform and the street keep no person. */
  readonly forPeople?: boolean;
}

const PAGES: readonly Page[] = [
  { path: '/clubs', text: 'account.clubs', about: 'account.clubsAbout', forPeople: true },
  { path: '/me/contact', text: 'account.contact', about: 'account.contactAbout', forPeople: true },
  { path: '/me/password', text: 'account.passwordTitle', about: 'account.passwordAbout' },
  { path: '/me/sign-in-names', text: 'account.names', about: 'account.namesAbout' },
  { path: '/me/second-factor', text: 'account.secondFactor', about: 'account.secondFactorAbout' },
  { path: '/me/passkeys', text: 'account.passkeys', about: 'account.passkeysAbout' },
  { path: '/me/sessions', text: 'account.sessions', about: 'account.sessionsAbout' },
  { path: '/me/privacy', text: 'account.privacy', about: 'account.privacyAbout', forPeople: true },
];

/** 我的: who I am here, how the pages look to me, and the way out. */
@Component({
  selector: 'app-account',
  imports: [Button, Notice, RouterLink, TranslocoPipe],
  templateUrl: './account.html',
  styleUrl: './account.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Account {
  protected readonly session = inject(SessionStore);
  protected readonly prefs = inject(Prefs);
  protected readonly language = inject(Language);
  protected readonly sizes = TEXT_SIZES;
  protected readonly langs = LANGS;
  protected readonly pages = computed(() => PAGES.filter((page) => !page.forPeople || this.session.user()?.personId));
  protected readonly leaving = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly signIn = inject(SignIn);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);

  protected async leave(): Promise<void> {
    this.leaving.set(true);
    this.refusal.set(null);
    try {
      await this.signIn.leave();
      await this.router.navigateByUrl('/');
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.leaving.set(false);
    }
  }
}
