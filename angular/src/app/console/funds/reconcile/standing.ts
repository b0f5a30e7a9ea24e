import { Figures } from '../funds-api';

/** How far bank and books are apart, and what of that has a name. */
export interface Standing {
  /** Bank less books, without what is none of these books' business. Work brings it to nought. */
  readonly apartFen: number;
  /** What no line and no entry explains: an opening balance that is wrong, or a line that is missing. */
  readonly unexplainedFen: number;
  readonly left: number;
  readonly state: 'done' | 'working' | 'unexplained' | 'waiting';
}

export function standingOf(figures: Figures): Standing {
  const apartFen = figures.statementFen - figures.ledgerFen - figures.ignoredFen;
  const unexplainedFen = figures.differenceFen;
  const left = figures.openLineCount + figures.openItemCount;
  return {
    apartFen,
    unexplainedFen,
    left,
    state:
      unexplainedFen !== 0
        ? 'unexplained'
        : figures.openLineCount > 0
          ? 'working'
          : figures.openItemCount > 0
            ? 'waiting'
            : 'done',
  };
}
