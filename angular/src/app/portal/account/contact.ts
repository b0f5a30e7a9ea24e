import { ChangeDetectionStrategy, Component, effect, ElementRef, inject, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { DayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { Toasts } from '../../shared/ui/toast';
import { MayHaveUnsaved } from '../../shared/ui/unsaved';
import { BackToMe } from './back-to-me';

/** What the community knows about me, and how it reaches me. */
@Component({
  selector: 'app-contact',
  imports: [BackToMe, Button, DayPipe, Field, Input, Notice, PageState, ReactiveFormsModule, TranslocoPipe],
  template: `
    <div class="stack">
      <app-back-to-me />
      <h1>{{ 'account.contact' | transloco }}</h1>
      <app-page-state [resource]="me">
        <ng-template>
          @if (me.value(); as data) {
            <div class="stack">
              <section class="card stack" aria-labelledby="who">
                <h2 id="who">{{ 'account.whoIAm' | transloco }}</h2>
                <dl>
                  <dt>{{ 'account.name' | transloco }}</dt>
                  <dd>{{ data.name }}</dd>
                  <dt>{{ 'account.birthDate' | transloco }}</dt>
                  <dd>{{ (data.birthDate | appDay) || ('account.unknown' | transloco) }}</dd>
                  <dt>{{ 'account.building' | transloco }}</dt>
                  <dd>{{ data.building ?? ('account.unknown' | transloco) }}</dd>
                  <dt>{{ 'account.shortCode' | transloco }}</dt>
                  <dd class="number">{{ data.shortCode }}</dd>
                  @if (data.userName; as userName) {
                    <dt>{{ 'account.userName' | transloco }}</dt>
                    <dd class="number">{{ userName }}</dd>
                  }
                </dl>
                <p class="soft">{{ 'account.whoHint' | transloco }}</p>
              </section>
              <form #formElement class="card stack" [formGroup]="form" novalidate (ngSubmit)="save()">
                <h2>{{ 'account.howToReach' | transloco }}</h2>
                <app-field label="account.phone" hint="account.phoneHint">
                  <input app-input formControlName="phone" type="tel" inputmode="tel" autocomplete="tel" />
                </app-field>
                <app-field label="account.email" hint="account.emailHint">
                  <input app-input formControlName="email" type="email" inputmode="email" autocomplete="email" />
                </app-field>
                @if (data.emailRefused) {
                  <app-notice tone="warn">{{ 'account.emailRefused' | transloco }}</app-notice>
                }
                <app-field label="account.mailLanguage">
                  <select app-input formControlName="language">
                    <option value="zh-CN" lang="zh-CN">中文</option>
                    <option value="en" lang="en">English</option>
                  </select>
                </app-field>
                @if (sender.refusal(); as text) {
                  <app-notice tone="bad">{{ text }}</app-notice>
                }
                <button app-button kind="primary" type="submit" [wide]="true" [busy]="sender.sending()">
                  {{ 'common.save' | transloco }}
                </button>
              </form>
            </div>
          }
        </ng-template>
      </app-page-state>
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
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Contact implements MayHaveUnsaved {
  protected readonly me = apiResource('/api/platform/me');
  protected readonly form = new FormGroup({
    phone: new FormControl('', { nonNullable: true }),
    email: new FormControl('', { nonNullable: true, validators: [Validators.email] }),
    language: new FormControl('zh-CN', { nonNullable: true }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);

  constructor() {
    effect(() => {
      if (this.me.hasValue()) {
        const { phone, email, language } = this.me.value();
        this.form.reset({ phone: (phone ?? '').replace(/^\+86/, ''), email: email ?? '', language });
      }
    });
  }

  hasUnsaved(): boolean {
    return this.form.dirty;
  }

  protected save(): Promise<void> {
    return this.sender.send(async () => {
      const { phone, email, language } = this.form.getRawValue();
      const body = { phone: phone.trim() || null, email: email.trim() || null, language };
      await this.api.put('/api/platform/me/contact', { body });
      this.form.markAsPristine();
      this.me.reload();
      this.toasts.show({ text: 'account.contactSaved' });
    });
  }
}
