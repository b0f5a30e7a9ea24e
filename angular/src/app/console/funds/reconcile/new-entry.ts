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
import { FormArray, FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { Api, newIntent } from '../../../core/api/api';
import { Shape } from '../../../core/api/shapes';
import { SessionStore } from '../../../core/session/session-store';
import { localDay } from '../../../shared/domain/dates';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DayPipe, TimeHere } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { Field, Input } from '../../../shared/ui/field';
import { formSender } from '../../../shared/ui/form-sender';
import { Notice } from '../../../shared/ui/notice';
import { Chip, Chips } from '../../ui/chips';
import { AccountRole, Book, StatementLine } from '../funds-api';
import { partsOf, restOf, rolesFor, typedFen } from './parts';

type Kind = 'gift' | 'other';
type DonorKind = 'Person' | 'Organisation' | 'None';

/** An organisation's name says so itself. */
const ORGANISATION = /公司|商店|商行|超市|幼儿园|学校|医院|中心|协会|基金会|联盟|社|店|厂|委员会|银行/;

/** A line of the bank becomes an entry and is matched with it, in one step: a gift, or interest, fees and the like. */
@Component({
  selector: 'app-new-entry',
  imports: [Button, Chips, DayPipe, Field, Input, MoneyPipe, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
      <div class="facts">
        <p class="row spread">
          <strong>{{ line().counterparty || ('reconcile.nobody' | transloco) }}</strong>
          <strong class="number">{{ line().openFen | appMoney }}</strong>
        </p>
        <p class="soft">{{ line().date | appDay }} · {{ line().memo }}</p>
      </div>
      @if (kinds().length > 1) {
        <app-chips
          [label]="'reconcile.entryKind' | transloco"
          [options]="kinds()"
          [single]="true"
          [chosen]="[kind()]"
          (chosenChange)="setKind($event[0]!)"
        />
      }
      @if (kind() === 'other') {
        <app-field label="reconcile.role">
          <select app-input formControlName="role">
            @for (role of roles(); track role) {
              <option [value]="role">{{ 'reconcile.roleOf.' + role | transloco }}</option>
            }
          </select>
        </app-field>
        <app-field label="reconcile.text" hint="reconcile.textHint">
          <input app-input formControlName="text" autocomplete="off" />
        </app-field>
      } @else {
        <app-field label="reconcile.donorKind">
          <select app-input formControlName="donorKind">
            @for (one of donorKinds; track one) {
              <option [value]="one">{{ 'reconcile.donorKindOf.' + one | transloco }}</option>
            }
          </select>
        </app-field>
        @if (form.controls.donorKind.value !== 'None') {
          <app-field label="reconcile.donorName">
            <input app-input formControlName="donorName" autocomplete="off" />
          </app-field>
          <label class="tick">
            <input type="checkbox" formControlName="showFull" />
            <span>{{ 'reconcile.showFull' | transloco }}</span>
          </label>
        }
      }
      <fieldset class="stack" formArrayName="parts">
        <legend>{{ 'reconcile.whichFund' | transloco }}</legend>
        @for (part of form.controls.parts.controls; track part; let index = $index) {
          <div class="part" [formGroupName]="index">
            <app-field label="reconcile.fund">
              <select app-input formControlName="fundId">
                @for (fund of funds(); track fund.id) {
                  <option [value]="fund.id">{{ fund.code }} {{ fund.name }}</option>
                }
              </select>
            </app-field>
            @if (form.controls.parts.length > 1) {
              <app-field label="reconcile.amount">
                <input app-input formControlName="amount" inputmode="decimal" autocomplete="off" />
              </app-field>
              <button app-button type="button" (click)="drop(index)">
                {{ 'reconcile.dropPart' | transloco }}<span class="sr-only"> {{ index + 1 }}</span>
              </button>
            }
          </div>
        }
        <div>
          <button app-button type="button" (click)="split()">{{ 'reconcile.split' | transloco }}</button>
        </div>
        @if (notEven(); as rest) {
          <p class="bad" role="alert">{{ 'reconcile.notEven' | transloco: { amount: (rest | appMoney) } }}</p>
        }
      </fieldset>
      @if (isClosed()) {
        <app-notice>{{ 'reconcile.lineMonthClosed' | transloco }}</app-notice>
        <app-field label="reconcile.bookOn"><input app-input type="date" formControlName="date" /></app-field>
      }
      @if (sender.refusal(); as text) {
        <app-notice tone="bad">{{ text }}</app-notice>
      }
      <button app-button kind="primary" type="submit" [busy]="sender.sending()">
        {{ 'reconcile.bookAndMatch' | transloco }}
      </button>
    </form>
  `,
  styles: `
    .facts {
      padding: 0.75rem 1rem;
      border-radius: 0.625rem;
      background: var(--tint);
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin: 0 0 0.375rem;
      padding: 0;
      border: 0;
      font-size: 1rem;
      font-weight: 600;
    }
    .part {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.5rem;
      padding-bottom: 0.5rem;
    }
    .tick {
      display: flex;
      gap: 0.75rem;
      align-items: center;
      min-height: var(--touch);
    }
    .tick input {
      flex: none;
      width: 1.5rem;
      height: 1.5rem;
    }
    .bad {
      color: var(--bad);
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewEntry implements OnInit {
  readonly line = input.required<StatementLine>();
  readonly book = input.required<Book>();
  /** The match that came of it. */
  readonly booked = output<string>();

  protected readonly donorKinds: readonly DonorKind[] = ['Person', 'Organisation', 'None'];
  protected readonly form = new FormGroup({
    role: new FormControl<AccountRole>('OtherIncome', { nonNullable: true }),
    text: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(200)] }),
    donorKind: new FormControl<DonorKind>('Person', { nonNullable: true }),
    donorName: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(100)] }),
    showFull: new FormControl(false, { nonNullable: true }),
    parts: new FormArray<ReturnType<typeof newPart>>([]),
    date: new FormControl('', { nonNullable: true }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement, {
    names: { 'parts[0].donor.new.name': 'donorName' },
  });
  protected readonly kind = signal<Kind>('other');
  protected readonly notEven = signal<number | null>(null);
  readonly dirty = signal(false);

  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly here = inject(TimeHere);
  private intent = newIntent();

  protected readonly funds = computed(() => this.book().funds.filter((fund) => fund.state === 'Active'));
  protected readonly roles = computed(() => rolesFor(this.line().openFen));
  protected readonly isClosed = computed(() => this.line().date <= this.book().closedThrough);
  protected readonly kinds = computed<Chip<Kind>[]>(() => {
    const other = { value: 'other' as const, text: this.transloco.translate('reconcile.kindOther') };
    const mayBeGift = this.line().openFen > 0 && this.session.can('Funds.RecordGifts');
    return mayBeGift ? [{ value: 'gift', text: this.transloco.translate('reconcile.kindGift') }, other] : [other];
  });

  ngOnInit(): void {
    const line = this.line();
    const known = line.booking;
    this.form.controls.parts.push(newPart(known?.fundId ?? this.funds()[0]?.id ?? '', typedFen(line.openFen)));
    this.form.patchValue({
      role: (known?.role as AccountRole | undefined) ?? this.roles()[0],
      text: known?.text ?? [line.memo, line.counterparty].filter((part) => part !== '').join(' '),
      donorKind: line.counterparty === '' ? 'None' : ORGANISATION.test(line.counterparty) ? 'Organisation' : 'Person',
      donorName: line.counterparty,
      showFull: ORGANISATION.test(line.counterparty),
      date: this.isClosed() ? localDay(this.here.now().toISOString(), this.here.place().timeZone) : line.date,
    });
    this.setKind(known || this.kinds().length === 1 ? 'other' : 'gift');
    this.form.valueChanges.subscribe(() => {
      this.dirty.set(this.form.dirty);
      this.notEven.set(null);
      this.intent = newIntent();
    });
  }

  protected setKind(kind: Kind): void {
    this.kind.set(kind);
    const { text, donorName } = this.form.controls;
    text.setValidators(kind === 'other' ? [Validators.required, Validators.maxLength(200)] : []);
    text.updateValueAndValidity();
    donorName.updateValueAndValidity();
  }

  protected split(): void {
    const { parts } = this.form.controls;
    const rest = restOf(
      this.line().openFen,
      parts.controls.map((part) => part.controls.amount.value),
    );
    const taken = new Set(parts.controls.map((part) => part.controls.fundId.value));
    const next = this.funds().find((fund) => !taken.has(fund.id)) ?? this.funds()[0];
    parts.push(newPart(next?.id ?? '', rest > 0 ? typedFen(rest) : ''));
    this.form.markAsDirty();
  }

  protected drop(index: number): void {
    const { parts } = this.form.controls;
    parts.removeAt(index);
    if (parts.length === 1) {
      parts.controls[0]!.controls.amount.setValue(typedFen(this.line().openFen));
    }
  }

  protected send(): Promise<void> {
    const { donorKind, donorName, parts } = this.form.getRawValue();
    if (this.kind() === 'gift' && donorKind !== 'None' && donorName.trim() === '') {
      this.form.controls.donorName.setErrors({ required: true });
    }
    const typed = parts.map((part) => part.amount);
    const amounts = partsOf(this.line().openFen, typed);
    if (!amounts) {
      this.notEven.set(restOf(this.line().openFen, typed));
      return Promise.resolve();
    }
    return this.sender.send(async () => {
      const { matchId } = await (this.kind() === 'gift' ? this.asGift(amounts) : this.asEntry(amounts));
      this.dirty.set(false);
      this.booked.emit(matchId);
    });
  }

  private asEntry(amounts: readonly number[]) {
    const { role, text, parts, date } = this.form.getRawValue();
    return this.api.post('/api/funds/statement-lines/{lineId}/entry', {
      path: { lineId: this.line().id },
      body: {
        text: text.trim(),
        parts: parts.map((part, index) => ({ fundId: part.fundId, role, fen: amounts[index]! })),
        date: this.isClosed() ? date : null,
      },
      intent: this.intent,
    });
  }

  private asGift(amounts: readonly number[]) {
    const { donorKind, donorName, showFull, parts, date } = this.form.getRawValue();
    const donor = donorKind === 'None' ? null : { new: { kind: donorKind, name: donorName.trim() } };
    const display: Shape<'DonorDisplay'> = donor === null ? 'Anonymous' : showFull ? 'FullName' : 'Masked';
    return this.api.post('/api/funds/statement-lines/{lineId}/gifts', {
      path: { lineId: this.line().id },
      body: {
        parts: parts.map((part, index) => ({ fundId: part.fundId, fen: amounts[index]!, donor, display })),
        date: this.isClosed() ? date : null,
      },
      intent: this.intent,
    });
  }
}

function newPart(fundId: string, amount: string) {
  return new FormGroup({
    fundId: new FormControl(fundId, { nonNullable: true, validators: [Validators.required] }),
    amount: new FormControl(amount, { nonNullable: true, validators: [Validators.required] }),
  });
}
