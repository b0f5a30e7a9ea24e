import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  numberAttribute,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { MoneyPipe } from '../../../shared/pipes/money.pipe';
import { DayPipe, MonthPipe, TimeHere } from '../../../shared/pipes/time.pipes';
import { localDay } from '../../../shared/domain/dates';
import { Button } from '../../../shared/ui/button';
import { Confirm } from '../../../shared/ui/confirm';
import { Drawer } from '../../../shared/ui/drawer';
import { Notice } from '../../../shared/ui/notice';
import { PageState } from '../../../shared/ui/page-state';
import { StatusTag, Tone } from '../../../shared/ui/status-tag';
import { Pager } from '../../ui/pager';
import { ReasonForm } from '../../ui/reason-form';
import { LINE_FILTERS, LineFilter, StatementLine } from '../funds-api';
import { FundsNav } from '../funds-nav';
import { FundsStore } from '../funds-store';
import { lastDayOf, monthOf, monthsBack } from '../months/month';
import { Command, commandOf, KEYS, moved, placeOf } from './keys';
import { MatchHistory } from './match-history';
import { NewEntry } from './new-entry';
import { ReasonPipe } from './reasons';
import { isOpen, LINES_A_PAGE, ReconcileStore } from './reconcile-store';
import { StandingBar } from './standing-bar';
import { standingOf } from './standing';
import { CONFIDENCE_TONES, SuggestionCard } from './suggestion-card';
import { confidenceOf, sumOf, Way } from './ways';

/**
 * Bank left, books right, until they say the same. Everything goes by the keyboard: the two lists are native-feeling
 * list boxes, and letters work anywhere on the page but in a box one types in.
 */
@Component({
  selector: 'app-reconcile',
  imports: [
    Button,
    DayPipe,
    Drawer,
    FundsNav,
    MatchHistory,
    MoneyPipe,
    MonthPipe,
    NewEntry,
    Notice,
    PageState,
    Pager,
    ReasonForm,
    ReasonPipe,
    RouterLink,
    StandingBar,
    StatusTag,
    SuggestionCard,
    TranslocoPipe,
  ],
  templateUrl: './reconcile.html',
  styleUrl: './reconcile.less',
  providers: [ReconcileStore],
  host: { '(keydown)': 'key($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Reconcile {
  /** In the address: what one looks at can be shared, and back leads back. */
  readonly account = input<string>();
  readonly month = input<string>();
  readonly state = input<LineFilter, unknown>('Open', {
    transform: (value) => LINE_FILTERS.find((one) => one === value) ?? 'Open',
  });
  readonly search = input<string>();
  readonly page = input(1, { transform: (value: unknown) => Math.max(1, numberAttribute(value, 1)) });

  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly here = inject(TimeHere);
  protected readonly funds = inject(FundsStore);
  protected readonly store = inject(ReconcileStore);

  private turning = false;
  private readonly commands: Readonly<Record<Command, () => void>> = {
    match: () => void this.matchChosen(),
    entry: () => this.openEntry(),
    ignore: () => this.openIgnore(),
    undo: () => void this.store.undoLast(),
    certain: () => void this.acceptCertain(),
    history: () => this.history.set(true),
    help: () => this.help.set(true),
  };
  private readonly lineList = viewChild<ElementRef<HTMLElement>>('lineList');
  private readonly itemList = viewChild<ElementRef<HTMLElement>>('itemList');

  protected readonly filters = LINE_FILTERS;
  protected readonly keys = KEYS;
  protected readonly pageSize = LINES_A_PAGE;
  protected readonly isOpen = isOpen;
  protected readonly booking = signal<StatementLine | null>(null);
  protected readonly ignoring = signal<StatementLine | null>(null);
  protected readonly undoing = signal<string | null>(null);
  protected readonly help = signal(false);
  protected readonly history = signal(false);
  protected readonly bearer = signal('');

  protected readonly chosen = computed(() => this.funds.account(this.account()));
  protected readonly months = computed(() => {
    const book = this.chosen()?.book;
    const today = localDay(this.here.now().toISOString(), this.here.place().timeZone);
    return book ? monthsBack(monthOf(book.opensOn), monthOf(today)) : [];
  });
  protected readonly asOf = computed(() => {
    const month = this.month();
    return month && /^\d{4}-\d{2}$/.test(month) ? lastDayOf(month) : null;
  });
  protected readonly pickedLineFen = computed(() => sumOf(this.store.meant()));
  protected readonly pickedItemFen = computed(() => sumOf([...this.store.pickedItems().values()]));
  /** Funds of the chosen entries; with more than one somebody has to say which bears a difference. */
  protected readonly fundsMeant = computed(() => {
    const ids = new Set([...this.store.pickedItems().values()].map((item) => item.fundId));
    return [...ids].flatMap((id) => this.funds.fund(id) ?? []);
  });

  protected readonly isDone = computed(() => {
    const figures = this.store.shownFigures();
    return this.state() === 'Open' && !!figures && figures.lastLineOn !== null && standingOf(figures).state === 'done';
  });

  constructor() {
    effect(() => {
      const accountId = this.chosen()?.account.id;
      if (!accountId) {
        return;
      }
      const asked = {
        accountId,
        asOf: this.asOf(),
        state: this.state(),
        search: this.search() ?? '',
        page: this.page(),
      };
      untracked(() => this.store.show(asked));
    });
    // Another page is a new list; the hands stay on it.
    effect(() => {
      const list = this.lineList()?.nativeElement;
      if (list && this.turning) {
        this.turning = false;
        list.focus({ preventScroll: true });
      }
    });
    // The line one is at stays in sight.
    effect(() => {
      const index = this.store.index();
      this.lineList()?.nativeElement.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' });
    });
    effect(() => {
      const index = this.store.itemIndex();
      this.itemList()?.nativeElement.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' });
    });
  }

  protected go(queryParams: Record<string, unknown>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected confidence(line: StatementLine) {
    return confidenceOf(line.suggestions[0]!);
  }

  protected toneOf(line: StatementLine): Tone {
    return CONFIDENCE_TONES[this.confidence(line)];
  }

  /** Letters, wherever on the page the focus is. */
  protected key(event: KeyboardEvent): void {
    const command = event.defaultPrevented ? null : commandOf(event, placeOf(event.target));
    if (!command) {
      return;
    }
    event.preventDefault();
    this.commands[command]();
  }

  /** Arrows, Enter and Space inside one of the two lists. */
  protected listKey(event: KeyboardEvent, inItems: boolean): void {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      void (inItems ? this.matchChosen() : this.acceptBest());
    } else if (event.key === ' ') {
      event.preventDefault();
      this.pick(inItems);
    } else if (this.move(event.key, inItems)) {
      event.preventDefault();
    }
  }

  protected async acceptBest(): Promise<void> {
    const best = this.store.active()?.suggestions[0];
    if (best) {
      await this.store.accept(best);
      this.focusLines();
    }
  }

  protected async matchChosen(way: Way | undefined = this.store.ways()[0]): Promise<void> {
    if (way) {
      const bearer = this.fundsMeant().length > 1 ? this.bearer() || this.fundsMeant()[0]?.id : undefined;
      await this.store.match(way, bearer);
      this.focusLines();
    }
  }

  protected async acceptCertain(): Promise<void> {
    const count = this.store.certainCount();
    if (
      count > 0 &&
      (await this.confirm.ask({
        title: 'reconcile.certainTitle',
        text: 'reconcile.certainText',
        yes: 'reconcile.certainYes',
        params: { count },
      }))
    ) {
      await this.store.acceptCertain();
      this.focusLines();
    }
  }

  protected openEntry(): void {
    const line = this.store.active();
    if (line && isOpen(line)) {
      this.booking.set(line);
    }
  }

  protected openIgnore(): void {
    const line = this.store.active();
    if (line?.state === 'Open') {
      this.ignoring.set(line);
    }
  }

  protected booked(matchId: string): void {
    this.booking.set(null);
    this.store.booked(matchId);
  }

  protected async ignore(line: StatementLine, reason: string): Promise<void> {
    if (await this.store.ignore(line, reason)) {
      this.ignoring.set(null);
    }
  }

  protected async undo(line: StatementLine, matchId: string, reason: string): Promise<void> {
    const match = line.matches.find((one) => one.matchId === matchId);
    if (await this.store.undo(matchId, reason, match?.origin === 'NewEntry')) {
      this.undoing.set(null);
    }
  }

  /** A click on a line shows it; on its box, or with Ctrl or Shift, it chooses it. */
  protected clickLine(event: MouseEvent): void {
    const index = indexOf(event);
    if (index !== null) {
      this.store.index.set(index);
      if (wantsToPick(event)) {
        this.pick(false);
      }
    }
  }

  protected clickItem(event: MouseEvent): void {
    const index = indexOf(event);
    if (index !== null) {
      this.store.itemIndex.set(index);
      this.pick(true);
    }
  }

  private pick(inItems: boolean): void {
    if (inItems) {
      const item = this.store.itemRows()[this.store.itemIndex()];
      if (item) {
        this.store.pickItem(item);
      }
      return;
    }
    const line = this.store.active();
    if (line) {
      this.store.pickLine(line);
    }
  }

  /** Whether the key moved something. */
  private move(key: string, inItems: boolean): boolean {
    if (key === 'ArrowRight' || key === 'ArrowLeft') {
      const other = key === 'ArrowRight' ? this.itemList() : this.lineList();
      other?.nativeElement.focus({ preventScroll: true });
      return other !== undefined;
    }
    if (!inItems && (key === 'PageDown' || key === 'PageUp')) {
      return this.turn(key === 'PageDown' ? 1 : -1);
    }
    const [index, count] = inItems
      ? [this.store.itemIndex, this.store.itemRows().length]
      : [this.store.index, this.store.rows().length];
    const next = moved(index(), key, count);
    if (next === null || count === 0) {
      return false;
    }
    index.set(next);
    return true;
  }

  private turn(by: number): boolean {
    const page = this.page() + by;
    const pages = Math.ceil((this.store.shownLines()?.total ?? 0) / LINES_A_PAGE);
    if (page < 1 || page > pages) {
      return false;
    }
    this.store.index.set(0);
    this.turning = true;
    this.go({ page: page === 1 ? null : page });
    return true;
  }

  /** After a step the hands stay where they were. */
  private focusLines(): void {
    const list = this.lineList()?.nativeElement;
    if (list && !list.ownerDocument.querySelector('dialog[open]')) {
      list.focus({ preventScroll: true });
    }
  }
}

function indexOf(event: Event): number | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset['index']) : null;
}

function wantsToPick(event: MouseEvent): boolean {
  return event.ctrlKey || event.shiftKey || (event.target instanceof Element && event.target.closest('.box') !== null);
}
