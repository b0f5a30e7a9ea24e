import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** How much of a whole. Only a picture: say the figures in text beside it. */
@Component({
  selector: 'app-bar',
  template: `<span [style.width.%]="percent()"></span>`,
  styles: `
    :host {
      display: block;
      height: 0.625rem;
      border-radius: 1rem;
      background: var(--tint);
      box-shadow: inset 0 0 0 1px var(--line);
      overflow: hidden;
    }
    span {
      display: block;
      height: 100%;
      border-radius: inherit;
      background: var(--brand);
    }
    :host(.good) span {
      background: var(--good);
    }
  `,
  host: { 'aria-hidden': 'true', '[class.good]': "tone() === 'good'" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Bar {
  readonly value = input.required<number>();
  readonly of = input.required<number>();
  readonly tone = input<'brand' | 'good'>('brand');

  protected readonly percent = computed(() =>
    this.of() > 0 ? Math.min(100, Math.max(0, (this.value() / this.of()) * 100)) : 0,
  );
}
