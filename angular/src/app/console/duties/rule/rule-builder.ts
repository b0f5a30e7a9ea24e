import { ChangeDetectionStrategy, Component, computed, inject, input, model } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { Language } from '../../../core/i18n/language';
import { Chip, Chips } from '../../ui/chips';
import { Frequency, Leap, RuleDraft } from './rule';
import { festival, zhLunarDay, zhLunarMonth } from './sentence';

const FREQUENCIES: readonly Frequency[] = ['daily', 'weekly', 'monthly', 'yearly', 'lunar'];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const ORDINALS = [1, 2, 3, 4, -1];
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const MONTH_DAYS = [...Array.from({ length: 31 }, (_, index) => index + 1), -1];
const LUNAR_DAYS = Array.from({ length: 30 }, (_, index) => index + 1);
const LEAPS: readonly Leap[] = ['REGULAR', 'LEAP', 'BOTH'];
const KNOWN_FESTIVALS = [
  [1, 15],
  [5, 5],
  [8, 15],
  [9, 9],
  [12, 8],
] as const;

/** "How often", in the words in which people say it. */
@Component({
  selector: 'app-rule-builder',
  imports: [Chips, TranslocoPipe],
  templateUrl: './rule-builder.html',
  styleUrl: './rule-builder.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RuleBuilder {
  readonly draft = model.required<RuleDraft>();
  /** Shown once the form was sent with something missing. */
  readonly missing = input<string | null>(null);

  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);

  protected readonly frequencies = this.words(FREQUENCIES, (value) => this.text(`rule.frequencyOf.${value}`));
  protected readonly weekdays = this.words(WEEKDAYS, (value) => this.text(`rule.weekdayOf.${value}`));
  protected readonly ordinals = this.words(ORDINALS, (value) => this.text(`rule.ordinalOf.${value}`));
  protected readonly months = this.words(MONTHS, (value) => this.text(`rule.monthOf.${value}`));
  protected readonly monthDays = this.words(MONTH_DAYS, (value) =>
    value > 0 ? String(value) : this.text('rule.lastDay'),
  );
  protected readonly bys = this.words(['weekday', 'day'] as const, (value) => this.text(`rule.byOf.${value}`));
  protected readonly leaps = this.words(LEAPS, (value) => this.text(`rule.leapOf.${value}`));
  protected readonly lunarMonths = this.words(MONTHS, (value) =>
    this.english() ? String(value) : zhLunarMonth(value),
  );
  protected readonly lunarDays = this.words(LUNAR_DAYS, (value) =>
    this.english() ? String(value) : zhLunarDay(value),
  );
  protected readonly festivals = computed(() =>
    KNOWN_FESTIVALS.map(([month, day]) => ({ month, day, text: festival(month, day, this.language.current()) ?? '' })),
  );

  protected set(more: Partial<RuleDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...more }));
  }

  protected english(): boolean {
    return this.language.current() === 'en';
  }

  private words<T extends string | number>(values: readonly T[], say: (value: T) => string) {
    return computed<readonly Chip<T>[]>(() => {
      this.language.current();
      return values.map((value) => ({ value, text: say(value) }));
    });
  }

  private text(key: string): string {
    return this.transloco.translate(key);
  }
}
