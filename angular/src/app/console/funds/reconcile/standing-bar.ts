import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DayPipe } from '../../../shared/pipes/time.pipes';
import { Figures } from '../funds-api';
import { standingOf } from './standing';

/** Bank, books, and how far they are apart; always in sight. */
@Component({
  selector: 'app-standing-bar',
  imports: [DayPipe, MoneyPipe, TranslocoPipe],
  template: `
    @if (standing(); as it) {
      <dl class="sums">
        <div>
          <dt>{{ 'reconcile.bank' | transloco }}</dt>
          <dd class="number">{{ figures()!.statementFen | appMoney }}</dd>
          <dd class="small">
            @if (figures()!.lastLineOn; as last) {
              {{ 'reconcile.upTo' | transloco: { day: (last | appDay) } }}
            } @else {
              {{ 'reconcile.noStatement' | transloco }}
            }
          </dd>
        </div>
        <div>
          <dt>{{ 'reconcile.books' | transloco }}</dt>
          <dd class="number">{{ figures()!.ledgerFen | appMoney }}</dd>
          @if (figures()!.ignoredFen !== 0) {
            <dd class="small">{{ 'reconcile.foreign' | transloco: { amount: (figures()!.ignoredFen | appMoney) } }}</dd>
          }
        </div>
        <div class="apart" [class.zero]="it.apartFen === 0 && it.unexplainedFen === 0">
          <dt>{{ 'reconcile.difference' | transloco }}</dt>
          <dd class="number" data-testid="difference">{{ it.apartFen | appMoney }}</dd>
          <dd class="small">
            <span role="status">
              @switch (it.state) {
                @case ('done') {
                  ✓ {{ 'reconcile.allDone' | transloco }}
                }
                @case ('unexplained') {
                  ⚠ {{ 'reconcile.unexplained' | transloco: { amount: (it.unexplainedFen | appMoney) } }}
                }
                @default {
                  {{
                    'reconcile.stillOpen'
                      | transloco: { lines: figures()!.openLineCount, items: figures()!.openItemCount }
                  }}
                }
              }
            </span>
          </dd>
        </div>
      </dl>
      @if (it.state === 'unexplained') {
        <p class="why">{{ 'reconcile.unexplainedHelp' | transloco }}</p>
      }
    }
  `,
  styles: `
    :host {
      display: block;
      min-height: 5.5rem;
    }
    .sums {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
      margin: 0;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
      overflow: hidden;
    }
    .sums > div {
      padding: 0.625rem 1.125rem;
      border-right: 1px solid var(--line);
    }
    dt {
      color: var(--soft);
      font-size: 0.875rem;
    }
    dd {
      margin: 0;
    }
    dd.number {
      font-size: 1.25rem;
      font-weight: 650;
      line-height: 1.35;
    }
    .small {
      color: var(--soft);
      font-size: 0.875rem;
    }
    .apart {
      background: var(--warn-tint);
    }
    .apart dd.number {
      font-size: 1.5rem;
      line-height: 1.2;
    }
    .apart.zero {
      background: var(--good-tint);
    }
    .apart.zero dd {
      color: var(--good);
      font-weight: 700;
    }
    .why {
      margin-top: 0.5rem;
      padding: 0.5rem 1rem;
      border-left: 0.375rem solid var(--warn);
      border-radius: 0.5rem;
      background: var(--warn-tint);
    }
    @media (max-width: 40rem) {
      .apart {
        grid-column: 1 / -1;
      }
      .sums > div {
        padding: 0.5rem 0.875rem;
        border-right: 0;
        border-bottom: 1px solid var(--line);
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StandingBar {
  readonly figures = input.required<Figures | undefined>();
  protected readonly standing = computed(() => {
    const figures = this.figures();
    return figures ? standingOf(figures) : null;
  });
}
