import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';

/** What the server hands out once: the link lives nowhere else. */
export interface IssuedInvitation {
  readonly url: string;
  readonly expiresAt: string;
  readonly qrSvg?: string | null;
}

/** An invitation to hand over: to scan, to copy, to print. */
@Component({
  selector: 'app-invitation-sheet',
  imports: [Button, DateTimePipe, Notice, TranslocoPipe],
  template: `
    <app-notice tone="warn" class="no-print">{{ 'invite.shownOnce' | transloco }}</app-notice>
    <div class="sheet stack">
      <h3>{{ 'invite.sheetTitle' | transloco: { name: name(), place: place() } }}</h3>
      @if (picture(); as source) {
        <img [src]="source" [alt]="'invite.qrAlt' | transloco" width="240" height="240" />
      }
      <p>{{ 'invite.howTo' | transloco }}</p>
      <p class="soft">{{ 'invite.until' | transloco: { until: invitation().expiresAt | appDateTime } }}</p>
      <p class="address print-only">{{ invitation().url }}</p>
    </div>
    <div class="stack no-print">
      <label class="link">
        <span>{{ 'invite.link' | transloco }}</span>
        <input #link class="input" readonly [value]="invitation().url" (focus)="link.select()" />
      </label>
      <div class="row">
        <button app-button kind="primary" type="button" (click)="copy(link)">{{ 'invite.copy' | transloco }}</button>
        <button app-button type="button" (click)="print()">{{ 'invite.print' | transloco }}</button>
      </div>
      <p role="status">
        @if (copied(); as how) {
          {{ (how === 'done' ? 'invite.copied' : 'invite.copyByHand') | transloco }}
        }
      </p>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gap);
    }
    .sheet {
      justify-items: center;
      padding: 1.25rem;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      text-align: center;
    }
    img {
      width: 15rem;
      height: 15rem;
      background: #fff;
    }
    .link {
      display: grid;
      gap: 0.375rem;
      font-weight: 600;
    }
    .link .input {
      font-weight: 400;
    }
    .print-only {
      display: none;
    }
    @media print {
      .print-only {
        display: block;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvitationSheet {
  readonly invitation = input.required<IssuedInvitation>();
  /** Who is invited, and to what. */
  readonly name = input.required<string>();
  readonly place = input.required<string>();

  protected readonly copied = signal<'done' | 'byHand' | null>(null);
  protected readonly picture = computed(() => {
    const svg = this.invitation().qrSvg;
    return svg ? `data:image/svg+xml;utf8,${encodeURIComponent(svg)}` : null;
  });

  private readonly window = inject(DOCUMENT).defaultView;

  protected async copy(link: HTMLInputElement): Promise<void> {
    link.select();
    try {
      await navigator.clipboard.writeText(this.invitation().url);
      this.copied.set('done');
    } catch {
      // Plain http has no clipboard; the text is selected, so that one key copies it.
      this.copied.set('byHand');
    }
  }

  protected print(): void {
    this.window?.print();
  }
}
