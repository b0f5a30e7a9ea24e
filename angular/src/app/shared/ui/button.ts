import { ChangeDetectionStrategy, Component, ElementRef, inject, input } from '@angular/core';

/**
 * `<button app-button kind="primary" [busy]="sending()">` or `<a app-button routerLink="…">`. While busy it stays
 * focusable and says so, instead of going grey under the finger.
 */
@Component({
  // A native button keeps what a component of our own would have to rebuild: focus, keys, form submit.
  // eslint-disable-next-line @angular-eslint/component-selector
  selector: 'button[app-button], a[app-button]',
  template: `@if (busy()) {
      <span class="wheel" aria-hidden="true"></span>
    }
    <ng-content />`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 0.5rem;
      min-height: var(--touch);
      min-width: var(--touch);
      padding: 0.5rem 1.25rem;
      border: 1.5px solid var(--edge);
      border-radius: 0.625rem;
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      font-weight: 600;
      line-height: 1.25;
      text-align: center;
      text-decoration: none;
      cursor: pointer;
      transition: background-color 120ms;
    }
    :host:hover {
      background: var(--tint);
    }
    :host(.primary) {
      border-color: var(--brand);
      background: var(--brand);
      color: #fff;
    }
    :host(.primary:hover) {
      background: var(--brand-deep);
    }
    :host(.danger) {
      border-color: var(--bad);
      color: var(--bad);
    }
    :host(.quiet) {
      border-color: transparent;
      background: transparent;
      color: var(--info);
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
    :host(.wide) {
      width: 100%;
    }
    :host([aria-disabled='true']) {
      opacity: 0.8;
      cursor: progress;
    }
    .wheel {
      width: 1em;
      height: 1em;
      border: 2px solid currentColor;
      border-right-color: transparent;
      border-radius: 50%;
      animation: turn 800ms linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(1turn);
      }
    }
  `,
  host: {
    '[class.primary]': "kind() === 'primary'",
    '[class.danger]': "kind() === 'danger'",
    '[class.quiet]': "kind() === 'quiet'",
    '[class.wide]': 'wide()',
    '[attr.aria-disabled]': "busy() ? 'true' : null",
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Button {
  readonly kind = input<'plain' | 'primary' | 'danger' | 'quiet'>('plain');
  readonly busy = input(false);
  readonly wide = input(false);

  constructor() {
    // Captured, so that it comes before every (click) of the page, which Angular may call from one shared listener.
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    element.addEventListener('click', (event) => this.stopWhileBusy(event), { capture: true });
  }

  private stopWhileBusy(event: Event): void {
    if (this.busy()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }
}
