import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { Shape } from '../../core/api/shapes';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { safeBack } from '../../core/session/guards';
import { SessionStore } from '../../core/session/session-store';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { PasswordField } from '../../shared/ui/password-field';
import { BackToMe } from './back-to-me';

/** The second sign-in step: an authenticator app on the own phone, and paper for the day it is lost. */
@Component({
  selector: 'app-second-factor',
  imports: [BackToMe, Button, Field, Input, Notice, PageState, PasswordField, ReactiveFormsModule, TranslocoPipe],
  templateUrl: './second-factor.html',
  styleUrl: './second-factor.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondFactor {
  /** Where one wanted to go when this came in between. */
  readonly back = input<string>();

  protected readonly session = inject(SessionStore);
  protected readonly state = apiResource('/api/platform/me/second-factor');
  protected readonly form = new FormGroup({
    password: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    code: new FormControl('', { nonNullable: true }),
  });
  protected readonly prepared = signal<Shape<'PrepareSecondFactorResponse'> | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly removing = signal(false);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly picture = computed(() => {
    const prepared = this.prepared();
    return prepared && `data:image/svg+xml;utf8,${encodeURIComponent(prepared.qrSvg)}`;
  });
  /** In groups of four, to be read from one screen and typed on another. */
  protected readonly secret = computed(() => this.prepared()?.secret.replace(/(.{4})(?=.)/g, '$1 ') ?? '');

  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly problemText = inject(ProblemText);
  private readonly window = inject(DOCUMENT).defaultView;

  protected prepare(): Promise<void> {
    return this.attempt(['password'], async ({ password }) => {
      this.prepared.set(await this.api.post('/api/platform/me/second-factor', { body: { password } }));
    });
  }

  protected confirm(): Promise<void> {
    return this.attempt(['code'], async ({ code }) => {
      const { recoveryCodes } = await this.api.post('/api/platform/me/second-factor/confirmation', { body: { code } });
      this.codes.set(recoveryCodes);
      this.prepared.set(null);
      this.form.reset();
      await this.session.load();
    });
  }

  protected remove(): Promise<void> {
    return this.attempt(['password', 'code'], async (body) => {
      await this.api.post('/api/platform/me/second-factor/removal', { body });
      this.removing.set(false);
      this.form.reset();
      this.state.reload();
      await this.session.load();
    });
  }

  protected print(): void {
    this.window?.print();
  }

  protected async goOn(): Promise<void> {
    this.codes.set(null);
    this.state.reload();
    const back = safeBack(this.back());
    await this.router.navigateByUrl(back === '/' ? '/me' : back);
  }

  private async attempt(
    needed: readonly ('password' | 'code')[],
    act: (typed: { password: string; code: string }) => Promise<void>,
  ): Promise<void> {
    this.refusal.set(null);
    const controls = needed.map((name) => this.form.controls[name]);
    controls.forEach((control) => {
      control.setValidators(Validators.required);
      control.updateValueAndValidity();
      control.markAsTouched();
    });
    if (controls.some((control) => control.invalid)) {
      return;
    }
    this.sending.set(true);
    try {
      const { password, code } = this.form.getRawValue();
      await act({ password, code: code.trim() });
    } catch (error) {
      if (!showOnForm(this.form, error, { currentPassword: 'password' })) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }
}
