import { ChangeDetectionStrategy, Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api } from '../../core/api/api';
import { newPassword } from '../../core/session/password-rules';
import { Button } from '../../shared/ui/button';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PasswordField } from '../../shared/ui/password-field';
import { BackToMe } from './back-to-me';

@Component({
  selector: 'app-change-password',
  imports: [BackToMe, Button, Notice, PasswordField, ReactiveFormsModule, TranslocoPipe],
  template: `
    <div class="stack">
      <app-back-to-me />
      <h1>{{ 'account.passwordTitle' | transloco }}</h1>
      @if (done()) {
        <app-notice tone="good">{{ 'account.passwordDone' | transloco }}</app-notice>
      } @else {
        <form #formElement class="card stack" [formGroup]="form" novalidate (ngSubmit)="send()">
          <app-password-field label="account.currentPassword" [control]="form.controls.currentPassword" />
          <app-password-field
            label="account.newPassword"
            hint="common.passwordHint"
            [control]="form.controls.newPassword"
            [isNew]="true"
          />
          <p class="soft">{{ 'account.passwordElsewhere' | transloco }}</p>
          @if (sender.refusal(); as text) {
            <app-notice tone="bad">{{ text }}</app-notice>
          }
          <button app-button kind="primary" type="submit" [wide]="true" [busy]="sender.sending()">
            {{ 'account.changePassword' | transloco }}
          </button>
        </form>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChangePassword {
  protected readonly form = new FormGroup({
    currentPassword: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    newPassword: new FormControl('', { nonNullable: true, validators: newPassword }),
  });
  protected readonly done = signal(false);
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);

  protected send(): Promise<void> {
    return this.sender.send(async () => {
      await this.api.post('/api/platform/me/password', { body: this.form.getRawValue() });
      this.done.set(true);
    });
  }
}
