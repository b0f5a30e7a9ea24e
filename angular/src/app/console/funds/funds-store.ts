import { computed, Injectable } from '@angular/core';

import { apiResource } from '../../core/api/api';
import { Book, Fund, MoneyAccount } from './funds-api';

export interface AccountOfBook {
  readonly account: MoneyAccount;
  readonly book: Book;
}

/** The community's books, read once for all pages of the funds. */
@Injectable()
export class FundsStore {
  readonly books = apiResource('/api/funds/books');
  readonly all = computed<readonly Book[]>(() => (this.books.hasValue() ? this.books.value().items : []));
  readonly accounts = computed<readonly AccountOfBook[]>(() =>
    this.all().flatMap((book) => book.moneyAccounts.map((account) => ({ account, book }))),
  );
  /** Those of which a bank or a wallet gives statements. */
  readonly withStatements = computed(() =>
    this.accounts().filter(({ account }) => account.kind !== 'CashBox' && !account.isClosed),
  );
  private readonly funds = computed(
    () => new Map(this.all().flatMap((book) => book.funds.map((fund) => [fund.id, fund] as const))),
  );

  book(id: string | undefined): Book | undefined {
    return this.all().find((book) => book.id === id) ?? this.all()[0];
  }

  account(id: string | undefined): AccountOfBook | undefined {
    return this.withStatements().find(({ account }) => account.id === id) ?? this.withStatements()[0];
  }

  fund(id: string | null | undefined): Fund | undefined {
    return id ? this.funds().get(id) : undefined;
  }
}
