import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { newPassword } from '../../core/session/password-rules';
import { Button } from '../../shared/ui/button';
import { focusFirstWrong } from '../../shared/ui/focus-first-wrong';
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
          @if (refusal(); as text) {
            <app-notice tone="bad">
              <p>{{ text }}</p>
              <p>
                <a routerLink="/forgot-password">{{ 'signIn.askAgain' | transloco }}</a>
              </p>
            </app-notice>
          }
          <button app-button kind="primary" type="submit" [wide]="true" [busy]="sending()">
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
  protected readonly sending = signal(false);
  protected readonly done = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);

  protected async send(): Promise<void> {
    this.refusal.set(null);
    this.form.markAllAsTouched();
    const form = this.formElement()?.nativeElement;
    if (this.form.invalid && form) {
      focusFirstWrong(form);
      return;
    }
    this.sending.set(true);
    try {
      const { password } = this.form.getRawValue();
      await this.api.post('/api/platform/password-reset/confirm', { body: { token: this.token(), password } });
      this.done.set(true);
    } catch (error) {
      if (!showOnForm(this.form, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }
}
