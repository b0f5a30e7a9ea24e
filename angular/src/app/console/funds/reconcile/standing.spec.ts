import { Figures } from '../funds-api';
import { standingOf } from './standing';

const EVEN: Figures = {
  asOf: '2026-03-31',
  statementFen: 100_00,
  statementSource: 'Statement',
  lastLineOn: '2026-03-31',
  ledgerFen: 100_00,
  openLineCount: 0,
  openLineFen: 0,
  openItemCount: 0,
  openItemFen: 0,
  ignoredCount: 0,
  ignoredFen: 0,
  statementMissing: false,
  differenceFen: 0,
};

describe('the standing of a reconciliation', () => {
  it('is done when both sides say the same and nothing is open', () => {
    expect(standingOf(EVEN)).toEqual({ apartFen: 0, unexplainedFen: 0, left: 0, state: 'done' });
  });

  it('is at work while lines of the bank are open', () => {
    const figures = { ...EVEN, statementFen: 130_00, openLineCount: 2, openLineFen: 30_00 };
    expect(standingOf(figures)).toEqual({ apartFen: 30_00, unexplainedFen: 0, left: 2, state: 'working' });
  });

  it('waits when only the books are ahead of the bank', () => {
    const figures = { ...EVEN, ledgerFen: 90_00, openItemCount: 1, openItemFen: -10_00 };
    expect(standingOf(figures)).toMatchObject({ apartFen: 10_00, state: 'waiting' });
  });

  it('never counts what is none of our business as a difference', () => {
    const figures = { ...EVEN, statementFen: 150_00, ignoredCount: 1, ignoredFen: 50_00 };
    expect(standingOf(figures)).toMatchObject({ apartFen: 0, state: 'done' });
  });

  it('says first that something has no explanation', () => {
    const figures = { ...EVEN, statementFen: 101_00, openLineCount: 3, differenceFen: 1_00 };
    expect(standingOf(figures).state).toBe('unexplained');
  });
});
