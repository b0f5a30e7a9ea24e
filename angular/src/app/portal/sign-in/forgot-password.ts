import { ChangeDetectionStrategy, Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api } from '../../core/api/api';
import { SessionStore } from '../../core/session/session-store';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';

/** A link by e-mail for those who have one; the community office, which knows its people, for everybody else. */
@Component({
  selector: 'app-forgot-password',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, RouterLink, TranslocoPipe],
  template: `
    <div class="stack page">
      <h1>{{ 'signIn.forgotTitle' | transloco }}</h1>
      @if (sent()) {
        <app-notice tone="good">{{ 'signIn.forgotSent' | transloco }}</app-notice>
      } @else {
        <form #formElement class="card stack" [formGroup]="form" novalidate (ngSubmit)="send()">
          <h2>{{ 'signIn.forgotByMail' | transloco }}</h2>
          <app-field label="signIn.identifier" hint="signIn.forgotHint">
            <input
              app-input
              formControlName="identifier"
              autocomplete="username"
              autocapitalize="none"
              spellcheck="false"
            />
          </app-field>
          @if (sender.refusal(); as text) {
            <app-notice tone="bad">{{ text }}</app-notice>
          }
          <button app-button kind="primary" type="submit" [wide]="true" [busy]="sender.sending()">
            {{ 'signIn.forgotSend' | transloco }}
          </button>
        </form>
      }
      <section class="card stack" aria-labelledby="no-mail">
        <h2 id="no-mail">{{ 'signIn.forgotNoMail' | transloco }}</h2>
        <p>{{ 'signIn.forgotText' | transloco }}</p>
        @if (session.tenant()?.phone; as phone) {
          <a app-button [wide]="true" [href]="'tel:' + phone">{{ 'signIn.callCommunity' | transloco: { phone } }}</a>
        }
      </section>
      <a app-button routerLink="/sign-in">{{ 'signIn.backToSignIn' | transloco }}</a>
    </div>
  `,
  styleUrl: './sign-in.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ForgotPassword {
  protected readonly session = inject(SessionStore);
  protected readonly form = new FormGroup({
    identifier: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly sent = signal(false);
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);

  protected send(): Promise<void> {
    return this.sender.send(async () => {
      const identifier = this.form.controls.identifier.value.trim();
      await this.api.post('/api/platform/password-reset', { body: { identifier } });
      this.sent.set(true);
    });
  }
}
