import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../../core/api/api';
import { Language } from '../../../core/i18n/language';
import { localDay } from '../../../shared/domain/dates';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { MonthPipe, TimeHere } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { PageState } from '../../../shared/ui/page-state';
import { FullDayPipe } from '../full-day';
import { FundsNav } from '../funds-nav';
import { FundsStore } from '../funds-store';
import { lastDayOf, monthOf, monthsBack } from '../months/month';

const REPORTS = ['trial', 'balance', 'activities', 'fund'] as const;
type Report = (typeof REPORTS)[number];
const FORMATS = ['xlsx', 'csv', 'beancount', 'hledger'] as const;

/** Trial balance and the statements of the accounting system, for one month; and the month to take away. */
@Component({
  selector: 'app-reports',
  imports: [Button, FullDayPipe, FundsNav, MoneyPipe, MonthPipe, PageState, RouterLink, TranslocoPipe],
  templateUrl: './reports.html',
  styleUrl: './reports.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Reports {
  readonly book = input<string>();
  readonly month = input<string>();
  readonly fund = input<string>();
  readonly report = input<Report, unknown>('trial', {
    transform: (value) => REPORTS.find((one) => one === value) ?? 'trial',
  });

  private readonly router = inject(Router);
  private readonly here = inject(TimeHere);
  private readonly language = inject(Language);
  private readonly window = inject(DOCUMENT).defaultView;
  protected readonly funds = inject(FundsStore);
  protected readonly reports = REPORTS;
  protected readonly formats = FORMATS;
  protected readonly english = computed(() => this.language.current() === 'en');
  protected readonly chosen = computed(() => this.funds.book(this.book()));
  protected readonly months = computed(() => {
    const book = this.chosen();
    const today = localDay(this.here.now().toISOString(), this.here.place().timeZone);
    return book ? monthsBack(monthOf(book.opensOn), monthOf(today)) : [];
  });
  protected readonly at = computed(() => this.month() ?? this.months()[0]);
  protected readonly chosenFund = computed(() => {
    const funds = this.chosen()?.funds ?? [];
    return funds.find((one) => one.id === this.fund()) ?? funds[0];
  });

  protected readonly trial = apiResource('/api/funds/books/{bookId}/trial-balance', () => {
    const [book, month] = [this.chosen(), this.at()];
    return book && month && this.report() === 'trial'
      ? { path: { bookId: book.id }, query: { from: `${month}-01`, to: lastDayOf(month) } }
      : undefined;
  });
  protected readonly balance = apiResource('/api/funds/books/{bookId}/balance-sheet', () => {
    const [book, month] = [this.chosen(), this.at()];
    return book && month && this.report() === 'balance'
      ? { path: { bookId: book.id }, query: { on: lastDayOf(month) } }
      : undefined;
  });
  protected readonly activities = apiResource('/api/funds/books/{bookId}/activities/{month}', () => {
    const [book, month] = [this.chosen(), this.at()];
    return book && month && this.report() === 'activities' ? { path: { bookId: book.id, month } } : undefined;
  });
  protected readonly statement = apiResource('/api/funds/funds/{fundId}/statement', () => {
    const [fund, month] = [this.chosenFund(), this.at()];
    return fund && month && this.report() === 'fund'
      ? { path: { fundId: fund.id }, query: { from: `${month}-01`, to: lastDayOf(month) } }
      : undefined;
  });

  protected exportOf(format: string): string {
    return `/api/funds/books/${this.chosen()?.id}/exports/${this.at()}/${format}`;
  }

  protected go(queryParams: Record<string, unknown>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected print(): void {
    this.window?.print();
  }
}
