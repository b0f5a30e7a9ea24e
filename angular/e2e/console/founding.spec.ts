import { Browser, expect, Page, test } from '@playwright/test';

import { expectAccessible } from '../support/a11y';
import { demo, newPhone, unique } from '../support/demo';
import { screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';
import { setUpSecondFactor } from '../support/totp';

const PASSWORD = '新社区第一天就下了雪';

/** Opens a handed-over link where nobody is signed in, and comes in with a new account. */
async function accept(browser: Browser, link: string, phone: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })).newPage();
  await page.goto(new URL(link).pathname);
  await page.getByLabel('手机号、邮箱或用户名').fill(phone);
  await page.getByLabel('设一个密码').fill(PASSWORD);
  const consent = page.getByLabel('我看过了，同意');
  if (await consent.isVisible()) {
    await consent.check();
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: '接受邀请' }).click();
  await expect(page).not.toHaveURL(/invitations/);
  return page;
}

/** Where the post asks for it: the second sign-in step, then the console. */
async function toConsole(page: Page): Promise<void> {
  await page.goto('/console');
  await expect(page.locator('h1')).toBeVisible();
  if (page.url().includes('second-factor')) {
    await setUpSecondFactor(page, PASSWORD);
    await page.getByRole('button', { name: '我已经抄好了' }).click();
  }
  await expect(page).toHaveURL(/\/console/);
}

test('from a new street to a community whose secretary grants a role', { tag: '@desk' }, async ({ page, browser }) => {
  test.setTimeout(120_000);
  const run = unique();
  await signIn(page, demo('operator'), '/console/host/communities');

  await page.getByRole('button', { name: '新建街道' }).click();
  await page.getByLabel('名称', { exact: true }).fill(`梧桐路街道${run}`);
  await page.getByLabel('英文名称').fill('Wutong Road');
  await page.getByLabel('简称（用在网址里）').fill(`wutong-${run}`);
  await page.getByLabel('电话').fill('0371-0000 2000');
  await page.getByLabel('第一位街道干部的姓名').fill('汪海棠');
  await expectAccessible(page);
  await page.getByRole('button', { name: '新建', exact: true }).click();
  await expect(page.getByRole('img', { name: '邀请二维码' })).toBeVisible();
  await expect(page.getByLabel('邀请链接')).toHaveValue(/\/invitations\//);
  await expectAccessible(page);
  await screenshot(page, 'street-invitation');
  await page.getByRole('button', { name: '已交给本人' }).click();

  await page
    .getByRole('region', { name: `梧桐路街道${run}` })
    .getByRole('button', { name: '新建社区' })
    .click();
  await page.getByLabel('名称', { exact: true }).fill(`梧桐里社区${run}`);
  await page.getByLabel('英文名称').fill('Wutongli');
  await page.getByLabel('简称（用在网址里）').fill('Not A Code');
  await page.getByLabel('电话', { exact: true }).fill('0371-0000 2001');
  await page.getByLabel('地址').fill('梧桐路1号');
  await page.getByLabel('书记姓名').fill('方玉兰');
  await page.getByLabel('书记手机号').fill(newPhone());
  await page.getByRole('button', { name: '新建', exact: true }).click();
  await expect(page.getByLabel('简称（用在网址里）')).toBeFocused();
  await page.getByLabel('简称（用在网址里）').fill(`wutongli-${run}`);
  await page.getByRole('button', { name: '新建', exact: true }).click();
  const secretaryLink = await page.getByLabel('邀请链接').inputValue();
  await page.getByRole('button', { name: '已交给本人' }).click();
  await expect(page.getByText(`梧桐里社区${run}`)).toBeVisible();

  const secretary = await accept(browser, secretaryLink, newPhone());
  await toConsole(secretary);
  await secretary.goto('/console/people');
  await secretary.getByRole('button', { name: '登记新人' }).click();
  await secretary.getByLabel('姓名').fill('冯会计');
  await secretary.getByLabel('同意登记的方式').selectOption('PaperForm');
  await secretary.getByRole('button', { name: '保存' }).click();
  await secretary.getByRole('button', { name: '邀请（链接和二维码）' }).click();
  const link = await secretary.getByLabel('邀请链接').inputValue();
  await screenshot(secretary, 'person-invitation');
  await accept(browser, link, newPhone());

  await secretary.goto('/console/roles');
  await expect(secretary.getByText('唯一的书记')).toBeVisible();
  await secretary.getByRole('button', { name: '授予职务' }).click();
  await secretary.getByLabel('找人').fill('冯会计');
  await secretary.getByRole('button', { name: /冯会计/ }).click();
  await secretary.getByLabel('职务', { exact: true }).selectOption('fund-manager');
  await secretary.getByLabel('到哪一天为止').fill('2030-12-31');
  await expectAccessible(secretary);
  await secretary.getByRole('button', { name: '授予', exact: true }).click();
  await expect(secretary.getByRole('region', { name: '基金管理员' })).toContainText('冯会计');
  await expect(secretary.getByRole('region', { name: '基金管理员' })).toContainText('到 2030年12月31日 为止');

  // A link works once.
  const late = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await late.goto(new URL(secretaryLink).pathname);
  await expect(late.getByRole('heading', { level: 1, name: '这个邀请不能用了' })).toBeVisible();
});

test('the street sees its communities and nothing inside them', { tag: '@desk' }, async ({ page }) => {
  await signIn(page, demo('street'), '/console/street');
  await expect(page.getByRole('cell', { name: /槐香里社区/ })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'street');
  await page.goto('/console/people');
  await expect(page.getByRole('heading', { level: 1, name: '您不能看这一页' })).toBeVisible();
});
