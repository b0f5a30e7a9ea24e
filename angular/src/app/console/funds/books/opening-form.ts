import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  OnInit,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { FormArray, FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource, newIntent } from '../../../core/api/api';
import { parseFen } from '../../../shared/domain/fen';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DayPipe } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { Field, Input } from '../../../shared/ui/field';
import { formSender } from '../../../shared/ui/form-sender';
import { Notice } from '../../../shared/ui/notice';
import { Book } from '../funds-api';

/** What every fund had, account by account, when the books were opened. Posted once. */
@Component({
  selector: 'app-opening-form',
  imports: [Button, DayPipe, Field, Input, MoneyPipe, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
      <p>{{ 'funds.openingText' | transloco: { day: (book().opensOn | appDay) } }}</p>
      @if (form.controls.rows.length === 0) {
        <app-notice>{{ 'funds.openingNeeds' | transloco }}</app-notice>
      }
      <div class="stack" formArrayName="rows">
        @for (row of form.controls.rows.controls; track row; let index = $index) {
          <div class="row pair" [formGroupName]="index">
            <span class="what">
              <strong>{{ row.value.accountName }}</strong> <span class="soft">{{ row.value.fundName }}</span>
            </span>
            <app-field label="reconcile.amount">
              <input app-input formControlName="amount" inputmode="decimal" autocomplete="off" />
            </app-field>
          </div>
        }
      </div>
      <p class="row spread">
        <span>{{ 'hostStatement.together' | transloco }}</span> <strong class="number">{{ total() | appMoney }}</strong>
      </p>
      @if (nothing()) {
        <p class="bad" role="alert">{{ 'funds.openingNothing' | transloco }}</p>
      }
      @if (chart.error()) {
        <app-notice tone="bad">{{ 'common.loadFailed' | transloco }}</app-notice>
      }
      @if (sender.refusal(); as refused) {
        <app-notice tone="bad">{{ refused }}</app-notice>
      }
      <button app-button kind="primary" type="submit" [busy]="sender.sending()">
        {{ 'funds.openingPost' | transloco }}
      </button>
    </form>
  `,
  styles: `
    .pair {
      align-items: flex-end;
      justify-content: space-between;
      padding-bottom: 0.75rem;
      border-bottom: 1px solid var(--line);
    }
    .what {
      display: grid;
      flex: 1 1 10rem;
    }
    .pair app-field {
      flex: 1 1 10rem;
    }
    .bad {
      color: var(--bad);
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpeningForm implements OnInit {
  readonly book = input.required<Book>();
  readonly saved = output();
  readonly touched = output<boolean>();

  protected readonly chart = apiResource('/api/funds/books/{bookId}/chart', () => ({
    path: { bookId: this.book().id },
    query: { on: this.book().opensOn },
  }));
  protected readonly form = new FormGroup({ rows: new FormArray<ReturnType<typeof newRow>>([]) });
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement);
  protected readonly nothing = signal(false);
  protected readonly total = computed(() => this.amounts().reduce((sum, fen) => sum + fen, 0));
  private readonly amounts = signal<readonly number[]>([]);
  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private intent = newIntent();

  ngOnInit(): void {
    for (const account of this.book().moneyAccounts.filter((one) => !one.isClosed)) {
      for (const fund of this.book().funds) {
        this.form.controls.rows.push(newRow(account.id, account.name, account.role, fund.id, fund.name));
      }
    }
    this.form.valueChanges.subscribe(() => {
      this.touched.emit(this.form.dirty);
      this.nothing.set(false);
      this.amounts.set(this.form.getRawValue().rows.map((row) => parseFen(row.amount) ?? 0));
      this.intent = newIntent();
    });
  }

  protected send(): Promise<void> {
    const codes = this.chart.hasValue() ? this.chart.value().accounts : [];
    const lines = this.form.getRawValue().rows.flatMap((row) => {
      const fen = parseFen(row.amount) ?? 0;
      const account = codes.find((one) => one.role === row.role)?.code;
      return fen === 0 || !account ? [] : [{ account, fen, fundId: row.fundId, moneyAccountId: row.moneyAccountId }];
    });
    if (this.form.valid && lines.length === 0) {
      this.nothing.set(true);
      return Promise.resolve();
    }
    return this.sender.send(async () => {
      await this.api.post('/api/funds/books/{bookId}/opening', {
        path: { bookId: this.book().id },
        body: { lines },
        intent: this.intent,
      });
      this.saved.emit();
    });
  }
}

function newRow(moneyAccountId: string, accountName: string, role: string, fundId: string, fundName: string) {
  const fixed = (value: string) => new FormControl(value, { nonNullable: true });
  return new FormGroup({
    moneyAccountId: fixed(moneyAccountId),
    accountName: fixed(accountName),
    role: fixed(role),
    fundId: fixed(fundId),
    fundName: fixed(fundName),
    amount: new FormControl('', {
      nonNullable: true,
      validators: [({ value }) => (value === '' || (parseFen(String(value)) ?? -1) >= 0 ? null : { amount: true })],
    }),
  });
}
