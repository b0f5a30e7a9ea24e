import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { demo } from '../support/demo';
import { screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';
import { somebodyToPhone } from '../support/somebody-to-phone';

const PAGES = ['people', 'roles', 'roles/permissions', 'settings', 'audit', 'messages', 'messages/call-list'];

test('the secretary’s pages read well at a desk and on a phone', async ({ page }) => {
  test.setTimeout(150_000);
  await signIn(page, demo('secretary'), '/console');
  for (const path of PAGES) {
    await page.goto(`/console/${path}`);
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.bones')).toHaveCount(0);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, `console-${path.replace('/', '-')}`);
  }
});

test('a phone number is shown for a reason, and the reason is on record', async ({ page }) => {
  await signIn(page, demo('secretary'), '/console/people');
  await page.getByRole('searchbox').fill('1115');
  await page.getByRole('button', { name: '王秀英' }).first().click();
  await expect(page.getByText(/199\*{4}\d{4}/).last()).toBeVisible();
  await page.getByRole('button', { name: '显示完整电话' }).click();
  await page.getByRole('button', { name: '上门探望' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '显示完整电话' }).click();
  await expect(page.getByRole('link', { name: /^199\d{8}$/ })).toBeVisible();
  await page.getByRole('link', { name: '查看操作记录' }).click();
  await expect(page.getByText('查看了一位居民的电话').first()).toBeVisible();
  await expect(page.getByText('理由: 上门探望').first()).toBeVisible();
});

test('changed permissions are saved together, and leaving asks first', { tag: '@desk' }, async ({ page }) => {
  await signIn(page, demo('secretary'), '/console/roles/permissions');
  const box = page.getByRole('checkbox', { name: '基金管理员: 查看通知和电话名单' });
  const before = await box.isChecked();
  await box.click();
  await page.getByRole('link', { name: '返回职务' }).click();
  await page.getByRole('dialog').getByRole('button').first().click();
  await expect(page.getByText('改了 1 处，还没有保存。')).toBeVisible();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('改了 1 处，还没有保存。')).toHaveCount(0);
  await page.reload();
  await expect(box).toBeChecked({ checked: !before });
  await box.click();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(box).toBeChecked({ checked: before });
});

test('people whom no mail reaches are phoned and ticked', async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, demo('secretary'), '/console');
  const name = await somebodyToPhone(page);
  await page.goto('/console/messages/call-list');
  const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
  await item.getByRole('button', { name: /显示号码/ }).click();
  await expect(item.getByRole('link', { name: /19900008888/ })).toHaveAttribute('href', 'tel:19900008888');
  await expectAccessible(page);
  await item.getByRole('button', { name: /已打电话/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '已经告诉本人' }).click();
  await expect(item.getByRole('button')).toHaveCount(0);
  await screenshot(page, 'call-list-ticked');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '电话名单' })).toBeVisible();
  await expect(page.locator('.bones')).toHaveCount(0);
  await expect(item).toHaveCount(0);
});
