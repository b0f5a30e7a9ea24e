import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { StatusTag, Tone } from '../../shared/ui/status-tag';
import { RosterPreview, RosterRow, RosterStatus } from './clubs-api';

const TONES: Readonly<Record<RosterStatus, Tone>> = {
  New: 'good',
  Matched: 'info',
  AlreadyMember: 'plain',
  Error: 'bad',
};
const STATUSES: readonly RosterStatus[] = ['Error', 'New', 'Matched', 'AlreadyMember'];
const SHOWN_AT_FIRST = 200;

/** A roster from a spreadsheet: choose the file, look at every row, then take all of it or nothing. */
@Component({
  selector: 'app-roster-import',
  imports: [Button, Notice, RouterLink, StatusTag, TranslocoPipe],
  templateUrl: './roster-import.html',
  styleUrl: './roster-import.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RosterImport {
  readonly clubId = input.required<string>();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private intent = newIntent();

  protected readonly statuses = STATUSES;
  protected readonly file = signal<File | null>(null);
  protected readonly encoding = signal('');
  protected readonly preview = signal<RosterPreview | null>(null);
  protected readonly only = signal<RosterStatus | null>(null);
  protected readonly showAll = signal(false);
  protected readonly consent = signal(false);
  protected readonly consentMissing = signal(false);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly done = signal<{ registered: number; joined: number; unchanged: number } | null>(null);

  protected readonly matching = computed(() => {
    const only = this.only();
    return (this.preview()?.rows ?? []).filter((row) => only === null || row.status === only);
  });
  protected readonly rows = computed(() =>
    this.showAll() ? this.matching() : this.matching().slice(0, SHOWN_AT_FIRST),
  );

  protected toneOf(row: RosterRow): Tone {
    return TONES[row.status];
  }

  protected countOf(preview: RosterPreview, status: RosterStatus): number {
    const { counts } = preview;
    return { New: counts.new, Matched: counts.matched, AlreadyMember: counts.alreadyMember, Error: counts.error }[
      status
    ];
  }

  protected choose(files: FileList | null): void {
    const file = files?.item(0) ?? null;
    this.file.set(file);
    this.encoding.set('');
    if (file) {
      void this.read();
    }
  }

  protected readAs(encoding: string): void {
    this.encoding.set(encoding);
    void this.read();
  }

  protected async read(): Promise<void> {
    const file = this.file();
    if (!file) {
      return;
    }
    const body = new FormData();
    body.append('file', file);
    if (this.encoding()) {
      body.append('encoding', this.encoding());
    }
    this.preview.set(null);
    this.done.set(null);
    await this.send(async () => {
      const preview = await this.api.post('/api/organizations/clubs/{clubId}/roster-previews', {
        path: { clubId: this.clubId() },
        body,
      });
      this.preview.set(preview);
      this.only.set(preview.counts.error > 0 ? 'Error' : null);
      this.intent = newIntent();
    });
  }

  protected async commit(preview: RosterPreview): Promise<void> {
    this.consentMissing.set(!this.consent());
    if (!this.consent()) {
      return;
    }
    await this.send(async () => {
      this.done.set(
        await this.api.post('/api/organizations/roster-previews/{previewId}/commit', {
          path: { previewId: preview.previewId },
          body: { previewVersion: preview.previewVersion, consentConfirmed: true },
          intent: this.intent,
        }),
      );
      this.preview.set(null);
    });
  }

  private async send(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await work();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
    }
  }
}
