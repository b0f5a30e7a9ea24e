import { Shape } from '../../core/api/shapes';

export type Book = Shape<'ListBooksItem'>;
export type Fund = Shape<'ListBooksFundItem'>;
export type MoneyAccount = Shape<'ListBooksMoneyItem'>;
export type StatementLine = Shape<'ListStatementLinesLine'>;
export type LineFilter = Shape<'ListStatementLinesLineFilter'>;
export type OpenItem = Shape<'ListOpenItemsItem'>;
/** The server's lists write it as plain text. */
export type OpenItemKind = Shape<'OpenItemKind'>;
export type Suggestion = Shape<'SuggestionAnswer'>;
export type Reason = Shape<'ReasonAnswer'>;
export type Figures = Shape<'ReconciliationFigures'>;
export type BankMatch = Shape<'ListMatchesItem'>;
export type Preview = Shape<'StatementAnswer'>;
export type ColumnChoice = Shape<'ColumnChoice'>;
export type ImportedStatement = Shape<'ListStatementsItem'>;
export type HostStatement = Shape<'HostStatementAnswer'>;
export type BookMonth = Shape<'ListMonthsItem'>;
export type MonthStep = Shape<'ListMonthsStep'>;
export type Voucher = Shape<'GetEntryResponse'>;
export type AccountRole = Shape<'AccountRole'>;
export type EntryKind = Shape<'EntryKind'>;
export type DifferenceReason = Shape<'DifferenceReason'>;

export const LINE_FILTERS: readonly LineFilter[] = ['Open', 'Matched', 'Ignored', 'All'];
