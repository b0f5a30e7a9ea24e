import { expect, Page, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll, expectTargetsOf } from '../support/a11y';
import { newPhone } from '../support/demo';
import { screenshot, useTextSize } from '../support/screens';
import { codeOf, setUpSecondFactor } from '../support/totp';

const PASSWORD = '槐香里的桂花开了两回';

async function register(page: Page, name: string, birthDate: string): Promise<string> {
  const phone = newPhone();
  await page.goto('/join/huaixiangli');
  await page.getByLabel('姓名', { exact: true }).fill(name);
  await page.getByLabel('手机号', { exact: true }).fill(phone);
  await page.getByLabel('出生日期').fill(birthDate);
  await page.getByLabel('设一个密码').fill(PASSWORD);
  await page.getByLabel('我看过了，同意').check();
  await page.getByRole('button', { name: '登记' }).click();
  return phone;
}

test('a neighbour becomes a volunteer on the phone', { tag: '@phone' }, async ({ page }) => {
  await useTextSize(page, 'elder');
  await page.goto('/join/huaixiangli');
  await page.getByRole('button', { name: '登记' }).click();
  await expect(page.getByLabel('姓名', { exact: true })).toBeFocused();
  await expect(page.getByText('请勾选这一项。')).toBeVisible();
  await expectAccessible(page);
  await expectTargetsOf(page, 60);
  await screenshot(page, 'join-errors-elder');

  await register(page, '石榴花', '19550312');
  await expect(page.getByRole('heading', { level: 1, name: '登记好了' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await screenshot(page, 'join-done-elder');

  await page.goto('/me/contact');
  await expect(page.getByText('石榴花')).toBeVisible();
  await page.goto('/me/privacy');
  await expect(page.getByText('登记为志愿者并接收通知')).toBeVisible();
  await expectAccessible(page);
});

test('a child is asked for a guardian', { tag: '@phone' }, async ({ page }) => {
  await register(page, '石小满', '2016-05-06');
  await expect(page.getByLabel('家长或监护人姓名')).toBeFocused();
  await page.getByLabel('家长或监护人姓名').fill('石榴花');
  await page.getByLabel('家长或监护人手机号').fill(newPhone());
  await page.getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '登记好了' })).toBeVisible();
});

test(
  'the second sign-in step: set up, signed out, and in again with a code',
  { tag: ['@phone', '@smoke'] },
  async ({ page }) => {
    const phone = await register(page, '石榴红', '1972-10-01');
    await expect(page.getByRole('heading', { level: 1, name: '登记好了' })).toBeVisible();
    await page.goto('/me/second-factor');
    const secret = await setUpSecondFactor(page, PASSWORD);
    await expect(page.locator('.codes li')).toHaveCount(10);
    await expectAccessible(page);
    await screenshot(page, 'second-factor-codes');
    await page.getByRole('button', { name: '我已经抄好了' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();

    await page.goto('/sign-in');
    await page.getByLabel('手机号、邮箱或用户名').fill(phone);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    // Each code counts once, so the one of the next half minute.
    await page.getByLabel('六位验证码').fill(codeOf(secret, 1));
    await page.getByRole('button', { name: '登录' }).click();
    await expect(page).toHaveURL('/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('石榴红');
  },
);

test('a mistyped address says so', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/join/nowhere');
  await expect(page.getByRole('heading', { level: 1, name: '没有这个社区' })).toBeVisible();
  await page.goto('/invitations/nothing');
  await expect(page.getByRole('heading', { level: 1, name: '这个邀请不能用了' })).toBeVisible();
  await expectAccessible(page);
});
