import { ChangeDetectionStrategy, Component, computed, inject, input, signal, viewChildren } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../../core/api/api';
import { ProblemText } from '../../../core/http/problem';
import { Can } from '../../../core/session/can';
import { SessionStore } from '../../../core/session/session-store';
import { localDay } from '../../../shared/domain/dates';
import { DateTimePipe, MonthPipe, TimeHere } from '../../../shared/pipes/time.pipes';
import { Button } from '../../../shared/ui/button';
import { Confirm } from '../../../shared/ui/confirm';
import { Notice } from '../../../shared/ui/notice';
import { PageState } from '../../../shared/ui/page-state';
import { StatusTag, Tone } from '../../../shared/ui/status-tag';
import { Toasts } from '../../../shared/ui/toast';
import { ReasonForm } from '../../ui/reason-form';
import { BookMonth } from '../funds-api';
import { FundsNav } from '../funds-nav';
import { FundsStore } from '../funds-store';
import { AccountCheck } from './account-check';
import { firstMonth, MonthState, stateOf, waitingStep } from './checklist';
import { monthOf } from './month';

const TONES: Readonly<Record<MonthState, Tone>> = { closed: 'good', next: 'warn', later: 'plain', running: 'info' };

/** The end of a month: every account reconciled, the host charity agrees, two people close the books. */
@Component({
  selector: 'app-months',
  imports: [
    AccountCheck,
    Button,
    Can,
    DateTimePipe,
    FundsNav,
    MonthPipe,
    Notice,
    PageState,
    ReasonForm,
    RouterLink,
    StatusTag,
    TranslocoPipe,
  ],
  templateUrl: './months.html',
  styleUrl: './months.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Months {
  readonly book = input<string>();
  readonly month = input<string>();

  private readonly api = inject(Api);
  private readonly problemText = inject(ProblemText);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly here = inject(TimeHere);
  private readonly session = inject(SessionStore);
  protected readonly funds = inject(FundsStore);

  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly reopening = signal(false);
  protected readonly checks = viewChildren(AccountCheck);

  protected readonly chosen = computed(() => this.funds.book(this.book()));
  protected readonly months = apiResource('/api/funds/books/{bookId}/months', () => {
    const book = this.chosen();
    return book ? { path: { bookId: book.id } } : undefined;
  });
  protected readonly all = computed<readonly BookMonth[]>(() =>
    this.months.hasValue() ? this.months.value().items : [],
  );
  protected readonly thisMonth = computed(() =>
    monthOf(localDay(this.here.now().toISOString(), this.here.place().timeZone)),
  );
  protected readonly current = computed(() => {
    const name = this.month() ?? firstMonth(this.all(), this.thisMonth());
    return this.all().find((month) => month.month === name);
  });
  protected readonly state = computed(() => {
    const month = this.current();
    return month ? stateOf(month, this.all(), this.thisMonth()) : null;
  });
  protected readonly waiting = computed(() => waitingStep(this.all()));
  /** Cash is counted, not reconciled. */
  protected readonly accounts = computed(() =>
    (this.chosen()?.moneyAccounts ?? []).filter((account) => account.kind !== 'CashBox' && !account.isClosed),
  );
  protected readonly ready = computed(() => this.checks().every((check) => check.isReconciled() === 'done'));
  /** Who asked is not the one who agrees. */
  protected readonly mayAgree = computed(
    () =>
      this.session.can('Funds.SuperviseBooks') && this.waiting()?.step.askedBy?.id !== this.session.user()?.personId,
  );

  protected stateOf(month: BookMonth): MonthState {
    return stateOf(month, this.all(), this.thisMonth());
  }

  protected toneOf(month: BookMonth): Tone {
    return TONES[this.stateOf(month)];
  }

  protected async close(month: string): Promise<void> {
    const signed = this.checks().every((check) => check.isAgreed() === 'done');
    if (
      signed ||
      (await this.confirm.ask({
        title: 'months.unsignedTitle',
        text: 'months.unsignedText',
        yes: 'months.askClose',
      }))
    ) {
      await this.ask(month, 'Close');
    }
  }

  protected ask(month: string, action: 'Close' | 'Reopen', reason?: string): Promise<void> {
    return this.send(async () => {
      await this.api.post('/api/funds/books/{bookId}/month-requests', {
        path: { bookId: this.chosen()!.id },
        body: { month, action, reason: reason ?? null },
      });
      this.reopening.set(false);
      this.toasts.show({ text: 'months.askedToast' });
    });
  }

  protected agree(requestId: string, action: string): Promise<void> {
    return this.send(async () => {
      await this.api.post('/api/funds/month-requests/{requestId}/agreement', { path: { requestId } });
      this.toasts.show({ text: action === 'Close' ? 'months.closedToast' : 'months.reopenedToast' });
    });
  }

  protected withdraw(requestId: string): Promise<void> {
    return this.send(async () => {
      await this.api.post('/api/funds/month-requests/{requestId}/withdrawal', { path: { requestId } });
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
      this.months.reload();
      this.funds.books.reload();
    }
  }
}
