import { ColumnChoice } from '../funds-api';

/** What a column can be, in the order in which the page asks. */
export const COLUMN_ROLES = [
  'date',
  'time',
  'credit',
  'debit',
  'amount',
  'direction',
  'balance',
  'counterparty',
  'counterpartyAccount',
  'memo',
  'serial',
  'reference',
  'remark',
  'currency',
  'status',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

const NOTHING: ColumnChoice = {
  header: '',
  headerRow: null,
  date: null,
  time: null,
  amount: null,
  credit: null,
  debit: null,
  direction: null,
  balance: null,
  currency: null,
  counterparty: null,
  counterpartyAccount: null,
  memo: null,
  serial: null,
  reference: null,
  remark: null,
  status: null,
  dateOrder: 'AsFound',
};

/** A column has one meaning: given a new one, it loses the old. */
export function withColumn(mapping: ColumnChoice | null, role: ColumnRole, column: number | null): ColumnChoice {
  const next = { ...(mapping ?? NOTHING) };
  for (const other of COLUMN_ROLES) {
    if (column !== null && next[other] === column) {
      next[other] = null;
    }
  }
  next[role] = column;
  return next;
}

/** Another row is the header: its titles are not known yet, so the file is looked at anew. */
export function withHeaderRow(mapping: ColumnChoice | null, row: number): ColumnChoice {
  return { ...(mapping ?? NOTHING), headerRow: row };
}

/** A date, and money in one column or in two. */
export function isUsable(mapping: ColumnChoice | null): boolean {
  return (
    mapping !== null &&
    mapping.date !== null &&
    (mapping.amount !== null || (mapping.credit !== null && mapping.debit !== null))
  );
}
