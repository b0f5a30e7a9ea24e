import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A message that stays in the page. `tone="bad"` is read out at once: give it the text of a refused action. */
@Component({
  selector: 'app-notice',
  template: `<span class="sign" aria-hidden="true">{{ tone() === 'good' ? '✓' : tone() === 'info' ? 'i' : '!' }}</span>
    <div><ng-content /></div>`,
  styles: `
    :host {
      display: flex;
      gap: 0.75rem;
      padding: 0.875rem 1rem;
      border-left: 0.375rem solid var(--info);
      border-radius: 0.5rem;
      background: var(--info-tint);
    }
    .sign {
      flex: none;
      width: 1.5em;
      height: 1.5em;
      border-radius: 50%;
      background: var(--info);
      color: var(--surface);
      font-weight: 800;
      line-height: 1.5;
      text-align: center;
    }
    :host(.bad) {
      border-color: var(--bad);
      background: var(--bad-tint);
    }
    :host(.bad) .sign {
      background: var(--bad);
    }
    :host(.good) {
      border-color: var(--good);
      background: var(--good-tint);
    }
    :host(.good) .sign {
      background: var(--good);
    }
    :host(.warn) {
      border-color: var(--warn);
      background: var(--warn-tint);
    }
    :host(.warn) .sign {
      background: var(--warn);
    }
  `,
  host: { '[class]': 'tone()', '[attr.role]': "tone() === 'bad' ? 'alert' : null" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Notice {
  readonly tone = input<'info' | 'good' | 'warn' | 'bad'>('info');
}
