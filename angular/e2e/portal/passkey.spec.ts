import { expect, Page, test } from '@playwright/test';

import { expectAccessible } from '../support/a11y';
import { useAuthenticator } from '../support/authenticator';
import { newPhone } from '../support/demo';
import { screenshot } from '../support/screens';

const PASSWORD = '槐香里的桂花开了两回';

/** A neighbour of this story's own, signed in. */
async function newNeighbour(page: Page): Promise<void> {
  await page.goto('/join/huaixiangli');
  await page.getByLabel('姓名', { exact: true }).fill('石榴香');
  await page.getByLabel('手机号', { exact: true }).fill(newPhone());
  await page.getByLabel('出生日期').fill('1961-04-05');
  await page.getByLabel('设一个密码').fill(PASSWORD);
  await page.getByLabel('我看过了，同意').check();
  await page.getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '登记好了' })).toBeVisible();
}

test('a passkey: added with a name, used to sign in, and removed', { tag: '@phone' }, async ({ page }) => {
  await useAuthenticator(page);
  await newNeighbour(page);

  await page.goto('/me/passkeys');
  await expect(page.getByText('还没有通行密钥。')).toBeVisible();
  await page.getByRole('button', { name: '添加通行密钥' }).click();
  await expect(page.getByLabel('起个名字')).toBeFocused();
  await page.getByLabel('起个名字').fill('我的手机');
  await page.getByLabel('密码', { exact: true }).fill('不是这个密码呀呀呀');
  await page.getByRole('button', { name: '添加通行密钥' }).click();
  await expect(page.getByRole('alert').or(page.locator('app-notice'))).toBeVisible();
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '添加通行密钥' }).click();
  await expect(page.getByRole('heading', { level: 2, name: '我的手机' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'passkeys');

  await page.goto('/me');
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.goto('/sign-in?back=%2Fme%2Fpasskeys');
  await expectAccessible(page);
  await page.getByRole('button', { name: '用通行密钥进入' }).click();
  await expect(page).toHaveURL('/me/passkeys');
  await expect(page.getByText('最近使用')).toBeVisible();

  await page.getByRole('button', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(page.getByText('还没有通行密钥。')).toBeVisible();
});

test('without a passkey on the device the sign-in page says what to do', { tag: '@phone' }, async ({ page }) => {
  await useAuthenticator(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '用通行密钥进入' }).click();
  await expect(page.getByText('没有登录。')).toBeVisible({ timeout: 20_000 });
});
