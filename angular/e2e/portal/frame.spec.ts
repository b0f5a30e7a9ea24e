import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll, expectTargetsOf } from '../support/a11y';
import { screenshot, TextSize, useLanguage, useTextSize } from '../support/screens';

const PUBLIC_PAGES = ['/', '/sign-in', '/forgot-password', '/nowhere'];

for (const [size, pixels] of [
  ['normal', 44],
  ['elder', 60],
  ['huge', 60],
] as [TextSize, number][]) {
  for (const path of PUBLIC_PAGES) {
    test(`${path} is good to read and to tap with ${size} letters`, async ({ page }) => {
      await useTextSize(page, size);
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      await expectAccessible(page);
      await expectTargetsOf(page, pixels);
      await expectNoSidewaysScroll(page);
      await screenshot(page, `${path === '/' ? 'home' : path.slice(1)}-${size}`);

      await page.setViewportSize({ width: 320, height: 640 });
      await expectNoSidewaysScroll(page);
    });
  }
}

test('the language changes at once and stays', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'EN' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect(page).toHaveTitle(/^Sign in · /);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});

test('large letters are one tap away and stay', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('banner').getByRole('button', { name: '长辈版' }).click();
  await expect(page.locator('html')).toHaveCSS('font-size', '22px');
  await page.reload();
  await expect(page.locator('html')).toHaveCSS('font-size', '22px');
  await page.getByRole('banner').getByRole('button', { name: '标准版' }).click();
  await expect(page.locator('html')).toHaveCSS('font-size', '16px');
});

test('the first visit is asked about large letters, once', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: '不用' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: '字要不要大一些？' })).toHaveCount(0);
});

test('an empty sign-in says what is missing and puts the cursor there', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '登录' }).click();
  const identifier = page.getByLabel('手机号、邮箱或用户名');
  await expect(identifier).toBeFocused();
  await expect(identifier).toHaveAccessibleDescription(/这一项要填/);
  await expectAccessible(page);
  await screenshot(page, 'sign-in-errors');
});

test('a page of one’s own asks to sign in first and remembers where one was going', async ({ page }) => {
  await page.goto('/me');
  await expect(page).toHaveURL(/\/sign-in\?back=%2Fme$/);
  await page.goto('/console');
  await expect(page).toHaveURL(/\/sign-in\?back=%2Fconsole$/);
});

test('a change of page moves the focus to its heading', async ({ page }) => {
  await useLanguage(page, 'en');
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot password' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Forgot password' })).toBeFocused();
});

test('nothing on the first pages is refused by the content security policy', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/i.test(message.text())) {
      complaints.push(message.text());
    }
  });
  for (const path of PUBLIC_PAGES) {
    await page.goto(path);
    await expect(page.locator('h1')).toBeVisible();
  }
  expect(complaints).toEqual([]);
});
