import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  ElementRef,
  inject,
  input,
  OnDestroy,
  output,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { Confirm } from './confirm';

let lastId = 0;

/**
 * A side sheet for one small task beside a list; the whole screen on a phone. It is open for as long as it is there:
 *
 *   @if (editing()) {
 *     <app-drawer title="people.edit" [unsaved]="form.dirty" (closed)="editing.set(null)">…</app-drawer>
 *   }
 *
 * The browser keeps the focus inside and the page behind it still; the focus goes back to where it came from.
 */
@Component({
  selector: 'app-drawer',
  imports: [TranslocoPipe],
  template: `
    <dialog #dialog [attr.aria-labelledby]="id" (cancel)="cancel($event)">
      <header class="no-print">
        <h2 [id]="id">{{ title() | transloco: params() }}</h2>
        <button type="button" class="close" [attr.aria-label]="'common.close' | transloco" (click)="close()">
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <div class="body stack"><ng-content /></div>
    </dialog>
  `,
  styles: `
    dialog {
      position: fixed;
      inset: 0 0 0 auto;
      width: min(34rem, 100vw);
      max-width: none;
      height: 100dvh;
      max-height: none;
      margin: 0;
      padding: 0;
      border: 0;
      background: var(--surface);
      color: var(--ink);
      box-shadow: -8px 0 32px rgb(0 0 0 / 20%);
      overflow-y: auto;
    }
    dialog::backdrop {
      background: rgb(34 28 24 / 45%);
    }
    header {
      position: sticky;
      top: 0;
      z-index: 1;
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 1rem;
      padding: 0.75rem 0.75rem 0.75rem 1.5rem;
      border-bottom: 1px solid var(--line);
      background: var(--surface);
    }
    .body {
      padding: 1.25rem 1.5rem 2.5rem;
    }
    .close {
      flex: none;
      width: var(--touch);
      height: var(--touch);
      border: 0;
      border-radius: 0.5rem;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    .close:hover {
      background: var(--tint);
    }
    @media (max-width: 40rem) {
      header {
        padding-left: 1rem;
      }
      .body {
        padding-inline: 1rem;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Drawer implements OnDestroy {
  /** Translation key. */
  readonly title = input.required<string>();
  readonly params = input<Readonly<Record<string, unknown>>>();
  /** Whether closing would lose something typed: then it asks first. */
  readonly unsaved = input(false);
  readonly closed = output();

  protected readonly id = `drawer-${++lastId}`;

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly confirm = inject(Confirm);
  private readonly before = inject(DOCUMENT).activeElement;

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  ngOnDestroy(): void {
    if (this.before instanceof HTMLElement && this.before.isConnected) {
      this.before.focus({ preventScroll: true });
    }
  }

  protected cancel(event: Event): void {
    event.preventDefault();
    void this.close();
  }

  protected async close(): Promise<void> {
    const leave =
      !this.unsaved() ||
      (await this.confirm.ask({
        title: 'common.unsavedTitle',
        text: 'common.unsavedText',
        yes: 'common.leaveAnyway',
        no: 'common.stay',
        danger: true,
      }));
    if (leave) {
      this.closed.emit();
    }
  }
}
