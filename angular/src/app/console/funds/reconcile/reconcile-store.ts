import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

import { Api, apiResource } from '../../../core/api/api';
import { ProblemText, toProblem } from '../../../core/http/problem';
import { Toasts } from '../../../shared/ui/toast';
import { LineFilter, OpenItem, OpenItemKind, StatementLine, Suggestion } from '../funds-api';
import { Way, wayOf, waysToMatch } from './ways';

export const LINES_A_PAGE = 50;
const ITEMS_A_PAGE = 100;
/** Somebody else was faster with the same line or entry. */
const TAKEN = new Set(['Funds:LineTaken', 'Funds:ItemTaken', 'Funds:MatchUndone', 'Platform:Stale']);

export interface Asked {
  readonly accountId: string;
  /** The last day that counts; none means up to today. */
  readonly asOf: string | null;
  readonly state: LineFilter;
  readonly search: string;
  readonly page: number;
}

interface Done {
  readonly matchId: string;
  /** An entry was written with it; undoing the match leaves that in the books. */
  readonly wroteEntry: boolean;
}

/** Both sides of one account, what is chosen on them, and every step that can be taken. */
@Injectable()
export class ReconcileStore {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  private readonly transloco = inject(TranslocoService);
  private readonly askedFor = signal<Asked | null>(null);
  private readonly done = signal<readonly Done[]>([]);

  readonly asked = this.askedFor.asReadonly();
  readonly itemSearch = signal('');
  readonly itemPage = signal(1);
  readonly busy = signal(false);
  readonly refusal = signal<string | null>(null);
  /** The refusal was that somebody else had been faster; the page shows their work now. */
  readonly conflict = signal(false);

  readonly lines = apiResource('/api/funds/money-accounts/{accountId}/statement-lines', () => {
    const asked = this.askedFor();
    return asked
      ? {
          path: { accountId: asked.accountId },
          query: {
            state: asked.state,
            to: asked.asOf ?? undefined,
            search: asked.search || undefined,
            page: asked.page,
            pageSize: LINES_A_PAGE,
          },
        }
      : undefined;
  });
  readonly items = apiResource('/api/funds/money-accounts/{accountId}/open-items', () => {
    const asked = this.askedFor();
    return asked
      ? {
          path: { accountId: asked.accountId },
          query: { search: this.itemSearch() || undefined, page: this.itemPage(), pageSize: ITEMS_A_PAGE },
        }
      : undefined;
  });
  readonly figures = apiResource('/api/funds/money-accounts/{accountId}/reconciliation', () => {
    const asked = this.askedFor();
    return asked ? { path: { accountId: asked.accountId }, query: { asOf: asked.asOf ?? undefined } } : undefined;
  });

  // What was there stays while the next answer is on its way, else the page would jump under the hand.
  readonly shownLines = this.kept(() => (this.lines.hasValue() ? this.lines.value() : undefined));
  readonly shownItems = this.kept(() => (this.items.hasValue() ? this.items.value() : undefined));
  readonly shownFigures = this.kept(() => (this.figures.hasValue() ? this.figures.value() : undefined));

  readonly rows = computed<readonly StatementLine[]>(() => this.shownLines()?.items ?? []);
  readonly itemRows = computed<readonly OpenItem[]>(() => this.shownItems()?.items ?? []);
  readonly certainCount = computed(() => this.shownLines()?.certainCount ?? 0);

  /** After a line is done the next one takes its place, so the index stays and the line changes. */
  readonly index = linkedSignal<number, number>({
    source: () => this.rows().length,
    computation: (count, before) => Math.max(0, Math.min(before?.value ?? 0, count - 1)),
  });
  readonly active = computed<StatementLine | undefined>(() => this.rows()[this.index()]);
  readonly itemIndex = linkedSignal<number, number>({
    source: () => this.itemRows().length,
    computation: (count, before) => Math.max(0, Math.min(before?.value ?? 0, count - 1)),
  });

  readonly pickedLines = signal<ReadonlyMap<string, StatementLine>>(new Map());
  readonly pickedItems = signal<ReadonlyMap<string, OpenItem>>(new Map());
  /** Without a tick the line one looks at is meant. */
  readonly meant = computed<readonly StatementLine[]>(() => {
    const picked = [...this.pickedLines().values()];
    const active = this.active();
    return picked.length > 0 ? picked : active && isOpen(active) ? [active] : [];
  });
  readonly ways = computed<readonly Way[]>(() =>
    waysToMatch(
      this.meant(),
      [...this.pickedItems().values()].map((item) => ({ ...item, kind: item.kind as OpenItemKind })),
    ),
  );
  readonly canUndo = computed(() => this.done().length > 0);

  show(asked: Asked): void {
    const before = this.askedFor();
    if (before?.accountId !== asked.accountId) {
      this.forgetChoice();
      this.done.set([]);
      this.refusal.set(null);
      this.conflict.set(false);
    }
    this.askedFor.set(asked);
  }

  pickLine(line: StatementLine): void {
    if (isOpen(line)) {
      this.pickedLines.update((all) => toggled(all, line.id, line));
    }
  }

  pickItem(item: OpenItem): void {
    this.pickedItems.update((all) => toggled(all, item.itemId, item));
  }

  forgetChoice(): void {
    this.pickedLines.set(new Map());
    this.pickedItems.set(new Map());
  }

  accept(suggestion: Suggestion): Promise<boolean> {
    return this.match(wayOf(suggestion));
  }

  match(way: Way, fundId?: string): Promise<boolean> {
    return this.act(async (accountId) => {
      const { matchId } = await this.api.post('/api/funds/money-accounts/{accountId}/bank-matches', {
        path: { accountId },
        body: {
          lines: [...way.lines],
          items: [...way.items],
          difference: way.how === 'Fee' || way.how === 'Rounding' ? { reason: way.how, fundId } : null,
        },
      });
      this.forgetChoice();
      this.finished({ matchId, wroteEntry: way.items.some(({ kind }) => kind !== 'LedgerLine') }, 'reconcile.matched');
    });
  }

  acceptCertain(): Promise<boolean> {
    return this.act(async (accountId) => {
      const { matched, left } = await this.api.post('/api/funds/money-accounts/{accountId}/bank-matches/certain', {
        path: { accountId },
        body: {},
      });
      this.forgetChoice();
      this.toasts.show({
        text: left > 0 ? 'reconcile.certainPartly' : 'reconcile.certainDone',
        params: { count: matched, left },
      });
    });
  }

  /** A form wrote an entry for a line. */
  booked(matchId: string): void {
    this.forgetChoice();
    this.finished({ matchId, wroteEntry: true }, 'reconcile.booked');
    this.reload();
  }

  undoLast(): Promise<boolean> {
    const last = this.done().at(-1);
    return last
      ? this.undo(last.matchId, this.transloco.translate('reconcile.undoneAtOnce'), last.wroteEntry)
      : Promise.resolve(false);
  }

  undo(matchId: string, reason: string, wroteEntry: boolean): Promise<boolean> {
    return this.act(async () => {
      await this.api.post('/api/funds/bank-matches/{matchId}/undo', { path: { matchId }, body: { reason } });
      this.done.update((all) => all.filter((one) => one.matchId !== matchId));
      this.toasts.show({ text: wroteEntry ? 'reconcile.undoneEntryStays' : 'reconcile.undone' });
    });
  }

  ignore(line: StatementLine, reason: string): Promise<boolean> {
    return this.act(async () => {
      await this.api.post('/api/funds/statement-lines/{lineId}/ignore', {
        path: { lineId: line.id },
        body: { reason },
      });
      this.pickedLines.update((all) => without(all, line.id));
      this.toasts.show({ text: 'reconcile.ignored', undo: () => void this.restore(line) });
    });
  }

  restore(line: StatementLine): Promise<boolean> {
    return this.act(async () => {
      await this.api.post('/api/funds/statement-lines/{lineId}/restoration', { path: { lineId: line.id } });
      this.toasts.show({ text: 'reconcile.restored' });
    });
  }

  /** A learned rule is switched off, and what it proposed with it. */
  forgetRule(ruleId: string): Promise<boolean> {
    return this.act(async () => {
      await this.api.put('/api/funds/match-rules/{ruleId}', { path: { ruleId }, body: { isOn: false } });
      this.toasts.show({ text: 'reconcile.ruleOff' });
    });
  }

  reload(): void {
    this.lines.reload();
    this.items.reload();
    this.figures.reload();
  }

  private kept<T>(now: () => T | undefined) {
    return linkedSignal<{ account: string | undefined; value: T | undefined }, T | undefined>({
      source: () => ({ account: this.askedFor()?.accountId, value: now() }),
      computation: ({ account, value }, before) =>
        value ?? (before?.source.account === account ? before?.value : undefined),
    });
  }

  private finished(done: Done, text: string): void {
    this.done.update((all) => [...all, done]);
    this.toasts.show({ text, undo: () => void this.undoLast() });
  }

  private async act(work: (accountId: string) => Promise<void>): Promise<boolean> {
    const accountId = this.askedFor()?.accountId;
    if (!accountId || this.busy()) {
      return false;
    }
    this.busy.set(true);
    this.refusal.set(null);
    this.conflict.set(false);
    try {
      await work(accountId);
      return true;
    } catch (error) {
      this.conflict.set(TAKEN.has(toProblem(error).code));
      this.refusal.set(this.problemText.of(error));
      if (this.conflict()) {
        this.forgetChoice();
      }
      return false;
    } finally {
      this.busy.set(false);
      this.reload();
    }
  }
}

export function isOpen(line: Pick<StatementLine, 'state'>): boolean {
  return line.state === 'Open' || line.state === 'Partly';
}

function toggled<T>(all: ReadonlyMap<string, T>, id: string, value: T): ReadonlyMap<string, T> {
  return all.has(id) ? without(all, id) : new Map([...all, [id, value]]);
}

function without<T>(all: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  return new Map([...all].filter(([key]) => key !== id));
}
