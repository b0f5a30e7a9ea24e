import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', bad: '✕', info: 'i', plain: '·' };

/** A state in a word: `<app-status-tag tone="good">{{ 'shifts.confirmed' | transloco }}</app-status-tag>`. The sign says it too. */
@Component({
  selector: 'app-status-tag',
  template: `<span class="sign" aria-hidden="true">{{ sign() }}</span
    ><ng-content />`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.375rem;
      padding: 0.125rem 0.625rem;
      border: 1px solid currentColor;
      border-radius: 1rem;
      background: var(--tint);
      color: var(--soft);
      font-size: 0.875rem;
      font-weight: 600;
      white-space: nowrap;
    }
    .sign {
      font-weight: 800;
    }
    :host(.good) {
      background: var(--good-tint);
      color: var(--good);
    }
    :host(.warn) {
      background: var(--warn-tint);
      color: var(--warn);
    }
    :host(.bad) {
      background: var(--bad-tint);
      color: var(--bad);
    }
    :host(.info) {
      background: var(--info-tint);
      color: var(--info);
    }
  `,
  host: { '[class]': 'tone()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatusTag {
  readonly tone = input<Tone>('plain');
  protected readonly sign = computed(() => SIGNS[this.tone()]);
}
