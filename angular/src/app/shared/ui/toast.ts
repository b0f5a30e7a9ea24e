import { ChangeDetectionStrategy, Component, inject, Injectable, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Button } from './button';

export interface Toast {
  /** Translation key. */
  readonly text: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** When given, an undo button stands beside the text for as long as the toast is there. */
  readonly undo?: () => void;
}

const SECONDS = 6;
const SECONDS_TO_UNDO = 10;

/** One short message at a time; read out, never in the way, and never the only place where something is said. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly shown = signal<Toast | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly current = this.shown.asReadonly();

  show(toast: Toast): void {
    this.shown.set(toast);
    this.keepFor(toast.undo ? SECONDS_TO_UNDO : SECONDS);
  }

  undo(): void {
    const undo = this.shown()?.undo;
    this.close();
    undo?.();
  }

  close(): void {
    clearTimeout(this.timer);
    this.shown.set(null);
  }

  /** Nobody has to hurry: the time starts anew when pointer or focus leaves. */
  hold(): void {
    clearTimeout(this.timer);
  }

  release(): void {
    if (this.shown()) {
      this.keepFor(SECONDS);
    }
  }

  private keepFor(seconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.shown.set(null), seconds * 1000);
  }
}

@Component({
  selector: 'app-toast-host',
  imports: [Button, TranslocoPipe],
  template: `
    <div
      role="status"
      class="place no-print"
      (pointerenter)="toasts.hold()"
      (pointerleave)="toasts.release()"
      (focusin)="toasts.hold()"
      (focusout)="toasts.release()"
    >
      @if (toasts.current(); as toast) {
        <div class="toast">
          <span>{{ toast.text | transloco: toast.params }}</span>
          @if (toast.undo) {
            <button app-button type="button" (click)="toasts.undo()">{{ 'common.undo' | transloco }}</button>
          }
          <button class="close" type="button" [attr.aria-label]="'common.close' | transloco" (click)="toasts.close()">
            <span aria-hidden="true">✕</span>
          </button>
        </div>
      }
    </div>
  `,
  styles: `
    .place {
      position: fixed;
      inset: auto 0.75rem calc(var(--tabs) + 0.75rem);
      z-index: 20;
      display: grid;
      justify-items: center;
      pointer-events: none;
    }
    .toast {
      display: flex;
      align-items: center;
      gap: 0.75rem;
      max-width: 40rem;
      padding: 0.5rem 0.5rem 0.5rem 1.125rem;
      border-radius: var(--radius);
      background: #2b2420;
      color: #fff;
      box-shadow: 0 6px 24px rgb(0 0 0 / 28%);
      pointer-events: auto;
    }
    .close {
      min-width: var(--touch);
      min-height: var(--touch);
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    .close:focus-visible {
      outline-color: #fff;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ToastHost {
  protected readonly toasts = inject(Toasts);
}
