import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import type { components } from '../../core/api/schema';
import { DatePipe, DurationPipe, TimeRangePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { Pager } from '../ui/pager';
import { ReasonForm } from '../ui/reason-form';
import { HoursLedger } from './hours-ledger';

type Item = components['schemas']['ListPendingHoursItem'];

const PAGE_SIZE = 50;
const TABS = ['pending', 'clock', 'person'] as const;
type Tab = (typeof TABS)[number];

/** Hours that wait for a second pair of eyes, shifts whose recording is due within ten working days, and one person's record. */
@Component({
  selector: 'app-hours-desk',
  imports: [
    Button,
    DatePipe,
    DurationPipe,
    HoursLedger,
    Notice,
    PageState,
    Pager,
    ReasonForm,
    RouterLink,
    StatusTag,
    TimeRangePipe,
    TranslocoPipe,
  ],
  templateUrl: './hours-desk.html',
  styleUrl: './hours-desk.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HoursDesk {
  /** In the address: the desk links here. */
  readonly tab = input('pending', {
    transform: (value: unknown): Tab => TABS.find((tab) => tab === value) ?? 'pending',
  });

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected readonly tabs = TABS;
  protected readonly pageSize = PAGE_SIZE;
  protected readonly page = signal(1);
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly rejecting = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly pending = apiResource('/api/volunteering/hours/pending', () => ({
    query: { page: this.page(), pageSize: PAGE_SIZE },
  }));
  protected readonly clock = apiResource('/api/volunteering/hours/clock');
  protected readonly mine = computed(() =>
    (this.pending.value()?.items ?? []).filter((item) => item.obstacle === null),
  );

  protected toggle(id: string, on: boolean): void {
    this.chosen.update((all) => new Set(on ? [...all, id] : [...all].filter((one) => one !== id)));
  }

  protected chooseAll(on: boolean): void {
    this.chosen.set(new Set(on ? this.mine().map((item) => item.entry.id) : []));
  }

  protected approve(ids: readonly string[]): Promise<void> {
    return this.send(async () => {
      const answer = await this.api.post('/api/volunteering/hours/approvals', { body: { ids: [...ids] } });
      this.chosen.set(new Set());
      this.toasts.show({ text: 'hoursDesk.approvedToast', params: { count: answer.approved.length } });
      if (answer.refused.length > 0) {
        this.refusal.set(null);
        this.toasts.show({
          text: 'hoursDesk.partlyToast',
          params: { count: answer.approved.length, refused: answer.refused.length },
        });
      }
    });
  }

  protected reject(item: Item, reason: string): Promise<void> {
    return this.send(async () => {
      await this.api.post('/api/volunteering/hours/{id}/rejection', {
        path: { id: item.entry.id },
        body: { reason },
      });
      this.rejecting.set(null);
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
      this.pending.reload();
      this.clock.reload();
    }
  }
}
