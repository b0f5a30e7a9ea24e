import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText, toProblem } from '../../core/http/problem';
import { Language } from '../../core/i18n/language';
import { newPassword } from '../../core/session/password-rules';
import { SessionStore } from '../../core/session/session-store';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { ConsentBox } from '../../shared/ui/consent-box';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { PasswordField } from '../../shared/ui/password-field';

/** Behind the link or QR code that somebody was given: who invites, what one agrees to, and in. */
@Component({
  selector: 'app-invitation',
  imports: [
    Button,
    ConsentBox,
    DateTimePipe,
    Field,
    Input,
    Notice,
    PageState,
    PasswordField,
    ReactiveFormsModule,
    RouterLink,
    TranslocoPipe,
  ],
  templateUrl: './invitation.html',
  styleUrl: './invitation.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvitationPage {
  readonly token = input.required<string>();

  protected readonly session = inject(SessionStore);
  protected readonly language = inject(Language);
  protected readonly form = new FormGroup({
    identifier: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    email: new FormControl('', { nonNullable: true, validators: [Validators.email] }),
    password: new FormControl('', { nonNullable: true, validators: newPassword }),
    code: new FormControl('', { nonNullable: true }),
    consent: new FormControl(false, { nonNullable: true }),
  });
  protected readonly hasAccount = signal(false);
  protected readonly codeAsked = signal(false);
  protected readonly tried = signal(false);
  protected readonly consented = toSignal(this.form.controls.consent.valueChanges, { initialValue: false });
  protected readonly invitation = apiResource('/api/platform/invitations/{token}', () => {
    this.language.current();
    return { path: { token: this.token() } };
  });
  protected readonly place = computed(() => {
    const place = this.invitation.hasValue() ? this.invitation.value().place : null;
    return (this.language.current() === 'en' ? place?.nameEn : place?.name) ?? null;
  });
  /** A used or expired link is an answer, not a failure to load. */
  protected readonly ended = computed(() => {
    this.language.current();
    const error = this.invitation.error();
    if (!error) {
      return null;
    }
    const isUnknown = toProblem(error).status === 404;
    return isUnknown ? this.transloco.translate<string>('invitation.unknown') : this.problemText.of(error);
  });
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement, {
    names: { secondFactorCode: 'code' },
  });

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly problemText = inject(ProblemText);

  constructor() {
    effect(() => {
      const { password, consent } = this.form.controls;
      password.setValidators(this.hasAccount() ? [Validators.required] : newPassword);
      password.updateValueAndValidity();
      consent.setValidators(
        this.invitation.hasValue() && this.invitation.value().consent ? [Validators.requiredTrue] : [],
      );
      consent.updateValueAndValidity();
    });
  }

  protected choose(hasAccount: boolean): void {
    this.hasAccount.set(hasAccount);
    this.sender.forget();
    this.form.controls.password.reset();
  }

  protected send(): Promise<void> {
    this.tried.set(true);
    return this.sender.send(async () => {
      const { identifier, email, password, code, consent } = this.form.getRawValue();
      const hasAccount = this.hasAccount();
      const { needsSecondFactor } = await this.api.post('/api/platform/invitations/{token}/acceptance', {
        path: { token: this.token() },
        body: {
          identifier: identifier.trim(),
          password,
          consent,
          hasAccount,
          email: (!hasAccount && email.trim()) || null,
          secondFactorCode: this.codeAsked() ? code.trim() : null,
        },
      });
      if (needsSecondFactor) {
        this.askForCode();
      } else {
        await this.goIn();
      }
    });
  }

  private async goIn(): Promise<void> {
    await this.session.load();
    const next = this.session.needsSecondFactor() ? '/me/second-factor' : this.session.worksHere() ? '/console' : '/';
    await this.router.navigateByUrl(next);
  }

  private askForCode(): void {
    const code = this.form.controls.code;
    this.codeAsked.set(true);
    code.addValidators(Validators.required);
    code.updateValueAndValidity();
    code.markAsUntouched();
  }
}
