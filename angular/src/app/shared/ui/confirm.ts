import {
  ChangeDetectionStrategy,
  Component,
  effect,
  ElementRef,
  inject,
  Injectable,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Button } from './button';

export interface Question {
  /** Translation keys; `params` goes to all of them. */
  readonly title: string;
  readonly text?: string;
  readonly yes: string;
  readonly no?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly danger?: boolean;
}

/** `if (await confirm.ask({ title: 'shifts.leaveTitle', yes: 'shifts.leave' })) …`; prefer undo where undo is possible. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly asked = signal<{ question: Question; answer: (yes: boolean) => void } | null>(null);

  readonly open = this.asked.asReadonly();

  ask(question: Question): Promise<boolean> {
    this.answer(false);
    return new Promise((resolve) => this.asked.set({ question, answer: resolve }));
  }

  answer(yes: boolean): void {
    const asked = this.asked();
    this.asked.set(null);
    asked?.answer(yes);
  }
}

@Component({
  selector: 'app-confirm-host',
  imports: [Button, TranslocoPipe],
  template: `
    <dialog #dialog aria-labelledby="confirm-title" (close)="confirm.answer(false)">
      @if (confirm.open(); as open) {
        <div class="stack">
          <h2 id="confirm-title">{{ open.question.title | transloco: open.question.params }}</h2>
          @if (open.question.text; as text) {
            <p>{{ text | transloco: open.question.params }}</p>
          }
          <div class="row actions">
            <button app-button type="button" (click)="confirm.answer(false)">
              {{ open.question.no ?? 'common.cancel' | transloco }}
            </button>
            <button
              app-button
              type="button"
              [kind]="open.question.danger ? 'danger' : 'primary'"
              (click)="confirm.answer(true)"
            >
              {{ open.question.yes | transloco: open.question.params }}
            </button>
          </div>
        </div>
      }
    </dialog>
  `,
  styles: `
    dialog {
      width: min(28rem, calc(100vw - 2rem));
      padding: 1.25rem;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
      color: var(--ink);
    }
    dialog::backdrop {
      background: rgb(34 28 24 / 55%);
    }
    .actions > * {
      flex: 1 1 8rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmHost {
  protected readonly confirm = inject(Confirm);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    effect(() => {
      const open = this.confirm.open() !== null;
      const dialog = this.dialog().nativeElement;
      if (open && !dialog.open) {
        dialog.showModal();
      } else if (!open && dialog.open) {
        dialog.close();
      }
    });
  }
}
