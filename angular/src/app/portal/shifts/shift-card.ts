import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Language } from '../../core/i18n/language';
import { DateTimePipe, DayPipe, TimeRangePipe, WeekdayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { StatusTag } from '../../shared/ui/status-tag';
import { OpenShift } from './shifts.api';
import { SigningUp } from './signing-up';

/** One shift with the one thing to tap. What keeps me from it is said in words beside it. */
@Component({
  selector: 'app-shift-card',
  imports: [Button, DateTimePipe, DayPipe, Notice, RouterLink, StatusTag, TimeRangePipe, TranslocoPipe, WeekdayPipe],
  templateUrl: './shift-card.html',
  styleUrl: './shift-card.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShiftCard {
  readonly shift = input.required<OpenShift>();
  readonly headingLevel = input<2 | 3>(3);

  protected readonly signing = inject(SigningUp);
  private readonly language = inject(Language);

  protected readonly inEnglish = computed(() => this.language.current() === 'en');
  protected readonly title = computed(() => (this.inEnglish() && this.shift().titleEn) || this.shift().title);
  protected readonly place = computed(() => (this.inEnglish() && this.shift().placeNameEn) || this.shift().placeName);
  protected readonly busy = computed(() => this.signing.busyWith() === this.shift().shiftId);
  protected readonly refusal = computed(() => {
    const refusal = this.signing.refusal();
    return refusal?.shiftId === this.shift().shiftId ? refusal.text : null;
  });
}
