import { DifferenceReason, OpenItemKind, Suggestion } from '../funds-api';

export interface LineLeg {
  readonly lineId: string;
  readonly fen: number;
}

export interface ItemLeg {
  readonly kind: OpenItemKind;
  readonly itemId: string;
  readonly fen: number;
}

export interface PickedLine {
  readonly id: string;
  readonly openFen: number;
}

export interface PickedItem {
  readonly kind: OpenItemKind;
  readonly itemId: string;
  readonly openFen: number;
}

/** One way to put the chosen things together. */
export interface Way {
  /** Exact; part of the larger side, the rest stays open; or the difference has a reason and becomes an entry. */
  readonly how: 'Exact' | 'Part' | DifferenceReason;
  readonly lines: readonly LineLeg[];
  readonly items: readonly ItemLeg[];
  /** What stays open, or what the reason has to explain. */
  readonly restFen: number;
}

/** A few fen may be lost in rounding. */
const MOST_ROUNDING = 9;

export function sumOf(things: readonly { openFen: number }[]): number {
  return things.reduce((sum, thing) => sum + thing.openFen, 0);
}

/** Every way that the server would take, the plainest first; none when the choice makes no sense. */
export function waysToMatch(lines: readonly PickedLine[], items: readonly PickedItem[]): Way[] {
  const lineLegs = lines.map(({ id, openFen }) => ({ lineId: id, fen: openFen }));
  const itemLegs = items.map(({ kind, itemId, openFen }) => ({ kind, itemId, fen: openFen }));
  const [lineFen, itemFen] = [sumOf(lines), sumOf(items)];
  const apart = lineFen - itemFen;
  if (lines.length === 0) {
    return [];
  }
  if (items.length === 0) {
    // Two lines of the bank that take each other back never reach the books.
    return lines.length > 1 && lineFen === 0 ? [{ how: 'Exact', lines: lineLegs, items: [], restFen: 0 }] : [];
  }
  if (apart === 0) {
    return [{ how: 'Exact', lines: lineLegs, items: itemLegs, restFen: 0 }];
  }
  const ways: Way[] = [];
  const sameSign = lineFen !== 0 && itemFen !== 0 && Math.sign(lineFen) === Math.sign(itemFen);
  if (sameSign && items.length === 1 && Math.abs(lineFen) < Math.abs(itemFen)) {
    ways.push({
      how: 'Part',
      lines: lineLegs,
      items: [{ ...itemLegs[0]!, fen: lineFen }],
      restFen: itemFen - lineFen,
    });
  }
  if (sameSign && lines.length === 1 && Math.abs(itemFen) < Math.abs(lineFen)) {
    ways.push({ how: 'Part', lines: [{ ...lineLegs[0]!, fen: itemFen }], items: itemLegs, restFen: apart });
  }
  if (apart < 0) {
    ways.push({ how: 'Fee', lines: lineLegs, items: itemLegs, restFen: apart });
  }
  if (Math.abs(apart) <= MOST_ROUNDING) {
    ways.push({ how: 'Rounding', lines: lineLegs, items: itemLegs, restFen: apart });
  }
  return ways;
}

/** A proposal of the server's as the same thing. */
export function wayOf(suggestion: Suggestion): Way {
  const how =
    suggestion.differenceFen === 0
      ? 'Exact'
      : suggestion.reasons.some(({ code }) => code === 'OneFenOff')
        ? 'Rounding'
        : 'Fee';
  return {
    how,
    lines: suggestion.lines.map(({ lineId, fen }) => ({ lineId, fen })),
    items: suggestion.items.map(({ kind, itemId, fen }) => ({ kind: kind as OpenItemKind, itemId, fen })),
    restFen: suggestion.differenceFen,
  };
}

export type Confidence = 'certain' | 'likely' | 'possible' | 'unsure';

/** The engine's points in a word. */
export function confidenceOf(suggestion: Pick<Suggestion, 'isCertain' | 'score'>): Confidence {
  if (suggestion.isCertain) {
    return 'certain';
  }
  return suggestion.score >= 75 ? 'likely' : suggestion.score >= 50 ? 'possible' : 'unsure';
}
