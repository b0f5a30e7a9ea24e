import { isUsable, withColumn, withHeaderRow } from './columns';

describe('the columns of a statement', () => {
  it('need a date and money in one column or in two', () => {
    const date = withColumn(null, 'date', 0);
    expect(isUsable(null)).toBe(false);
    expect(isUsable(date)).toBe(false);
    expect(isUsable(withColumn(date, 'amount', 2))).toBe(true);
    expect(isUsable(withColumn(date, 'credit', 2))).toBe(false);
    expect(isUsable(withColumn(withColumn(date, 'credit', 2), 'debit', 3))).toBe(true);
  });

  it('have one meaning each', () => {
    const before = withColumn(withColumn(null, 'memo', 4), 'date', 0);
    expect(withColumn(before, 'counterparty', 4)).toMatchObject({ memo: null, counterparty: 4, date: 0 });
    expect(withColumn(before, 'memo', null)).toMatchObject({ memo: null, date: 0 });
  });

  it('keep what was chosen when another row is the header', () => {
    expect(withHeaderRow(withColumn(null, 'date', 1), 7)).toMatchObject({ headerRow: 7, date: 1 });
  });
});
