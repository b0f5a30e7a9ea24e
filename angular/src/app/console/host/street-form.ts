import { ChangeDetectionStrategy, Component, ElementRef, inject, output, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import { Shape } from '../../core/api/shapes';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { CODE } from '../ui/community-form';

/** A new street office and its first officer. */
@Component({
  selector: 'app-street-form',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
      <app-field label="host.name" hint="host.streetNameHint"><input app-input formControlName="name" /></app-field>
      <app-field label="host.nameEn"><input app-input formControlName="nameEn" lang="en" /></app-field>
      <app-field label="host.code" hint="host.codeHint">
        <input app-input formControlName="code" autocapitalize="none" spellcheck="false" />
      </app-field>
      <app-field label="host.phone"><input app-input formControlName="phone" type="tel" inputmode="tel" /></app-field>
      <app-field label="host.officerName" hint="host.officerHint">
        <input app-input formControlName="officerName" autocomplete="off" />
      </app-field>
      @if (sender.refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <button app-button kind="primary" type="submit" [busy]="sender.sending()">{{ 'host.create' | transloco }}</button>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StreetForm {
  readonly founded = output<{ street: string; officer: string; invitation: Shape<'InvitationLink'> }>();
  readonly touched = output<boolean>();

  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    nameEn: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    code: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.pattern(CODE)] }),
    phone: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    officerName: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement);

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
      const body = this.form.getRawValue();
      const { invitation } = await this.api.post('/api/platform/streets', { body, intent: this.intent });
      this.touched.emit(false);
      this.founded.emit({ street: body.name, officer: body.officerName, invitation });
    });
  }
}
