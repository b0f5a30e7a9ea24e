import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, ValidatorFn, Validators } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { toProblem } from '../../core/http/problem';
import { Language } from '../../core/i18n/language';
import { newPassword } from '../../core/session/password-rules';
import { SessionStore } from '../../core/session/session-store';
import { localDay } from '../../shared/domain/dates';
import { TimeHere } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { ConsentBox } from '../../shared/ui/consent-box';
import { Field, Input } from '../../shared/ui/field';
import { formSender } from '../../shared/ui/form-sender';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { PasswordField } from '../../shared/ui/password-field';
import { MayHaveUnsaved } from '../../shared/ui/unsaved';
import { ageOn, parseBirthDate } from './birth-date';

/** Open registration: somebody becomes a volunteer of a community on their own phone. */
@Component({
  selector: 'app-join',
  imports: [
    Button,
    ConsentBox,
    Field,
    Input,
    Notice,
    PageState,
    PasswordField,
    ReactiveFormsModule,
    RouterLink,
    TranslocoPipe,
  ],
  templateUrl: './join.html',
  styleUrl: './join.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Join implements MayHaveUnsaved {
  /** The community's short name, from the link or the poster. */
  readonly code = input.required<string>();

  protected readonly language = inject(Language);
  private readonly here = inject(TimeHere);
  private readonly today = localDay(this.here.now().toISOString(), inject(SessionStore).timeZone());

  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(100)] }),
    phone: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    birthDate: new FormControl('', { nonNullable: true, validators: [Validators.required, this.birthDateRule()] }),
    email: new FormControl('', { nonNullable: true, validators: [Validators.email] }),
    password: new FormControl('', { nonNullable: true, validators: newPassword }),
    guardianName: new FormControl('', { nonNullable: true }),
    guardianPhone: new FormControl('', { nonNullable: true }),
    consent: new FormControl(false, { nonNullable: true, validators: [Validators.requiredTrue] }),
  });
  protected readonly registration = apiResource('/api/platform/communities/{code}/registration', () => {
    // The words to agree to come in the language of the screen.
    this.language.current();
    return { path: { code: this.code() } };
  });
  /** A mistyped link is an answer, not a failure to load. */
  protected readonly unknown = computed(() => {
    const error = this.registration.error();
    return error !== undefined && toProblem(error).status === 404;
  });
  protected readonly needsGuardian = computed(() => {
    const birth = parseBirthDate(this.birthDate(), this.today);
    const least = this.registration.hasValue() ? this.registration.value().guardianBelowAge : 0;
    return birth !== null && ageOn(birth, this.today) < least;
  });
  protected readonly tried = signal(false);
  protected readonly userName = signal<string | null>(null);
  protected readonly consented = toSignal(this.form.controls.consent.valueChanges, { initialValue: false });

  private readonly birthDate = toSignal(this.form.controls.birthDate.valueChanges, { initialValue: '' });
  protected readonly sender = formSender(this.form, () => this.formElement()?.nativeElement);

  private readonly formElement = viewChild<ElementRef<HTMLFormElement>>('formElement');
  private readonly session = inject(SessionStore);
  private readonly api = inject(Api);

  hasUnsaved(): boolean {
    return this.form.dirty && this.userName() === null;
  }

  protected placeName(): string {
    const place = this.registration.value();
    return (this.language.current() === 'en' ? place?.communityEn : place?.community) ?? '';
  }

  protected send(): Promise<void> {
    this.tried.set(true);
    this.askGuardian();
    return this.sender.send(async () => {
      const { birthDate, email, guardianName, guardianPhone, ...rest } = this.form.getRawValue();
      const { userName } = await this.api.post('/api/platform/communities/{code}/registrations', {
        path: { code: this.code() },
        body: {
          ...rest,
          birthDate: parseBirthDate(birthDate, this.today) ?? '',
          email: email.trim() || null,
          guardian: this.needsGuardian() ? { name: guardianName, phone: guardianPhone } : null,
        },
      });
      await this.session.load();
      this.userName.set(userName);
    });
  }

  private askGuardian(): void {
    const { guardianName, guardianPhone } = this.form.controls;
    for (const control of [guardianName, guardianPhone]) {
      control.setValidators(this.needsGuardian() ? [Validators.required] : []);
      control.updateValueAndValidity();
    }
  }

  private birthDateRule(): ValidatorFn {
    return ({ value }) => (!value || parseBirthDate(String(value), this.today) ? null : { birthDate: true });
  }
}
