import { fenText, parseFen } from '../../../shared/domain/fen';
import { AccountRole } from '../funds-api';

/** What a line may be booked as, by which way its money went; the plainest first. */
const ROLES_IN: readonly AccountRole[] = [
  'OtherIncome',
  'InvestmentIncome',
  'Sales',
  'Services',
  'Receivable',
  'Payable',
  'InTransit',
  'AgencyLiabilities',
];
const ROLES_OUT: readonly AccountRole[] = [
  'OtherCost',
  'FundraisingCost',
  'Payable',
  'Receivable',
  'InTransit',
  'AgencyAssets',
  'AgencyLiabilities',
];

export function rolesFor(fen: number): readonly AccountRole[] {
  return fen >= 0 ? ROLES_IN : ROLES_OUT;
}

/** What is left of a line's sum for the last part, when the others have theirs. Amounts are typed without a sign. */
export function restOf(openFen: number, typed: readonly string[]): number {
  return Math.abs(openFen) - typed.reduce((sum, text) => sum + (parseFen(text) ?? 0), 0);
}

/** The parts of a line with its sign; null while they do not add up to it. */
export function partsOf(openFen: number, typed: readonly string[]): number[] | null {
  const parts = typed.map((text) => parseFen(text) ?? 0);
  const sum = parts.reduce((total, fen) => total + fen, 0);
  const sign = openFen < 0 ? -1 : 1;
  return parts.every((fen) => fen > 0) && sum === Math.abs(openFen) ? parts.map((fen) => sign * fen) : null;
}

/** For a box one types in: 1234.50, without sign and currency. */
export function typedFen(fen: number): string {
  return fenText(Math.abs(fen)).replace('¥', '').replace(/,/g, '');
}
