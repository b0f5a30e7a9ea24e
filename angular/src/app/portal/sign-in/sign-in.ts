import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { ProblemText } from '../../core/http/problem';
import { safeBack } from '../../core/session/guards';
import { Passkeys, PasskeyStopped } from '../../core/session/passkeys';
import { SessionStore } from '../../core/session/session-store';
import { SignIn } from '../../core/session/sign-in';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PasswordField } from '../../shared/ui/password-field';

/** One box for phone, e-mail or user name, one for the password; the six digits only for accounts that want them. */
@Component({
  selector: 'app-sign-in',
  imports: [Button, Field, Input, Notice, PasswordField, ReactiveFormsModule, RouterLink, TranslocoPipe],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  /** Where one wanted to go. */
  readonly back = input<string>();

  protected readonly form = new FormGroup({
    identifier: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    password: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    code: new FormControl('', { nonNullable: true }),
  });
  protected readonly codeAsked = signal(false);
  protected readonly passkeys = inject(Passkeys);
  protected readonly showing = signal(false);
  protected readonly stopped = signal(false);
  protected readonly passkeyRefusal = signal<string | null>(null);
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement, {
    names: { secondFactorCode: 'code' },
  });

  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly session = inject(SessionStore);
  private readonly signIn = inject(SignIn);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);

  protected send(): Promise<void> {
    this.passkeyRefusal.set(null);
    return this.sender.send(async () => {
      const { identifier, password, code } = this.form.getRawValue();
      const entered = await this.signIn.enter({
        identifier: identifier.trim(),
        password,
        ...(this.codeAsked() ? { secondFactorCode: code.trim() } : {}),
      });
      if (entered) {
        await this.goOn();
      } else {
        this.askForCode();
      }
    });
  }

  /** Device and finger are two steps already: no password and no six digits. */
  protected async showPasskey(): Promise<void> {
    this.sender.forget();
    this.passkeyRefusal.set(null);
    this.stopped.set(false);
    this.showing.set(true);
    try {
      await this.passkeys.enter();
      await this.goOn();
    } catch (error) {
      if (error instanceof PasskeyStopped) {
        this.stopped.set(true);
      } else {
        this.passkeyRefusal.set(this.problemText.of(error));
      }
    } finally {
      this.showing.set(false);
    }
  }

  private async goOn(): Promise<void> {
    const back = safeBack(this.back());
    if (this.session.needsSecondFactor()) {
      await this.router.navigate(['/me/second-factor'], { queryParams: { back } });
      return;
    }
    const nowhereYet = this.session.tenant() === null && this.session.street() === null;
    await (nowhereYet && this.session.memberships().length > 1
      ? this.router.navigate(['/choose-community'], { queryParams: { back } })
      : this.router.navigateByUrl(back));
  }

  private askForCode(): void {
    const code = this.form.controls.code;
    this.codeAsked.set(true);
    code.addValidators(Validators.required);
    code.updateValueAndValidity();
    code.markAsUntouched();
    setTimeout(() =>
      this.formElement().nativeElement.querySelector<HTMLElement>('[autocomplete=one-time-code]')?.focus(),
    );
  }
}
