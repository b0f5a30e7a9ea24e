import { BookMonth, Figures, HostStatement, MonthStep } from '../funds-api';
import { agreed, firstMonth, hostStatementOf, reconciled, stateOf, waitingStep } from './checklist';

function month(name: string, isClosed: boolean, steps: MonthStep[] = []): BookMonth {
  return { month: name, isClosed, entries: 1, steps };
}

function host(name: string, state: string): HostStatement {
  return { id: `${name}-${state}`, month: name, state } as HostStatement;
}

const STEP: MonthStep = {
  id: 's',
  action: 'Close',
  reason: null,
  state: 'Waiting',
  askedAt: '2026-04-02T01:00:00Z',
  askedBy: null,
  decidedAt: null,
  decidedBy: null,
};
const BOOK = [month('2026-05', false), month('2026-04', false), month('2026-03', false), month('2026-02', true)];

describe('the month end', () => {
  it.each([
    ['2026-02', 'closed'],
    ['2026-03', 'next'],
    ['2026-04', 'later'],
    ['2026-05', 'running'],
  ] as const)('%s is %s', (name, state) => {
    expect(
      stateOf(
        BOOK.find((one) => one.month === name)!,
        BOOK,
        '2026-05',
      ),
    ).toBe(state);
  });

  it('begins with the month that can be closed', () => {
    expect(firstMonth(BOOK, '2026-05')).toBe('2026-03');
    expect(firstMonth([month('2026-05', false)], '2026-05')).toBe('2026-05');
    expect(firstMonth([], '2026-05')).toBeUndefined();
  });

  it('finds what waits for a second person', () => {
    expect(waitingStep(BOOK)).toBeNull();
    const done = { ...STEP, state: 'Done' as const };
    expect(waitingStep([month('2026-03', false, [done, STEP])])).toEqual({ month: '2026-03', step: STEP });
  });

  it('is reconciled when every line of the bank has its place, though the books may be ahead', () => {
    const figures = { openLineCount: 0, openItemCount: 3, differenceFen: 0 } as Figures;
    expect(reconciled({ figures, host: undefined })).toBe('done');
    expect(reconciled({ figures: { ...figures, openLineCount: 1 }, host: undefined })).toBe('open');
    expect(reconciled({ figures: { ...figures, differenceFen: -5 }, host: undefined })).toBe('open');
    expect(reconciled({ figures: undefined, host: undefined })).toBe('unknown');
  });

  it('counts the host charity only when it has agreed', () => {
    expect(agreed({ figures: undefined, host: host('2026-03', 'SignedOff') })).toBe('done');
    expect(agreed({ figures: undefined, host: host('2026-03', 'Confirmed') })).toBe('open');
    const all = [host('2026-03', 'Withdrawn'), host('2026-03', 'Drawn'), host('2026-02', 'SignedOff')];
    expect(hostStatementOf(all, '2026-03')?.state).toBe('Drawn');
    expect(hostStatementOf(all, '2026-01')).toBeUndefined();
  });
});
