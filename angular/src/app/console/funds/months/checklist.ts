import { BookMonth, Figures, HostStatement, MonthStep } from '../funds-api';

export interface AccountState {
  readonly figures: Figures | undefined;
  readonly host: HostStatement | undefined;
}

export type CheckState = 'done' | 'open' | 'unknown';

/** Whether the bank's lines of the month all have their place. Entries that the bank has yet to carry out may wait. */
export function reconciled({ figures }: AccountState): CheckState {
  if (!figures) {
    return 'unknown';
  }
  return figures.openLineCount === 0 && figures.differenceFen === 0 && !figures.statementMissing ? 'done' : 'open';
}

/** Whether the host charity has said that its books agree. */
export function agreed({ host }: AccountState): CheckState {
  return host?.state === 'SignedOff' ? 'done' : 'open';
}

export type MonthState = 'closed' | 'next' | 'later' | 'running';

/** Months close in order: of those that are over and open the earliest is the next. */
export function stateOf(month: BookMonth, all: readonly BookMonth[], thisMonth: string): MonthState {
  if (month.isClosed) {
    return 'closed';
  }
  if (month.month >= thisMonth) {
    return 'running';
  }
  return all.some((other) => !other.isClosed && other.month < month.month) ? 'later' : 'next';
}

/** The month one comes to this page for. */
export function firstMonth(all: readonly BookMonth[], thisMonth: string): string | undefined {
  return (all.find((month) => stateOf(month, all, thisMonth) === 'next') ?? all[0])?.month;
}

/** A step that waits for a second person; at most one in a book. */
export function waitingStep(all: readonly BookMonth[]): { month: string; step: MonthStep } | null {
  for (const { month, steps } of all) {
    const step = steps.find((one) => one.state === 'Waiting');
    if (step) {
      return { month, step };
    }
  }
  return null;
}

/** The statement that counts; one that was taken back does not. */
export function hostStatementOf(all: readonly HostStatement[], month: string): HostStatement | undefined {
  return all.find((one) => one.month === month && one.state !== 'Withdrawn');
}
