import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { Passkeys, PasskeyStopped } from '../../core/session/passkeys';
import { DayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { PasswordField } from '../../shared/ui/password-field';
import { Toasts } from '../../shared/ui/toast';
import { BackToMe } from './back-to-me';

/** The devices on which a finger, a face or the device's code signs in. */
@Component({
  selector: 'app-passkeys',
  imports: [
    BackToMe,
    Button,
    DayPipe,
    Field,
    Input,
    Notice,
    PageState,
    PasswordField,
    ReactiveFormsModule,
    TranslocoPipe,
  ],
  template: `
    <div class="stack">
      <app-back-to-me />
      <h1>{{ 'account.passkeys' | transloco }}</h1>
      <p>{{ 'account.passkeysWhy' | transloco }}</p>
      @if (refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <app-page-state [resource]="answer" emptyText="account.noPasskeys" [rows]="1">
        <ng-template>
          <ul class="list stack">
            @for (passkey of passkeys(); track passkey.id) {
              <li class="card stack">
                <h2>{{ passkey.name }}</h2>
                <p class="soft">
                  {{ 'account.passkeyMade' | transloco: { day: passkey.createdAt | appDay } }}
                  @if (passkey.lastUsedAt; as at) {
                    · {{ 'account.passkeyUsed' | transloco: { day: at | appDay } }}
                  }
                </p>
                <p>
                  <button app-button type="button" [busy]="removing() === passkey.id" (click)="remove(passkey)">
                    {{ 'account.passkeyRemove' | transloco }}<span class="sr-only">{{ passkey.name }}</span>
                  </button>
                </p>
              </li>
            }
          </ul>
        </ng-template>
      </app-page-state>
      @if (device.works) {
        <form #formElement class="card stack" [formGroup]="form" novalidate (ngSubmit)="add()">
          <h2>{{ 'account.passkeyAdd' | transloco }}</h2>
          <app-field label="account.passkeyName" hint="account.passkeyNameHint">
            <input app-input formControlName="name" autocomplete="off" maxlength="50" />
          </app-field>
          <app-password-field label="account.password" [control]="form.controls.password" />
          @if (stopped()) {
            <app-notice>{{ 'account.passkeyStopped' | transloco }}</app-notice>
          }
          @if (sender.refusal(); as text) {
            <app-notice tone="bad">{{ text }}</app-notice>
          }
          <button app-button kind="primary" type="submit" [wide]="true" [busy]="sender.sending()">
            {{ 'account.passkeyMake' | transloco }}
          </button>
        </form>
      } @else {
        <app-notice>{{ 'account.passkeysNotHere' | transloco }}</app-notice>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasskeysPage {
  protected readonly device = inject(Passkeys);
  protected readonly answer = apiResource('/api/platform/me/passkeys');
  protected readonly passkeys = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(50)] }),
    password: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement);
  protected readonly stopped = signal(false);
  protected readonly removing = signal<string | null>(null);
  protected readonly refusal = signal<string | null>(null);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected add(): Promise<void> {
    this.stopped.set(false);
    return this.sender.send(async () => {
      const { name, password } = this.form.getRawValue();
      try {
        await this.device.add(name.trim(), password);
      } catch (error) {
        if (!(error instanceof PasskeyStopped)) {
          throw error;
        }
        this.stopped.set(true);
        return;
      }
      this.form.reset();
      this.answer.reload();
      this.toasts.show({ text: 'account.passkeyDone' });
    });
  }

  protected async remove(passkey: { readonly id: string; readonly name: string }): Promise<void> {
    const params = { name: passkey.name };
    const question = { title: 'account.passkeyRemoveTitle', yes: 'account.passkeyRemove', params, danger: true };
    if (!(await this.confirm.ask(question))) {
      return;
    }
    this.removing.set(passkey.id);
    this.refusal.set(null);
    try {
      await this.api.delete('/api/platform/me/passkeys/{passkeyId}', { path: { passkeyId: passkey.id } });
      this.answer.reload();
      this.toasts.show({ text: 'account.passkeyRemoved' });
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.removing.set(null);
    }
  }
}
