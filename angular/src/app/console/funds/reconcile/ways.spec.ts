import { Suggestion } from '../funds-api';
import { confidenceOf, PickedItem, PickedLine, wayOf, waysToMatch } from './ways';

function line(id: string, openFen: number): PickedLine {
  return { id, openFen };
}

function item(itemId: string, openFen: number): PickedItem {
  return { kind: 'LedgerLine', itemId, openFen };
}

function proposal(change: Partial<Suggestion>): Suggestion {
  return {
    kind: 'OneToOne',
    score: 80,
    isCertain: false,
    lines: [{ lineId: 'a', fen: 99_40, date: '2026-03-02' }],
    items: [
      {
        kind: 'LedgerLine',
        itemId: 'x',
        fen: 100_00,
        openFen: 100_00,
        date: '2026-03-01',
        label: '',
        number: '',
        fundId: null,
      },
    ],
    reasons: [],
    differenceFen: 0,
    ...change,
  };
}

describe('waysToMatch', () => {
  it('has none without a line of the bank', () => {
    expect(waysToMatch([], [item('x', 100)])).toEqual([]);
  });

  it('has none for a single line without the books', () => {
    expect(waysToMatch([line('a', 100)], [])).toEqual([]);
  });

  it('lets two lines that take each other back stand alone', () => {
    expect(waysToMatch([line('a', 500), line('b', -500)], []).map(({ how }) => how)).toEqual(['Exact']);
    expect(waysToMatch([line('a', 500), line('b', -400)], [])).toEqual([]);
  });

  it('takes many to one when they add up', () => {
    const ways = waysToMatch([line('a', 300), line('b', 200)], [item('x', 500)]);
    expect(ways).toEqual([
      {
        how: 'Exact',
        lines: [
          { lineId: 'a', fen: 300 },
          { lineId: 'b', fen: 200 },
        ],
        items: [{ kind: 'LedgerLine', itemId: 'x', fen: 500 }],
        restFen: 0,
      },
    ]);
  });

  it('offers a part of the larger item, or a fee, when the bank brought less', () => {
    const ways = waysToMatch([line('a', 994)], [item('x', 1000)]);
    expect(ways.map(({ how, restFen }) => [how, restFen])).toEqual([
      ['Part', 6],
      ['Fee', -6],
      ['Rounding', -6],
    ]);
    expect(ways[0]!.items[0]!.fen).toBe(994);
  });

  it('offers a part of the line when it brought more, and never a fee', () => {
    const ways = waysToMatch([line('a', 150_00)], [item('x', 100_00)]);
    expect(ways.map(({ how }) => how)).toEqual(['Part']);
    expect(ways[0]!.lines[0]!.fen).toBe(100_00);
    expect(ways[0]!.restFen).toBe(50_00);
  });

  it('knows money out as well as money in', () => {
    const ways = waysToMatch([line('a', -100_00)], [item('x', -150_00)]);
    expect(ways.map(({ how, restFen }) => [how, restFen])).toEqual([['Part', -50_00]]);
    expect(waysToMatch([line('a', -100_50)], [item('x', -100_00)]).map(({ how }) => how)).toContain('Fee');
  });

  it('puts money in and money out together only when they add up', () => {
    expect(waysToMatch([line('a', 100_00)], [item('x', -100_00)])).toEqual([]);
  });
});

describe('wayOf a suggestion', () => {
  it('is exact when nothing is left over', () => {
    expect(wayOf(proposal({})).how).toBe('Exact');
  });

  it('names the fee that was kept', () => {
    const way = wayOf(proposal({ differenceFen: -60, reasons: [{ code: 'FeeNetted', value: '60', ruleId: null }] }));
    expect(way).toMatchObject({ how: 'Fee', restFen: -60, lines: [{ lineId: 'a', fen: 99_40 }] });
  });

  it('names the lost fen', () => {
    expect(
      wayOf(proposal({ differenceFen: -1, reasons: [{ code: 'OneFenOff', value: null, ruleId: null }] })).how,
    ).toBe('Rounding');
  });
});

it.each([
  [true, 92, 'certain'],
  [false, 75, 'likely'],
  [false, 74, 'possible'],
  [false, 49, 'unsure'],
] as const)('certain %s with %s points is %s', (isCertain, score, word) => {
  expect(confidenceOf({ isCertain, score })).toBe(word);
});
