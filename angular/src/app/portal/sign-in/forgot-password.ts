import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { SessionStore } from '../../core/session/session-store';
import { Button } from '../../shared/ui/button';

/** The community office knows its people and can let them in again; that is also the way for those without e-mail. */
@Component({
  selector: 'app-forgot-password',
  imports: [Button, RouterLink, TranslocoPipe],
  template: `
    <div class="stack">
      <h1>{{ 'signIn.forgotTitle' | transloco }}</h1>
      <p>{{ 'signIn.forgotText' | transloco }}</p>
      @if (session.tenant()?.phone; as phone) {
        <p>
          <a app-button kind="primary" [href]="'tel:' + phone">{{ 'signIn.callCommunity' | transloco: { phone } }}</a>
        </p>
      }
      <p>
        <a app-button routerLink="/sign-in">{{ 'signIn.backToSignIn' | transloco }}</a>
      </p>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ForgotPassword {
  protected readonly session = inject(SessionStore);
}
