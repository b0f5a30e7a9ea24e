import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import type { components } from '../../core/api/schema';
import { Language } from '../../core/i18n/language';
import { TimeHere, TimeRangePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { Chip, Chips } from '../ui/chips';
import { clockAt } from '../ui/clock';
import { DutyChange, EditRequest, EditScope } from './duties.api';
import { DutyDetail, endsNextDay, keepLength, minutesFrom } from './duty-draft';
import { EditPreviewPanel } from './edit-preview-panel';
import { PlaceChoice } from './place-choice';

export type DutyDate = components['schemas']['GetDutyDate'];
type What = 'time' | 'cancel' | 'places' | 'place' | 'text';

const WHATS: readonly What[] = ['time', 'cancel', 'places', 'place', 'text'];
const SCOPES: readonly EditScope[] = ['This', 'Following', 'All'];

/** From one date: what changes, for which dates, and then a look at all of it before it is done. */
@Component({
  selector: 'app-edit-dates',
  imports: [
    Button,
    Chips,
    Drawer,
    EditPreviewPanel,
    Field,
    Input,
    Notice,
    PlaceChoice,
    ReactiveFormsModule,
    TimeRangePipe,
    TranslocoPipe,
  ],
  templateUrl: './edit-dates.html',
  styleUrl: './edit-dates.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EditDates {
  readonly duty = input.required<DutyDetail>();
  readonly date = input.required<DutyDate>();
  readonly closed = output();
  readonly done = output<string>();

  protected readonly what = signal<What>('time');
  protected readonly scope = signal<EditScope>('This');
  protected readonly request = signal<EditRequest | null>(null);
  protected readonly wrong = signal<string | null>(null);
  protected readonly form = new FormGroup({
    date: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    startTime: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    endTime: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    places: new FormControl<number | null>(null, [Validators.required, Validators.min(0), Validators.max(1_000)]),
    placeId: new FormControl('', { nonNullable: true }),
    title: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(100)] }),
    titleEn: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(200)] }),
    description: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(4_000)] }),
    reason: new FormControl('', { nonNullable: true, validators: [Validators.maxLength(300)] }),
  });
  protected readonly whats = this.chips(WHATS, 'edit.whatOf.');
  protected readonly scopes = this.chips(SCOPES, 'edit.scopeOf.');
  protected readonly values = toSignal(this.form.valueChanges);
  protected readonly nextDay = computed(() => {
    this.values();
    return endsNextDay(this.form.controls.startTime.value, this.form.controls.endTime.value);
  });

  private readonly here = inject(TimeHere);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);

  constructor() {
    const length = keepLength(this.form.controls.startTime, this.form.controls.endTime);
    inject(DestroyRef).onDestroy(() => length.unsubscribe());
    effect(() => {
      const [duty, date] = [this.duty(), this.date()];
      untracked(() =>
        this.form.reset({
          date: date.localDate,
          startTime: this.clock(date.startsAt),
          endTime: this.clock(date.endsAt),
          places: duty.who.places,
          placeId: duty.placeId,
          title: duty.text.title,
          titleEn: duty.text.titleEn ?? '',
          description: duty.text.description,
        }),
      );
    });
  }

  protected look(): void {
    this.wrong.set(null);
    const { date, startTime, endTime, places, title, reason } = this.form.controls;
    const needed = {
      time: this.scope() === 'This' ? [date, startTime, endTime] : [startTime, endTime],
      cancel: [],
      places: [places],
      place: [],
      text: [title],
    }[this.what()];
    needed.forEach((control) => control.markAsTouched());
    reason.markAsTouched();
    if (this.what() === 'cancel' && reason.value.trim() === '') {
      reason.setErrors({ required: true });
      return;
    }
    if (needed.some((control) => control.invalid) || reason.invalid) {
      return;
    }
    const change = this.change();
    if (Object.keys(change).length === 0) {
      this.wrong.set('edit.nothingChanged');
      return;
    }
    this.request.set({
      scope: this.scope(),
      shiftId: this.date().shiftId,
      change,
      reason: this.form.controls.reason.value.trim() || null,
    });
  }

  /** Only what is other than before. */
  private change(): DutyChange {
    const values = this.form.getRawValue();
    const [duty, date] = [this.duty(), this.date()];
    switch (this.what()) {
      case 'cancel':
        return { cancel: true };
      case 'time': {
        const start = this.clock(date.startsAt);
        const minutes = minutesFrom(values.startTime, values.endTime);
        const before = minutesFrom(start, this.clock(date.endsAt));
        const change: DutyChange = {};
        if (this.scope() === 'This' && values.date !== date.localDate) {
          change.date = values.date;
        }
        if (values.startTime !== start) {
          change.startTime = values.startTime;
        }
        if (minutes !== before) {
          change.minutes = minutes;
        }
        return change;
      }
      case 'places':
        return { places: values.places };
      case 'place':
        return { placeId: values.placeId };
      case 'text': {
        const text = {
          title: values.title.trim(),
          titleEn: values.titleEn.trim() || null,
          description: values.description.trim(),
        };
        return JSON.stringify(text) === JSON.stringify(duty.text) ? {} : { text };
      }
    }
  }

  private clock(instant: string): string {
    return clockAt(instant, this.here.place().timeZone);
  }

  private chips<T extends string>(values: readonly T[], keys: string) {
    return computed<readonly Chip<T>[]>(() => {
      this.language.current();
      return values.map((value) => ({ value, text: this.transloco.translate(keys + value) }));
    });
  }
}
