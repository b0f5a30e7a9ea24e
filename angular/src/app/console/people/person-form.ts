import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import { toProblem } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { ConsentBasis, PersonDetails, Sex } from '../ui/people-api';

/** Somebody new on the register, or a correction of somebody on it. */
@Component({
  selector: 'app-person-form',
  imports: [Button, Field, Input, Notice, ReactiveFormsModule, TranslocoPipe],
  templateUrl: './person-form.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PersonForm {
  /** Whom to correct; nobody means somebody new. */
  readonly person = input<PersonDetails>();
  readonly saved = output<string>();
  readonly touched = output<boolean>();
  /** Somebody like this is on the register: show that one instead. */
  readonly openKnown = output<string>();

  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(100)] }),
    sex: new FormControl<Sex>('Unknown', { nonNullable: true }),
    birthDate: new FormControl('', { nonNullable: true }),
    phone: new FormControl('', { nonNullable: true }),
    email: new FormControl('', { nonNullable: true }),
    idNumber: new FormControl('', { nonNullable: true }),
    building: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(100)] }),
    language: new FormControl('zh-CN', { nonNullable: true }),
    consentBasis: new FormControl<ConsentBasis | ''>('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly isNew = computed(() => this.person() === undefined);
  protected readonly known = signal<string | null>(null);
  protected readonly sender = formSender(this.form, () => this.formElement().nativeElement, {
    refused: (error) => this.showKnown(error),
  });

  private readonly formElement = viewChild.required<ElementRef<HTMLFormElement>>('formElement');
  private readonly api = inject(Api);
  private intent = newIntent();

  constructor() {
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      this.touched.emit(this.form.dirty);
      // Another content is another wish.
      this.intent = newIntent();
    });
    effect(() => {
      const person = this.person();
      if (person) {
        const { name, sex, building, language, consentBasis } = person;
        this.form.reset({ name, sex, building: building ?? '', language, consentBasis });
      }
    });
  }

  protected save(evenIfKnown = false): Promise<void> {
    this.known.set(null);
    return this.sender.send(async () => this.saved.emit(await this.send(evenIfKnown)));
  }

  private showKnown(error: unknown): void {
    const { code, details } = toProblem(error);
    const known = details['personId'];
    this.known.set(code === 'Platform:PersonKnown' && typeof known === 'string' ? known : null);
  }

  private async send(evenIfKnown: boolean): Promise<string> {
    const person = this.person();
    const { name, sex, building, language, consentBasis, birthDate, phone, email, idNumber } = this.form.getRawValue();
    // An empty box means "not told" for somebody new and "leave as it is" for somebody known: what is masked was not shown.
    const told = {
      birthDate: birthDate || null,
      phone: phone.trim() || null,
      email: email.trim() || null,
      idNumber: idNumber.trim() || null,
    };
    if (person) {
      await this.api.put('/api/platform/people/{personId}', {
        path: { personId: person.id },
        body: { version: person.version, name, sex, language, building: building.trim() || null, ...told },
      });
      return person.id;
    }
    const body = {
      name,
      sex,
      building: building.trim() || null,
      consentBasis: consentBasis || 'PaperForm',
      evenIfKnown,
      ...told,
    } as const;
    const intent = evenIfKnown ? newIntent() : this.intent;
    return (await this.api.post('/api/platform/people', { body, intent })).id;
  }
}
