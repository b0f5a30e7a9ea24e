import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../../core/api/api';
import { Button } from '../../../shared/ui/button';
import { Field, Input } from '../../../shared/ui/field';
import { formSender } from '../../../shared/ui/form-sender';
import { Notice } from '../../../shared/ui/notice';
import { Book, MoneyAccount } from '../funds-api';

/** Where money really lies: a bank account, a wallet, a cash box. */
@Component({
  selector: 'app-money-account-form',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
      <app-field label="funds.accountKind">
        <select app-input formControlName="kind">
          @for (one of kinds; track one) {
            <option [value]="one">{{ 'funds.accountKindOf.' + one | transloco }}</option>
          }
        </select>
      </app-field>
      <app-field label="funds.accountName" hint="funds.accountNameHint">
        <input app-input formControlName="name" autocomplete="off" />
      </app-field>
      <app-field label="funds.accountNumber" hint="funds.accountNumberHint">
        <input app-input formControlName="number" inputmode="numeric" autocomplete="off" />
      </app-field>
      @if (sender.refusal(); as refused) {
        <app-notice tone="bad">{{ refused }}</app-notice>
      }
      <button app-button kind="primary" type="submit" [busy]="sender.sending()">
        {{ 'funds.newAccount' | transloco }}
      </button>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MoneyAccountForm {
  readonly book = input.required<Book>();
  readonly saved = output();
  readonly touched = output<boolean>();

  protected readonly kinds: readonly MoneyAccount['kind'][] = ['BankAccount', 'Wallet', 'CashBox', 'ProviderBalance'];
  protected readonly form = new FormGroup({
    kind: new FormControl<MoneyAccount['kind']>('BankAccount', { nonNullable: true }),
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(100)] }),
    number: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(60)] }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement);
  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private intent = newIntent();

  constructor() {
    const { kind, number } = this.form.controls;
    // Only a bank account always has a number.
    kind.valueChanges.pipe(takeUntilDestroyed()).subscribe((value) => {
      const longest = Validators.maxLength(60);
      number.setValidators(value === 'BankAccount' ? [Validators.required, longest] : [longest]);
      number.updateValueAndValidity();
    });
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      this.touched.emit(this.form.dirty);
      this.intent = newIntent();
    });
  }

  protected send(): Promise<void> {
    return this.sender.send(async () => {
      const { kind, name, number } = this.form.getRawValue();
      await this.api.post('/api/funds/books/{bookId}/money-accounts', {
        path: { bookId: this.book().id },
        body: { kind, name, number: number.trim() || null },
        intent: this.intent,
      });
      this.saved.emit();
    });
  }
}
