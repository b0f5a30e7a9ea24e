import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Language } from '../../core/i18n/language';
import {
  DatePipe,
  DateTimePipe,
  DayPipe,
  HoursPipe,
  TimeHere,
  TimePipe,
  WeekdayPipe,
} from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { StatusTag } from '../../shared/ui/status-tag';
import { OpenShift } from './shifts.api';
import { SigningUp } from './signing-up';

/** As the server has it by default; an earlier code is refused with the time from which it counts. */
const CHECK_IN_OPENS = 30 * 60_000;
const SIX_DIGITS = /^\d{6}$/;

/** One shift with the one thing to tap. What keeps me from it is said in words beside it. */
@Component({
  selector: 'app-shift-card',
  imports: [
    Button,
    DatePipe,
    DateTimePipe,
    DayPipe,
    HoursPipe,
    Notice,
    RouterLink,
    StatusTag,
    TimePipe,
    TranslocoPipe,
    WeekdayPipe,
  ],
  templateUrl: './shift-card.html',
  styleUrl: './shift-card.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShiftCard {
  readonly shift = input.required<OpenShift>();
  readonly headingLevel = input<2 | 3>(3);

  protected readonly signing = inject(SigningUp);
  private readonly language = inject(Language);
  private readonly here = inject(TimeHere);
  protected readonly digitsMissing = signal(false);

  protected readonly inEnglish = computed(() => this.language.current() === 'en');
  protected readonly title = computed(() => (this.inEnglish() && this.shift().titleEn) || this.shift().title);
  protected readonly place = computed(() => (this.inEnglish() && this.shift().placeNameEn) || this.shift().placeName);
  protected readonly busy = computed(() => this.signing.busyWith() === this.shift().shiftId);
  protected readonly refusal = computed(() => {
    const refusal = this.signing.refusal();
    return refusal?.shiftId === this.shift().shiftId ? refusal.text : null;
  });
  /** When the shift is on or about to begin, whoever is expected can say that they are there. */
  protected readonly isOn = computed(() => {
    const { startsAt, endsAt } = this.shift();
    const now = this.here.now().getTime();
    return now >= Date.parse(startsAt) - CHECK_IN_OPENS && now < Date.parse(endsAt);
  });
  protected readonly hasBegun = computed(() => Date.parse(this.shift().startsAt) <= this.here.now().getTime());

  protected arrive(box: HTMLInputElement): void {
    const digits = box.value.trim();
    this.digitsMissing.set(!SIX_DIGITS.test(digits));
    if (this.digitsMissing()) {
      box.focus();
    } else {
      void this.signing.arrive(this.shift(), digits);
    }
  }
}
