import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  input,
  OnInit,
  output,
  viewChild,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../../core/api/api';
import { Button } from '../../../shared/ui/button';
import { Field, Input } from '../../../shared/ui/field';
import { formSender } from '../../../shared/ui/form-sender';
import { Notice } from '../../../shared/ui/notice';
import { Book } from '../funds-api';

const STANDARDS = ['Npo2024', 'Npo2004'] as const;
/** Inside the book the server keeps them together. */
const HOST_FIELDS = [
  ['name', 'hostName'],
  ['nameEn', 'hostNameEn'],
  ['creditCode', 'creditCode'],
  ['certificate', 'certificate'],
  ['phone', 'phone'],
  ['website', 'website'],
] as const;
const text = (most: number) =>
  new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(most)] });
const optional = (most: number) => new FormControl('', { nonNullable: true, validators: [Validators.maxLength(most)] });

/** Books are opened under a host charity; what donors must be shown about it stands here too. */
@Component({
  selector: 'app-book-form',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, TranslocoPipe],
  template: `
    <form #formElement class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
      <app-field label="funds.bookName"><input app-input formControlName="name" autocomplete="off" /></app-field>
      @if (!book()) {
        <app-field label="funds.standard">
          <select app-input formControlName="standard">
            @for (one of standards; track one) {
              <option [value]="one">{{ 'funds.standardOf.' + one | transloco }}</option>
            }
          </select>
        </app-field>
        <app-field label="funds.opensOn" hint="funds.opensOnHint">
          <input app-input type="date" formControlName="opensOn" />
        </app-field>
      }
      <h3>{{ 'funds.hostCharity' | transloco }}</h3>
      <app-field label="funds.hostName"><input app-input formControlName="hostName" autocomplete="off" /></app-field>
      <app-field label="funds.hostNameEn">
        <input app-input formControlName="hostNameEn" lang="en" autocomplete="off" />
      </app-field>
      <app-field label="funds.creditCode"
        ><input app-input formControlName="creditCode" autocomplete="off"
      /></app-field>
      <app-field label="funds.certificate" hint="funds.certificateHint">
        <input app-input formControlName="certificate" autocomplete="off" />
      </app-field>
      <app-field label="funds.phone"
        ><input app-input formControlName="phone" type="tel" autocomplete="off"
      /></app-field>
      <app-field label="funds.website">
        <input app-input formControlName="website" type="url" autocomplete="off" />
      </app-field>
      <label class="tick">
        <input type="checkbox" formControlName="onlinePayment" />
        <span
          >{{ 'funds.onlinePayment' | transloco }}<br /><span class="soft">{{
            'funds.onlinePaymentHint' | transloco
          }}</span></span
        >
      </label>
      @if (sender.refusal(); as refused) {
        <app-notice tone="bad">{{ refused }}</app-notice>
      }
      <button app-button kind="primary" type="submit" [busy]="sender.sending()">{{ 'common.save' | transloco }}</button>
    </form>
  `,
  styles: `
    .tick {
      display: flex;
      gap: 0.75rem;
      align-items: flex-start;
    }
    .tick input {
      flex: none;
      width: 1.5rem;
      height: 1.5rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookForm implements OnInit {
  readonly book = input<Book>();
  readonly saved = output();
  readonly touched = output<boolean>();

  protected readonly standards = STANDARDS;
  protected readonly form = new FormGroup({
    name: text(100),
    standard: new FormControl<(typeof STANDARDS)[number]>('Npo2024', { nonNullable: true }),
    opensOn: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    hostName: text(200),
    hostNameEn: text(200),
    creditCode: text(40),
    certificate: optional(60),
    phone: text(40),
    website: optional(200),
    onlinePayment: new FormControl(false, { nonNullable: true }),
  });
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement, {
    names: Object.fromEntries(HOST_FIELDS.map(([field, control]) => [`host.${field}`, control])),
  });
  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private intent = newIntent();

  ngOnInit(): void {
    const book = this.book();
    if (book) {
      const { host } = book;
      this.form.reset({
        name: book.name,
        standard: book.standard,
        opensOn: book.opensOn,
        hostName: host.name,
        hostNameEn: host.nameEn,
        creditCode: host.creditCode,
        certificate: host.certificate ?? '',
        phone: host.phone,
        website: host.website ?? '',
        onlinePayment: book.onlinePayment,
      });
    }
    this.form.valueChanges.subscribe(() => {
      this.touched.emit(this.form.dirty);
      this.intent = newIntent();
    });
  }

  protected send(): Promise<void> {
    return this.sender.send(async () => {
      const it = this.form.getRawValue();
      const host = {
        name: it.hostName,
        nameEn: it.hostNameEn,
        creditCode: it.creditCode,
        certificate: it.certificate.trim() || null,
        phone: it.phone,
        website: it.website.trim() || null,
      };
      const book = this.book();
      await (book
        ? this.api.put('/api/funds/books/{bookId}', {
            path: { bookId: book.id },
            body: { name: it.name, host, onlinePayment: it.onlinePayment },
          })
        : this.api.post('/api/funds/books', {
            body: { name: it.name, host, standard: it.standard, opensOn: it.opensOn, onlinePayment: it.onlinePayment },
            intent: this.intent,
          }));
      this.saved.emit();
    });
  }
}
