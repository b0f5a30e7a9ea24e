/** Money is whole fen everywhere; these two are the only ways in and out. */

const MOST = 9_999_999_999_99;

/** 123450 → "¥1,234.50"; a minus sign stands in front of the currency sign. */
export function fenText(fen: number): string {
  const whole = Math.trunc(Math.abs(fen));
  const yuan = Math.floor(whole / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${yuan}.${(whole % 100).toString().padStart(2, '0')}`;
}

/** "1,234.5" → 123450; null when it is not an amount with at most two decimals. Full-width digits are welcome. */
export function parseFen(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[¥￥元,\s]/g, '')
    .replace(/。/g, '.');
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) {
    return null;
  }
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return fen > MOST ? null : match[1] === '-' && fen !== 0 ? -fen : fen;
}
