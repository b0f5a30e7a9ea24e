import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import { Shape } from '../../core/api/shapes';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';

/** Short Latin name for addresses; the server checks the same. */
export const CODE = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/;

export interface Founded {
  readonly community: string;
  readonly secretary: string;
  readonly invitation: Shape<'InvitationLink'>;
}

/** A new community and the one person who can let others in. */
@Component({
  selector: 'app-community-form',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
      <app-field label="host.name" hint="host.communityNameHint"><input app-input formControlName="name" /></app-field>
      <app-field label="host.nameEn"><input app-input formControlName="nameEn" lang="en" /></app-field>
      <app-field label="host.code" hint="host.codeHint">
        <input app-input formControlName="code" autocapitalize="none" spellcheck="false" />
      </app-field>
      <app-field label="host.phone" hint="host.phoneHint">
        <input app-input formControlName="phone" type="tel" inputmode="tel" />
      </app-field>
      <app-field label="host.address"><input app-input formControlName="address" /></app-field>
      <h3>{{ 'host.firstSecretary' | transloco }}</h3>
      <p class="soft">{{ 'host.firstSecretaryHint' | transloco }}</p>
      <app-field label="host.secretaryName"
        ><input app-input formControlName="secretaryName" autocomplete="off"
      /></app-field>
      <app-field label="host.secretaryPhone">
        <input app-input formControlName="secretaryPhone" type="tel" inputmode="tel" autocomplete="off" />
      </app-field>
      <app-field label="host.secretaryEmail">
        <input app-input formControlName="secretaryEmail" type="email" inputmode="email" autocomplete="off" />
      </app-field>
      @if (sender.refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <button app-button kind="primary" type="submit" [busy]="sender.sending()">{{ 'host.create' | transloco }}</button>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CommunityForm {
  /** The street it belongs to; a street's own officer has only one. */
  readonly streetId = input<string | null>(null);
  readonly founded = output<Founded>();
  readonly touched = output<boolean>();

  protected readonly form = new FormGroup({
    name: required(),
    nameEn: required(),
    code: required(Validators.pattern(CODE)),
    phone: required(),
    address: required(),
    secretaryName: required(),
    secretaryPhone: required(),
    secretaryEmail: new FormControl('', { nonNullable: true, validators: [Validators.email] }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement, { names: NAMES });

  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private intent = newIntent();

  constructor() {
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      this.touched.emit(this.form.dirty);
      this.intent = newIntent();
    });
  }

  protected send(): Promise<void> {
    return this.sender.send(async () => {
      const { secretaryName, secretaryPhone, secretaryEmail, ...place } = this.form.getRawValue();
      const secretary = { name: secretaryName, phone: secretaryPhone, email: secretaryEmail.trim() || null };
      const community = { ...place, secretary };
      const streetId = this.streetId();
      const options = { intent: this.intent };
      const { invitation } = await (streetId === null
        ? this.api.post('/api/platform/street/communities', { ...options, body: { community } })
        : this.api.post('/api/platform/communities', { ...options, body: { streetId, community } }));
      this.touched.emit(false);
      this.founded.emit({ community: place.name, secretary: secretaryName, invitation });
    });
  }
}

const NAMES: Readonly<Record<string, string>> = {
  'community.code': 'code',
  'community.name': 'name',
  'community.nameEn': 'nameEn',
  'community.phone': 'phone',
  'community.address': 'address',
  'community.secretary.name': 'secretaryName',
  'community.secretary.phone': 'secretaryPhone',
  'community.secretary.email': 'secretaryEmail',
  // The secretary's own fields are read by the form for people, which knows no prefix.
  name: 'secretaryName',
  phone: 'secretaryPhone',
  email: 'secretaryEmail',
};

function required(...also: ReturnType<typeof Validators.pattern>[]) {
  return new FormControl('', { nonNullable: true, validators: [Validators.required, ...also] });
}
