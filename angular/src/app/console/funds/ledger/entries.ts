import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  numberAttribute,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../../core/api/api';
import { Shape } from '../../../core/api/shapes';
import { localDay } from '../../../shared/domain/dates';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DayPipe, MonthPipe, TimeHere } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { PageState } from '../../../shared/ui/page-state';
import { StatusTag } from '../../../shared/ui/status-tag';
import { Pager } from '../../ui/pager';
import { EntryKind } from '../funds-api';
import { FundsNav } from '../funds-nav';
import { FundsStore } from '../funds-store';
import { lastDayOf, monthOf, monthsBack } from '../months/month';

type Page = Shape<'ListEntriesResponse'>;

const PAGE_SIZE = 50;
const KINDS: readonly EntryKind[] = [
  'Gift',
  'Disbursement',
  'Fee',
  'Interest',
  'Transfer',
  'Refund',
  'Payout',
  'Dispute',
  'Bazaar',
  'EnterpriseShare',
  'PurposeChange',
  'Manual',
  'Reversal',
  'Opening',
  'Closing',
];

/** The journal: every voucher of a book, newest first. */
@Component({
  selector: 'app-entries',
  imports: [Button, DayPipe, FundsNav, MoneyPipe, MonthPipe, PageState, Pager, RouterLink, StatusTag, TranslocoPipe],
  templateUrl: './entries.html',
  styleUrl: './entries.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Entries {
  readonly book = input<string>();
  readonly month = input<string>();
  readonly fund = input<string>();
  readonly kind = input<EntryKind | undefined, unknown>(undefined, {
    transform: (value) => KINDS.find((kind) => kind === value),
  });
  readonly search = input<string>();
  readonly page = input(1, { transform: (value: unknown) => Math.max(1, numberAttribute(value, 1)) });

  private readonly router = inject(Router);
  private readonly here = inject(TimeHere);
  protected readonly funds = inject(FundsStore);
  protected readonly kinds = KINDS;
  protected readonly pageSize = PAGE_SIZE;
  protected readonly chosen = computed(() => this.funds.book(this.book()));
  protected readonly months = computed(() => {
    const book = this.chosen();
    const today = localDay(this.here.now().toISOString(), this.here.place().timeZone);
    return book ? monthsBack(monthOf(book.opensOn), monthOf(today)) : [];
  });
  protected readonly entries = apiResource('/api/funds/books/{bookId}/entries', () => {
    const book = this.chosen();
    const month = this.month();
    return book
      ? {
          path: { bookId: book.id },
          query: {
            from: month ? `${month}-01` : undefined,
            to: month ? lastDayOf(month) : undefined,
            kind: this.kind(),
            search: this.search(),
            fundId: this.fund(),
            page: this.page(),
            pageSize: PAGE_SIZE,
          },
        }
      : undefined;
  });
  /** Turning a page keeps the last rows until the next are there. */
  protected readonly shown = linkedSignal<Page | undefined, Page | undefined>({
    source: () => (this.entries.hasValue() ? this.entries.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  });

  protected go(queryParams: Record<string, unknown>): void {
    void this.router.navigate([], { queryParams: { page: null, ...queryParams }, queryParamsHandling: 'merge' });
  }
}
