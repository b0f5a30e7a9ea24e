import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Can } from '../../../core/session/can';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DayPipe } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { Drawer } from '../../../shared/ui/drawer';
import { Notice } from '../../../shared/ui/notice';
import { PageState } from '../../../shared/ui/page-state';
import { StatusTag } from '../../../shared/ui/status-tag';
import { Toasts } from '../../../shared/ui/toast';
import { Book } from '../funds-api';
import { FundsNav } from '../funds-nav';
import { FundsStore } from '../funds-store';
import { AccountSums } from './account-sums';
import { BookForm } from './book-form';
import { FundForm } from './fund-form';
import { MoneyAccountForm } from './money-account-form';
import { OpeningForm } from './opening-form';

type Task =
  { readonly what: 'book' } | { readonly what: 'change' | 'fund' | 'account' | 'opening'; readonly book: Book };

/** The books at a glance: whose account the money lies in, which funds there are, where the money is. */
@Component({
  selector: 'app-books',
  imports: [
    AccountSums,
    BookForm,
    Button,
    Can,
    DayPipe,
    Drawer,
    FundForm,
    FundsNav,
    MoneyAccountForm,
    MoneyPipe,
    Notice,
    OpeningForm,
    PageState,
    RouterLink,
    StatusTag,
    TranslocoPipe,
  ],
  templateUrl: './books.html',
  styleUrl: './books.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Books {
  private readonly toasts = inject(Toasts);
  protected readonly funds = inject(FundsStore);
  protected readonly task = signal<Task | null>(null);
  protected readonly unsaved = signal(false);

  constructor() {
    // What other pages did meanwhile shows in the balances.
    this.funds.books.reload();
  }

  protected start(task: Task): void {
    this.unsaved.set(false);
    this.task.set(task);
  }

  protected done(text: string): void {
    this.task.set(null);
    this.toasts.show({ text });
    this.funds.books.reload();
  }

  protected total(book: Book): number {
    return book.funds.reduce((sum, fund) => sum + fund.balance, 0);
  }
}
