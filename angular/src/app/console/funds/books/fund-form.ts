import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../../core/api/api';
import { Button } from '../../../shared/ui/button';
import { Field, Input } from '../../../shared/ui/field';
import { formSender } from '../../../shared/ui/form-sender';
import { Notice } from '../../../shared/ui/notice';
import { Book, Fund } from '../funds-api';

const CODE = /^[A-Z0-9][A-Z0-9-]*$/;
const text = (most: number) =>
  new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(most)] });

/** A new fund: what the money may be used for is decided here, once. */
@Component({
  selector: 'app-fund-form',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
      <app-field label="funds.fundName"><input app-input formControlName="name" autocomplete="off" /></app-field>
      <app-field label="funds.fundNameEn">
        <input app-input formControlName="nameEn" lang="en" autocomplete="off" />
      </app-field>
      <app-field label="funds.fundCode" hint="funds.fundCodeHint">
        <input app-input formControlName="code" autocapitalize="characters" autocomplete="off" spellcheck="false" />
      </app-field>
      <app-field label="funds.restriction" hint="funds.restrictionHint">
        <select app-input formControlName="restriction">
          @for (one of restrictions; track one) {
            <option [value]="one">{{ 'funds.restrictionOf.' + one | transloco }}</option>
          }
        </select>
      </app-field>
      <app-field label="funds.level">
        <select app-input formControlName="level">
          @for (one of levels; track one) {
            <option [value]="one">{{ 'funds.levelOf.' + one | transloco }}</option>
          }
        </select>
      </app-field>
      <app-field label="funds.purpose" hint="funds.purposeHint">
        <textarea app-input rows="4" formControlName="purpose"></textarea>
      </app-field>
      @if (sender.refusal(); as refused) {
        <app-notice tone="bad">{{ refused }}</app-notice>
      }
      <button app-button kind="primary" type="submit" [busy]="sender.sending()">
        {{ 'funds.newFund' | transloco }}
      </button>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FundForm {
  readonly book = input.required<Book>();
  readonly saved = output();
  readonly touched = output<boolean>();

  protected readonly restrictions: readonly Fund['restriction'][] = ['Restricted', 'Unrestricted'];
  protected readonly levels: readonly Fund['level'][] = ['Community', 'Street'];
  protected readonly form = new FormGroup({
    name: text(100),
    nameEn: text(100),
    code: new FormControl('', {
      nonNullable: true,
      validators: [Validators.required, Validators.maxLength(20), Validators.pattern(CODE)],
    }),
    restriction: new FormControl<Fund['restriction']>('Restricted', { nonNullable: true }),
    level: new FormControl<Fund['level']>('Community', { nonNullable: true }),
    purpose: text(1000),
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
      await this.api.post('/api/funds/books/{bookId}/funds', {
        path: { bookId: this.book().id },
        body: this.form.getRawValue(),
        intent: this.intent,
      });
      this.saved.emit();
    });
  }
}
