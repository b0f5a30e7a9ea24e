import { inject, Injectable, signal } from '@angular/core';

import { Api, newIntent } from '../../core/api/api';
import { toProblem } from '../../core/http/problem';
import type { components } from '../../core/api/schema';

type Schemas = components['schemas'];
export type Outcome = Schemas['RollCallOutcome'];
export type Sheet = Schemas['RollCallSheet'];
export type Mark = Schemas['SaveRollCallMark'];
export type Conflict = Schemas['SaveRollCallConflict'];

const PREFIX = 'roll-call:';

/**
 * Ticks survive a dead network and a closed page: each is kept on the phone under its own id until the server says that
 * it has it. Sent again, a tick changes nothing; of two ticks for one person the later counts.
 */
@Injectable()
export class RollCallQueue {
  private readonly api = inject(Api);

  readonly waiting = signal<readonly Mark[]>([]);
  readonly conflicts = signal<readonly Conflict[]>([]);
  readonly lost = signal<readonly string[]>([]);
  readonly offline = signal(false);
  readonly sheet = signal<Sheet | null>(null);
  private shiftId = '';
  private sending: Promise<void> | null = null;

  open(shiftId: string): void {
    this.shiftId = shiftId;
    this.waiting.set(read(shiftId));
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

  private async sendWaiting(): Promise<void> {
    while (this.waiting().length > 0) {
      const marks = [...this.waiting()];
      try {
        const answer = await this.api.put('/api/volunteering/shifts/{shiftId}/roll-call', {
          path: { shiftId: this.shiftId },
          body: { marks, baseVersion: this.sheet()?.version ?? null },
        });
        this.offline.set(false);
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
        if (toProblem(error).status === 0) {
          this.offline.set(true);
          return;
        }
        throw error;
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
