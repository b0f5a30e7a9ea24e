import { expect, Page, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { Caller } from '../support/api';
import { codeOf, newBooks, post, Stage } from '../support/books';
import { demo } from '../support/demo';
import { anotherPage, screenshot, useLanguage } from '../support/screens';
import { signIn } from '../support/sign-in';
import { statement } from '../support/statements';

const FUND = demo('fund');
const SECRETARY = demo('secretary');
const { buffer, truth } = statement('bank-two-columns.csv');
const MARCH = truth.lines.filter(({ at }) => at < '2026-04');
/** Two lines that nobody has booked: somebody's gift, and money that went out. */
const GIFT = MARCH.findIndex(({ fen, memo }) => fen > 0 && memo === '长者食堂捐赠');
const PAID = MARCH.findIndex(({ fen }) => fen < 0);

/** Books with everything that happened in March but those two. */
async function march(baseURL: string): Promise<{ manager: Caller; stage: Stage }> {
  const manager = await Caller.signedIn(baseURL, FUND);
  const stage = await newBooks(manager, truth.openingFen);
  const bank = await codeOf(manager, stage.bookId, 'Bank');
  const income = await codeOf(manager, stage.bookId, 'OtherIncome');
  const cost = await codeOf(manager, stage.bookId, 'OtherCost');
  for (const [index, { at, fen, who }] of MARCH.entries()) {
    if (index !== GIFT && index !== PAID) {
      await post(manager, stage, { bank, other: fen > 0 ? income : cost }, { date: at.slice(0, 10), fen, who });
    }
  }
  return { manager, stage };
}

async function importFile(page: Page, stage: Stage): Promise<void> {
  await page.goto(`/console/funds/statements?account=${stage.accountId}`);
  await page.getByLabel(/选文件/).setInputFiles({ name: 'bank-two-columns.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: /导入 \d+ 笔/ }).click();
  await expect(page.getByText(/导入完成：新增 65 笔/)).toBeVisible();
}

const bankSide = (page: Page) => page.getByRole('listbox', { name: '银行流水' });
const difference = (page: Page) => page.getByTestId('difference');

test(
  'a month: the file is taken in, certain ones are accepted, the rest gets its entries, two people close',
  { tag: '@desk' },
  async ({ page, browser, baseURL }) => {
    test.setTimeout(180_000);
    const { stage } = await march(baseURL!);
    await signIn(page, FUND, '/console/funds');
    await expect(page.getByRole('heading', { name: stage.name })).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'funds');

    await page.goto(`/console/funds/statements?account=${stage.accountId}`);
    await page.getByLabel(/选文件/).setInputFiles({ name: 'bank-two-columns.csv', mimeType: 'text/csv', buffer });
    await expect(page.getByText(/文字编码：GBK/)).toBeVisible();
    await expect(page.getByText('¥123,456.78')).toBeVisible();
    await expect(page.getByText('¥178,174.03').first()).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'statement-preview');
    await page.getByRole('button', { name: '导入 65 笔' }).click();
    await expect(page.getByText('导入完成：新增 65 笔，跳过已有的 0 笔。')).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('link', { name: '去对账' }).click();
    await page.getByLabel('对到哪天').selectOption('2026-03');
    await expect(bankSide(page).getByRole('option')).toHaveCount(MARCH.length);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'reconcile');

    // Everything from here on goes by the keyboard.
    await bankSide(page).focus();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: '一起对上' }).click();
    await expect(page.getByText(/已对上 \d+ 笔/)).toBeVisible();

    // What is left: alike ones, which the engine leaves to a person, and the two that nobody has booked.
    await bankSide(page).focus();
    const left = bankSide(page).getByRole('option');
    let entries = 0;
    for (let open = await left.count(); open > 0; open = await left.count()) {
      await bankSide(page).focus();
      await page.keyboard.press('Home');
      const first = await left.first().innerText();
      if (/确定|很可能|可能/.test(first)) {
        await page.keyboard.press('Enter');
      } else {
        await page.keyboard.press('n');
        const sheet = page.getByRole('dialog');
        await expect(sheet.getByText('用这笔流水记账')).toBeVisible();
        if (entries++ === 0) {
          await expectAccessible(page);
          await screenshot(page, 'reconcile-new-entry');
        }
        await sheet.getByRole('button', { name: '记账并对上' }).click();
        await expect(sheet).toHaveCount(0);
      }
      await expect(left).toHaveCount(open - 1);
    }
    expect(entries).toBe(2);
    await expect(difference(page)).toHaveText('¥0.00');
    await expect(page.getByText('全部对上了')).toBeVisible();
    await screenshot(page, 'reconcile-done');

    // Everything that was done can be looked up, with its reasons.
    await page.getByRole('button', { name: '记录' }).click();
    await expect(page.getByRole('dialog').getByText('由流水记账').first()).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'reconcile-history');
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: '去月末结账' }).click();
    await expect(page.getByText('已对平')).toBeVisible();
    await page.getByRole('button', { name: '做双方对账单' }).click();
    await page.getByRole('button', { name: '我方确认' }).click();
    await expect(page.getByText('等挂靠组织确认')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'month-end');
    await page.getByRole('link', { name: '看、打印' }).click();
    await expect(page.getByRole('heading', { name: '双方对账单' })).toBeVisible();
    const balance = (
      await page
        .getByRole('row', { name: /账面余额/ })
        .getByRole('cell')
        .last()
        .innerText()
    ).trim();
    await expectAccessible(page);
    await screenshot(page, 'host-statement');

    const secretary = await anotherPage(browser, 'desk');
    await signIn(secretary, SECRETARY, `/console/funds/months?book=${stage.bookId}&month=2026-03`);
    await secretary.getByRole('button', { name: '记录对方答复' }).click();
    await secretary.getByLabel('对方谁答复的').fill('慈善会会计韩静');
    await secretary.getByLabel('对方账上的余额').fill(balance);
    await secretary.getByRole('button', { name: '记录对方答复' }).last().click();
    await expect(secretary.getByText('双方已确认')).toBeVisible();

    await page.goto(`/console/funds/months?book=${stage.bookId}&month=2026-03`);
    await page.getByRole('button', { name: '申请结账' }).click();
    await expect(page.getByText(/等第二个人同意结账/)).toBeVisible();
    await expect(page.getByRole('button', { name: '同意，结账' })).toHaveCount(0);
    await secretary.reload();
    await secretary.getByRole('button', { name: '同意，结账' }).click();
    await expect(secretary.getByText('已结账。')).toBeVisible();
    await expectAccessible(secretary);
    await screenshot(secretary, 'month-closed');

    // Once closed, opening it again takes a reason and the second person too.
    await page.reload();
    await page.getByRole('button', { name: '申请重新打开' }).click();
    await page.getByLabel(/为什么要重新打开/).fill('银行补来一张回单。');
    await page.getByRole('button', { name: '申请重新打开' }).last().click();
    await expect(page.getByText('原因：银行补来一张回单。').first()).toBeVisible();
    await secretary.reload();
    await secretary.getByRole('button', { name: '同意，重新打开' }).click();
    await expect(secretary.getByText('已重新打开。')).toBeVisible();
    await secretary.context().close();
  },
);

test('vouchers, statements and what one takes away', { tag: '@desk' }, async ({ page, baseURL }) => {
  const { stage } = await march(baseURL!);
  await signIn(page, FUND, `/console/funds/entries?book=${stage.bookId}`);
  await expect(page.getByRole('row')).toHaveCount(MARCH.length);
  await expectAccessible(page);
  await screenshot(page, 'entries');
  await page.getByRole('rowheader').last().getByRole('link').click();
  await expect(page.getByText('壹拾贰万叁仟肆佰伍拾陆元柒角捌分')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'voucher');

  for (const [report, proof] of [
    ['trial', '借贷相等，账是平的。'],
    ['balance', '资产合计'],
    ['activities', '净资产变动额'],
    ['fund', /现在可用/],
  ] as const) {
    await page.goto(`/console/funds/reports?book=${stage.bookId}&month=2026-03&report=${report}`);
    await expect(page.getByText(proof).first()).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, `report-${report}`);
  }
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'beancount' }).click();
  expect((await download).suggestedFilename()).toBe('2026-03.beancount');
});

test(
  'a step is undone, a line is put aside, and a colleague who was faster is heard of',
  { tag: '@desk' },
  async ({ page, baseURL }) => {
    const { manager, stage } = await march(baseURL!);
    await signIn(page, FUND, '/console/funds');
    await importFile(page, stage);
    await page.goto(`/console/funds/reconcile?account=${stage.accountId}&month=2026-03`);
    await expect(bankSide(page).getByRole('option')).toHaveCount(MARCH.length);
    await bankSide(page).focus();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toContainText('接受首选的建议');
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await bankSide(page).focus();
    const before = await difference(page).innerText();
    await page.keyboard.press('Enter');
    await expect(page.getByText('已对上。', { exact: true })).toBeVisible();
    await expect(bankSide(page).getByRole('option')).toHaveCount(MARCH.length - 1);
    expect(await difference(page).innerText()).toBe(before);
    await page.keyboard.press('u');
    await expect(bankSide(page).getByRole('option')).toHaveCount(MARCH.length);

    await page.keyboard.press('i');
    await page.getByRole('dialog').getByLabel('为什么').fill('别的社区的钱。');
    await page.getByRole('dialog').getByRole('button', { name: '不属于本账' }).click();
    await expect(page.getByText(/另有不属于本账的/)).toBeVisible();
    await expect(bankSide(page).getByRole('option')).toHaveCount(MARCH.length - 1);

    const { items } = await manager.call(
      'GET',
      `/funds/money-accounts/${stage.accountId}/statement-lines?to=2026-03-31&pageSize=1`,
    );
    await manager.call('POST', `/funds/statement-lines/${items[0].id}/ignore`, { reason: '同事先处理了。' });
    await bankSide(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('另一位同事刚处理过这一笔');
    await expect(bankSide(page).getByRole('option')).toHaveCount(MARCH.length - 2);
    await expectAccessible(page);
    await screenshot(page, 'reconcile-conflict');
  },
);

test('on a phone the two sides stand below each other', { tag: '@phone' }, async ({ page, baseURL }) => {
  const { stage } = await march(baseURL!);
  await signIn(page, FUND, '/console/funds');
  await expectNoSidewaysScroll(page);
  await importFile(page, stage);
  await expectNoSidewaysScroll(page);
  await page.goto(`/console/funds/reconcile?account=${stage.accountId}&month=2026-03`);
  await expect(bankSide(page).getByRole('option').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await screenshot(page, 'reconcile');
  await page.goto(`/console/funds/months?book=${stage.bookId}`);
  await expect(page.getByText('还没对平')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await screenshot(page, 'month-end');
});

test('the same in English', { tag: '@desk' }, async ({ page, baseURL }) => {
  const { stage } = await march(baseURL!);
  await signIn(page, FUND, '/console/funds');
  await importFile(page, stage);
  await useLanguage(page, 'en');
  await page.goto(`/console/funds/reconcile?account=${stage.accountId}&month=2026-03`);
  await expect(page.getByRole('heading', { name: 'Reconciliation' })).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Bank statement' }).getByRole('option').first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await screenshot(page, 'reconcile-en');
});
