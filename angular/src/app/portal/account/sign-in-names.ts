import { ChangeDetectionStrategy, Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { PasswordField } from '../../shared/ui/password-field';
import { BackToMe } from './back-to-me';

/** What one signs in with: user name, phone, e-mail. A new address counts once its link was opened. */
@Component({
  selector: 'app-sign-in-names',
  imports: [BackToMe, Button, Field, Input, Notice, PageState, PasswordField, ReactiveFormsModule, TranslocoPipe],
  template: `
    <div class="stack">
      <app-back-to-me />
      <h1>{{ 'account.names' | transloco }}</h1>
      <app-page-state [resource]="names" [rows]="1">
        <ng-template>
          @if (names.value(); as now) {
            <section class="card stack" aria-labelledby="now">
              <h2 id="now">{{ 'account.namesNow' | transloco }}</h2>
              <dl>
                <dt>{{ 'account.userName' | transloco }}</dt>
                <dd class="number">{{ now.userName ?? ('account.unknown' | transloco) }}</dd>
                <dt>{{ 'account.phone' | transloco }}</dt>
                <dd class="number">{{ plain(now.phone) ?? ('account.unknown' | transloco) }}</dd>
                <dt>{{ 'account.email' | transloco }}</dt>
                <dd>{{ now.email ?? ('account.unknown' | transloco) }}</dd>
              </dl>
              @if (now.unconfirmedEmail; as email) {
                <app-notice>{{ 'account.namesUnconfirmed' | transloco: { email } }}</app-notice>
              }
            </section>
          }
        </ng-template>
      </app-page-state>
      <form #formElement class="card stack" [formGroup]="form" novalidate (ngSubmit)="change()">
        <h2>{{ 'account.namesChange' | transloco }}</h2>
        <app-field label="account.namesNew" hint="account.namesNewHint">
          <input app-input formControlName="name" autocomplete="username" autocapitalize="none" spellcheck="false" />
        </app-field>
        <app-password-field label="account.password" [control]="form.controls.password" />
        @if (done(); as text) {
          <app-notice tone="good">{{ text | transloco }}</app-notice>
        }
        @if (sender.refusal(); as text) {
          <app-notice tone="bad">{{ text }}</app-notice>
        }
        <button app-button kind="primary" type="submit" [wide]="true" [busy]="sender.sending()">
          {{ 'common.save' | transloco }}
        </button>
      </form>
    </div>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: minmax(6rem, auto) minmax(0, 1fr);
      gap: 0.5rem 1rem;
      margin: 0;
    }
    dt {
      color: var(--soft);
    }
    dd {
      margin: 0;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInNames {
  protected readonly names = apiResource('/api/platform/me/sign-in-names');
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    password: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement);
  protected readonly done = signal<string | null>(null);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);

  protected plain(phone: string | null): string | null {
    return phone?.replace(/^\+86/, '') ?? null;
  }

  protected change(): Promise<void> {
    this.done.set(null);
    return this.sender.send(async () => {
      const { name, password } = this.form.getRawValue();
      const body = { name: name.trim(), password };
      const { needsConfirmation } = await this.api.post('/api/platform/me/sign-in-names', { body });
      this.done.set(needsConfirmation ? 'account.namesMailed' : 'account.namesDone');
      this.form.reset();
      this.names.reload();
    });
  }
}
