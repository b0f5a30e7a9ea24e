import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DayPipe } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { StatusTag, Tone } from '../../../shared/ui/status-tag';
import { Suggestion } from '../funds-api';
import { ReasonPipe } from './reasons';
import { Confidence, confidenceOf, wayOf } from './ways';

export const CONFIDENCE_TONES: Readonly<Record<Confidence, Tone>> = {
  certain: 'good',
  likely: 'info',
  possible: 'warn',
  unsure: 'plain',
};

/** One thing that a line may be: how sure, why, and the button to say yes. */
@Component({
  selector: 'app-suggestion-card',
  imports: [Button, DayPipe, MoneyPipe, ReasonPipe, StatusTag, TranslocoPipe],
  template: `
    <article class="stack" [class.best]="best()">
      <header class="row spread">
        <span class="row">
          <app-status-tag [tone]="tone()">{{ 'reconcile.confidence.' + confidence() | transloco }}</app-status-tag>
          <span class="soft">{{ 'reconcile.points' | transloco: { score: suggestion().score } }}</span>
        </span>
        <span class="soft">{{ (best() ? 'reconcile.best' : 'reconcile.runnerUp') | transloco }}</span>
      </header>
      @if (suggestion().lines.length > 1) {
        <p>{{ 'reconcile.linesTogether' | transloco: { count: suggestion().lines.length } }}</p>
      }
      <ul class="list">
        @for (item of suggestion().items; track item.itemId) {
          <li class="row spread">
            <span>
              <strong>{{ item.label || ('reconcile.kind.' + item.kind | transloco) }}</strong>
              <span class="soft">
                {{ 'reconcile.kind.' + item.kind | transloco }} {{ item.number }} · {{ item.date | appDay }}</span
              >
            </span>
            <span class="number">
              {{ item.fen | appMoney }}
              @if (item.fen !== item.openFen) {
                <span class="soft">{{ 'reconcile.ofOpen' | transloco: { amount: (item.openFen | appMoney) } }}</span>
              }
            </span>
          </li>
        } @empty {
          <li>{{ 'reconcile.takeBack' | transloco }}</li>
        }
      </ul>
      <div class="row spread">
        <ul class="why list">
          @for (reason of suggestion().reasons; track reason.code) {
            <li>
              {{ reason | appReason }}
              @if (reason.ruleId; as rule) {
                <button type="button" class="link" (click)="ruleDropped.emit(rule)">
                  {{ 'reconcile.dropRule' | transloco }}
                </button>
              }
            </li>
          }
        </ul>
        <button
          app-button
          type="button"
          [kind]="best() ? 'primary' : 'plain'"
          [busy]="busy()"
          (click)="accepted.emit(suggestion())"
        >
          @switch (how()) {
            @case ('Fee') {
              {{ 'reconcile.acceptFee' | transloco: { amount: (-suggestion().differenceFen | appMoney) } }}
            }
            @case ('Rounding') {
              {{ 'reconcile.acceptRounding' | transloco: { amount: (suggestion().differenceFen | appMoney) } }}
            }
            @default {
              {{ 'reconcile.accept' | transloco }}
            }
          }
          @if (best()) {
            <kbd aria-hidden="true">Enter</kbd>
          }
        </button>
      </div>
    </article>
  `,
  styles: `
    article {
      gap: 0.5rem;
      padding: 0.75rem 1rem;
      border: 1px solid var(--line);
      border-radius: 0.625rem;
      background: var(--surface);
    }
    .best {
      border-color: var(--edge);
    }
    .why {
      display: flex;
      flex: 1 1 12rem;
      flex-wrap: wrap;
      gap: 0.25rem 0.375rem;
    }
    .why li {
      padding: 0 0.5rem;
      border-radius: 0.375rem;
      background: var(--tint);
    }
    .link {
      padding: 0 0.25rem;
      border: 0;
      background: none;
      color: var(--info);
      font: inherit;
      text-decoration: underline;
      cursor: pointer;
    }
    kbd {
      padding: 0 0.375rem;
      border: 1px solid currentColor;
      border-radius: 0.25rem;
      font:
        0.75rem/1.4 system-ui,
        sans-serif;
    }
    [app-button] {
      --touch: 2.5rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SuggestionCard {
  readonly suggestion = input.required<Suggestion>();
  readonly best = input(false);
  readonly busy = input(false);
  readonly accepted = output<Suggestion>();
  readonly ruleDropped = output<string>();

  protected readonly confidence = computed(() => confidenceOf(this.suggestion()));
  protected readonly tone = computed(() => CONFIDENCE_TONES[this.confidence()]);
  protected readonly how = computed(() => wayOf(this.suggestion()).how);
}
