import { inject, Injectable, OnDestroy, signal } from '@angular/core';

import { Api, newIntent } from '../../core/api/api';
import { isUnreachable, ProblemText } from '../../core/http/problem';
import type { components } from '../../core/api/schema';

type Schemas = components['schemas'];
export type Outcome = Schemas['RollCallOutcome'];
export type Sheet = Schemas['RollCallSheet'];
export type Mark = Schemas['SaveRollCallMark'];
export type Conflict = Schemas['SaveRollCallConflict'];

const PREFIX = 'roll-call:';
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/**
 * Ticks survive a dead network and a closed page: each is kept on the phone under its own id until the server says that
 * it has it. Sent again, a tick changes nothing; of two ticks for one person the later counts.
 */
@Injectable()
export class RollCallQueue implements OnDestroy {
  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);

  readonly waiting = signal<readonly Mark[]>([]);
  readonly conflicts = signal<readonly Conflict[]>([]);
  readonly lost = signal<readonly string[]>([]);
  readonly offline = signal(false);
  readonly refusal = signal<string | null>(null);
  readonly sheet = signal<Sheet | null>(null);
  private shiftId = '';
  private pause = FIRST_PAUSE;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | null = null;

  open(shiftId: string): void {
    this.shiftId = shiftId;
    this.waiting.set(read(shiftId));
    this.offline.set(!navigator.onLine);
    const kept = localStorage.getItem(`${PREFIX}sheet:${shiftId}`);
    this.sheet.set(kept ? (JSON.parse(kept) as Sheet) : null);
  }

  /** The list as the server has it; kept for when there is no network. */
  keep(sheet: Sheet): void {
    this.sheet.set(sheet);
    localStorage.setItem(`${PREFIX}sheet:${this.shiftId}`, JSON.stringify(sheet));
  }

  mark(personId: string, outcome: Outcome, now: Date): void {
    const mark: Mark = {
      markId: newIntent(),
      personId,
      outcome,
      markedAt: now.toISOString(),
      arrivedAt: null,
      leftAt: null,
      breakMinutes: null,
    };
    // Only the last word about a person need be sent.
    this.store([...this.waiting().filter((one) => one.personId !== personId), mark]);
    void this.send();
  }

  send(): Promise<void> {
    this.sending ??= this.sendWaiting().finally(() => (this.sending = null));
    return this.sending;
  }

  /** The phone says so a moment before it is true, hence the first short pause. */
  online(): Promise<void> {
    this.pause = FIRST_PAUSE;
    return this.send();
  }

  ngOnDestroy(): void {
    clearTimeout(this.timer);
  }

  /** A network may come back without saying so, and a server after a minute. */
  private tryLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  private async sendWaiting(): Promise<void> {
    while (this.waiting().length > 0) {
      const marks = [...this.waiting()];
      try {
        const answer = await this.api.put('/api/volunteering/shifts/{shiftId}/roll-call', {
          path: { shiftId: this.shiftId },
          body: { marks, baseVersion: this.sheet()?.version ?? null },
        });
        this.offline.set(false);
        this.refusal.set(null);
        this.pause = FIRST_PAUSE;
        const settled = new Set([
          ...answer.applied,
          ...answer.ignored.map((one) => one.markId),
          ...marks.map((one) => one.markId),
        ]);
        this.store(this.waiting().filter((one) => !settled.has(one.markId)));
        this.conflicts.set(answer.conflicts);
        this.lost.set(answer.ignored.map((one) => one.personId));
        if (answer.rollCall) {
          this.keep(answer.rollCall);
        }
      } catch (error) {
        // The ticks stay on the phone whatever the reason was.
        this.offline.set(isUnreachable(error));
        this.refusal.set(isUnreachable(error) ? null : this.problemText.of(error));
        this.tryLater();
        return;
      }
    }
  }

  private store(marks: readonly Mark[]): void {
    this.waiting.set(marks);
    localStorage.setItem(PREFIX + this.shiftId, JSON.stringify(marks));
  }
}

function read(shiftId: string): readonly Mark[] {
  const text = localStorage.getItem(PREFIX + shiftId);
  return text ? (JSON.parse(text) as Mark[]) : [];
}
