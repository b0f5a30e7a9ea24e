import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../../core/api/api';
import { Can } from '../../../core/session/can';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { StatusTag } from '../../../shared/ui/status-tag';
import { MoneyAccount } from '../funds-api';
import { standingOf } from '../reconcile/standing';

/** What one money account holds by the books, and how much work its statement still is. */
@Component({
  selector: 'app-account-sums',
  imports: [Can, MoneyPipe, RouterLink, StatusTag, TranslocoPipe],
  template: `
    @if (figures.value(); as it) {
      <strong class="number">{{ it.ledgerFen | appMoney }}</strong>
      @if (account().kind !== 'CashBox') {
        @if (it.lastLineOn === null) {
          <app-status-tag>{{ 'funds.noStatementYet' | transloco }}</app-status-tag>
        } @else if (standingOf(it).state === 'working') {
          <app-status-tag tone="warn">{{ 'months.openLines' | transloco: { count: it.openLineCount } }}</app-status-tag>
        } @else if (standingOf(it).state === 'unexplained') {
          <app-status-tag tone="bad">{{
            'reconcile.unexplained' | transloco: { amount: (it.differenceFen | appMoney) }
          }}</app-status-tag>
        } @else if (standingOf(it).state === 'waiting') {
          <app-status-tag tone="warn">{{
            'funds.waitingForBank' | transloco: { count: it.openItemCount }
          }}</app-status-tag>
        } @else {
          <app-status-tag tone="good">{{ 'months.reconciled' | transloco }}</app-status-tag>
        }
        <a *appCan="'Funds.Reconcile'" routerLink="/console/funds/reconcile" [queryParams]="{ account: account().id }"
          >{{ 'reconcile.title' | transloco }}<span class="sr-only"> {{ account().name }}</span></a
        >
      }
    } @else if (figures.error()) {
      <span class="soft">{{ 'common.loadFailed' | transloco }}</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem 0.875rem;
      align-items: center;
      justify-content: flex-end;
      min-height: 1.75rem;
    }
    a {
      padding-block: 0.25rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountSums {
  readonly account = input.required<MoneyAccount>();
  protected readonly standingOf = standingOf;
  protected readonly figures = apiResource('/api/funds/money-accounts/{accountId}/reconciliation', () => ({
    path: { accountId: this.account().id },
  }));
}
