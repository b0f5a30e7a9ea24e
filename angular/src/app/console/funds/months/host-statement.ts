import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../../core/api/api';
import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DateTimePipe, MonthPipe } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { PageState } from '../../../shared/ui/page-state';
import { StatusTag } from '../../../shared/ui/status-tag';
import { FullDayPipe } from '../full-day';
import { lastDayOf } from './month';

/** The month-end statement between the community and its host charity, as it is printed and signed by both. */
@Component({
  selector: 'app-host-statement',
  imports: [Button, DateTimePipe, FullDayPipe, MoneyPipe, MonthPipe, PageState, RouterLink, StatusTag, TranslocoPipe],
  template: `
    <div class="stack">
      <div class="row spread no-print">
        <p>
          <a routerLink="/console/funds/months" [queryParams]="{ month: statement.value()?.month }"
            >‹ {{ 'months.title' | transloco }}</a
          >
        </p>
        <div class="row">
          <a app-button [href]="csv()" download>{{ 'hostStatement.csv' | transloco }}</a>
          <button app-button kind="primary" type="button" (click)="print()">
            {{ 'hostStatement.print' | transloco }}
          </button>
        </div>
      </div>
      <app-page-state [resource]="statement">
        <ng-template>
          @if (statement.value(); as it) {
            <article class="paper stack">
              <header class="head">
                <h1>{{ 'hostStatement.title' | transloco }}</h1>
                <p>{{ it.month | appMonth }}</p>
              </header>
              <div class="row spread">
                <p>{{ 'hostStatement.host' | transloco: { name: it.hostName } }}</p>
                <p>{{ 'hostStatement.book' | transloco: { name: it.bookName } }}</p>
              </div>
              <p>
                {{ 'hostStatement.account' | transloco: { name: it.accountName, number: it.accountNumber ?? '' } }}
                <span class="no-print">
                  <app-status-tag [tone]="it.state === 'SignedOff' ? 'good' : 'warn'">{{
                    'months.hostState.' + it.state | transloco
                  }}</app-status-tag>
                </span>
              </p>
              <table>
                <caption class="sr-only">
                  {{
                    'hostStatement.title' | transloco
                  }}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">{{ 'hostStatement.bankSide' | transloco }}</th>
                    <th scope="col" class="right">{{ 'hostStatement.amount' | transloco }}</th>
                    <th scope="col">{{ 'hostStatement.bookSide' | transloco }}</th>
                    <th scope="col" class="right">{{ 'hostStatement.amount' | transloco }}</th>
                  </tr>
                </thead>
                <tbody>
                  <tr>
                    <th scope="row">{{ 'hostStatement.bankBalance' | transloco }}</th>
                    <td>{{ it.statementFen | appMoney }}</td>
                    <th scope="row">{{ 'hostStatement.bookBalance' | transloco }}</th>
                    <td>{{ it.ledgerFen | appMoney }}</td>
                  </tr>
                  <tr>
                    <th scope="row">{{ 'hostStatement.notInBank' | transloco: { count: it.openItemCount } }}</th>
                    <td>{{ it.openItemFen | appMoney }}</td>
                    <th scope="row">{{ 'hostStatement.notInBooks' | transloco: { count: it.openLineCount } }}</th>
                    <td>{{ it.openLineFen | appMoney }}</td>
                  </tr>
                  <tr>
                    <th scope="row">{{ 'hostStatement.foreign' | transloco }}</th>
                    <td>{{ -it.ignoredFen | appMoney }}</td>
                    <th scope="row"></th>
                    <td></td>
                  </tr>
                  <tr class="sum">
                    <th scope="row">{{ 'hostStatement.adjusted' | transloco }}</th>
                    <td>{{ adjustedBank() | appMoney }}</td>
                    <th scope="row">{{ 'hostStatement.adjusted' | transloco }}</th>
                    <td>{{ adjustedBooks() | appMoney }}</td>
                  </tr>
                </tbody>
              </table>
              <p>
                <strong>{{ 'hostStatement.difference' | transloco: { amount: (it.differenceFen | appMoney) } }}</strong>
                @if (it.statementSource === 'Computed') {
                  <br />{{ 'hostStatement.computed' | transloco }}
                }
              </p>
              <h2>{{ 'hostStatement.funds' | transloco }}</h2>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{{ 'hostStatement.fund' | transloco }}</th>
                    <th scope="col" class="right">{{ 'hostStatement.amount' | transloco }}</th>
                  </tr>
                </thead>
                <tbody>
                  @for (fund of it.funds; track fund.fundId) {
                    <tr>
                      <th scope="row">{{ fund.name }}</th>
                      <td>{{ fund.fen | appMoney }}</td>
                    </tr>
                  }
                  <tr class="sum">
                    <th scope="row">{{ 'hostStatement.together' | transloco }}</th>
                    <td>{{ it.ledgerFen | appMoney }}</td>
                  </tr>
                </tbody>
              </table>
              <div class="signs">
                <div>
                  <p>{{ 'hostStatement.ours' | transloco }}</p>
                  <p class="soft">
                    {{ it.confirmedAt ? (it.confirmedAt | appDateTime) : ('hostStatement.notYet' | transloco) }}
                  </p>
                  <p class="line">{{ 'hostStatement.signature' | transloco }}</p>
                </div>
                <div>
                  <p>{{ 'hostStatement.theirs' | transloco }}</p>
                  <p class="soft">
                    @if (it.hostConfirmedAt) {
                      {{ it.hostContact }} · {{ it.hostConfirmedAt | appDateTime }}
                    } @else {
                      {{ 'hostStatement.notYet' | transloco }}
                    }
                  </p>
                  <p class="line">{{ 'hostStatement.seal' | transloco }}</p>
                </div>
              </div>
              <p class="soft">
                {{
                  'hostStatement.drawn'
                    | transloco: { at: (it.drawnAt | appDateTime), day: (lastDay(it.month) | appFullDay) }
                }}
              </p>
            </article>
          }
        </ng-template>
      </app-page-state>
    </div>
  `,
  styles: `
    .paper {
      max-width: 56rem;
      padding: 2rem 2.25rem;
      border: 1px solid var(--line);
      background: #fff;
    }
    .head {
      text-align: center;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    th,
    td {
      padding: 0.5rem 0.75rem;
      border: 1px solid var(--edge);
      text-align: left;
    }
    tbody th {
      font-weight: 400;
    }
    td,
    .right {
      font-variant-numeric: tabular-nums;
      text-align: right;
      white-space: nowrap;
    }
    .sum th,
    .sum td {
      background: var(--tint);
      font-weight: 700;
    }
    .signs {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
      gap: 2rem;
    }
    .line {
      margin-top: 2.5rem;
      padding-top: 0.375rem;
      border-top: 1px solid var(--ink);
    }
    @media (max-width: 40rem) {
      .paper {
        padding: 1rem;
        overflow-x: auto;
      }
      th,
      td {
        padding: 0.375rem;
      }
    }
    @media print {
      .paper {
        max-width: none;
        padding: 0;
        border: 0;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HostStatementPage {
  readonly statementId = input.required<string>();

  private readonly window = inject(DOCUMENT).defaultView;
  protected readonly statement = apiResource('/api/funds/host-statements/{statementId}', () => ({
    path: { statementId: this.statementId() },
  }));
  protected readonly csv = computed(() => `/api/funds/host-statements/${this.statementId()}.csv`);
  /** 余额调节: each side with what only the other one knows. */
  protected readonly adjustedBank = computed(() => {
    const it = this.statement.value();
    return it ? it.statementFen + it.openItemFen - it.ignoredFen : 0;
  });
  protected readonly adjustedBooks = computed(() => {
    const it = this.statement.value();
    return it ? it.ledgerFen + it.openLineFen : 0;
  });
  protected readonly lastDay = lastDayOf;

  protected print(): void {
    this.window?.print();
  }
}
