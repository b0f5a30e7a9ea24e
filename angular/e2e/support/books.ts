import { Caller, newName } from './api';

export interface Stage {
  readonly bookId: string;
  readonly fundId: string;
  readonly accountId: string;
  readonly name: string;
}

/** Books of a story's own: a book under a host charity, one fund, one bank account whose number ends on 4101. */
export async function newBooks(manager: Caller, openingFen: number): Promise<Stage> {
  const name = `故事账套${newName()}`;
  const { id: bookId } = await manager.call('POST', '/funds/books', {
    name,
    host: {
      name: '槐香路慈善会',
      nameEn: 'Huaixiang Charity',
      creditCode: '53110000MJ00000001',
      certificate: null,
      phone: '010-5555 0100',
    },
    standard: 'Npo2024',
    opensOn: '2026-03-01',
  });
  const { id: fundId } = await manager.call('POST', `/funds/books/${bookId}/funds`, {
    code: `S${Date.now().toString(36).toUpperCase()}`,
    name: '为老服务基金',
    nameEn: 'Fund for the elderly',
    purpose: '给社区里的老人送餐、修扶手。',
    level: 'Community',
    restriction: 'Unrestricted',
  });
  const digits = Math.floor(Math.random() * 1e11)
    .toString()
    .padStart(11, '0');
  const { id: accountId } = await manager.call('POST', `/funds/books/${bookId}/money-accounts`, {
    kind: 'BankAccount',
    name: '慈善会基本户',
    number: `6222${digits}4101`,
  });
  if (openingFen > 0) {
    const bank = await codeOf(manager, bookId, 'Bank');
    await manager.call('POST', `/funds/books/${bookId}/opening`, {
      lines: [{ account: bank, fen: openingFen, fundId, moneyAccountId: accountId }],
    });
  }
  return { bookId, fundId, accountId, name };
}

/** The number of the account that plays a role in a book's chart. */
export async function codeOf(manager: Caller, bookId: string, role: string): Promise<string> {
  const { accounts } = await manager.call('GET', `/funds/books/${bookId}/chart?on=2026-03-01`);
  return accounts.find((account: { role: string | null }) => account.role === role).code;
}

/** Money that came or went, in the books already; the other side's name stands on the bank's leg. */
export async function post(
  manager: Caller,
  stage: Stage,
  codes: { bank: string; other: string },
  movement: { date: string; fen: number; who: string },
): Promise<void> {
  await manager.call('POST', `/funds/books/${stage.bookId}/entries`, {
    date: movement.date,
    text: `${movement.fen > 0 ? '收' : '付'} ${movement.who}`,
    lines: [
      {
        account: codes.bank,
        fen: movement.fen,
        fundId: stage.fundId,
        moneyAccountId: stage.accountId,
        text: movement.who,
      },
      { account: codes.other, fen: -movement.fen, fundId: stage.fundId },
    ],
  });
}
