import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api } from '../../core/api/api';
import { newPassword } from '../../core/session/password-rules';
import { Button } from '../../shared/ui/button';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PasswordField } from '../../shared/ui/password-field';

/** Behind the mailed link: a new password, then sign in with it. */
@Component({
  selector: 'app-reset-password',
  imports: [Button, Notice, PasswordField, ReactiveFormsModule, RouterLink, TranslocoPipe],
  template: `
    <div class="stack page">
      <h1>{{ 'signIn.resetTitle' | transloco }}</h1>
      @if (done()) {
        <app-notice tone="good">{{ 'signIn.resetDone' | transloco }}</app-notice>
        <a app-button kind="primary" [wide]="true" routerLink="/sign-in">{{ 'signIn.enter' | transloco }}</a>
      } @else {
        <form #formElement class="card stack" [formGroup]="form" novalidate (ngSubmit)="send()">
          <app-password-field
            label="signIn.newPassword"
            hint="common.passwordHint"
            [control]="form.controls.password"
            [isNew]="true"
          />
          @if (sender.refusal(); as text) {
            <app-notice tone="bad">
              <p>{{ text }}</p>
              <p>
                <a routerLink="/forgot-password">{{ 'signIn.askAgain' | transloco }}</a>
              </p>
            </app-notice>
          }
          <button app-button kind="primary" type="submit" [wide]="true" [busy]="sender.sending()">
            {{ 'signIn.resetSend' | transloco }}
          </button>
        </form>
      }
    </div>
  `,
  styleUrl: './sign-in.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ResetPassword {
  readonly token = input.required<string>();

  protected readonly form = new FormGroup({
    password: new FormControl('', { nonNullable: true, validators: newPassword }),
  });
  protected readonly done = signal(false);
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);

  protected send(): Promise<void> {
    return this.sender.send(async () => {
      const { password } = this.form.getRawValue();
      await this.api.post('/api/platform/password-reset/confirm', { body: { token: this.token(), password } });
      this.done.set(true);
    });
  }
}
