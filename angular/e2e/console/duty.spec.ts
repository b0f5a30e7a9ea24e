import { expect, Page, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';

/** Leads one club of the demo: the cleaning team. */
const LEADER = { identifier: 'cleaning', password: 'Volunteer-2026' };

/** "2026-11-28": the last Saturday of the month that many months from this one, as a wall calendar has it. */
function lastSaturday(monthsOn: number): string {
  const now = new Date();
  const last = new Date(Date.UTC(now.getFullYear(), now.getMonth() + monthsOn + 1, 0));
  last.setUTCDate(last.getUTCDate() - ((last.getUTCDay() + 1) % 7));
  return last.toISOString().slice(0, 10);
}

async function newDuty(page: Page, title: string): Promise<void> {
  await signIn(page, LEADER, '/console/duties');
  await page.getByRole('link', { name: '新建值班活动' }).click();

  await page.getByLabel('名称', { exact: true }).fill(title);
  await page.getByRole('button', { name: '登记一个新地点' }).click();
  await page.getByLabel('地点名称').fill(`${title}的地点`);
  await page.getByLabel('地址').fill('槐香路13号');
  await page.getByRole('button', { name: '登记这个地点' }).click();
  await expect(page.getByLabel('地点', { exact: true })).toContainText(`${title}的地点`);

  await page.getByRole('radio', { name: '每月' }).check();
  await expect(page.getByRole('checkbox', { name: '最后一个' })).toBeChecked();
  await page.getByLabel('开始', { exact: true }).fill('09:00');
  await page.getByLabel('结束', { exact: true }).fill('10:30');
}

test(
  'a leader plans the last Saturday of the month, sees twelve dates, and cancels one',
  { tag: '@smoke' },
  async ({ page }, info) => {
    const title = `大扫除${info.project.name}${Date.now()}`;
    await newDuty(page, title);

    const preview = page.locator('app-dates-preview');
    await expect(preview.getByText('每月最后一个周六 9:00–10:30')).toBeVisible();
    await expect(preview.getByRole('listitem')).toHaveCount(12);
    await expect(preview.getByRole('listitem').first()).toContainText('周六');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'duty-editor');

    await page.getByRole('button', { name: '保存，开始排班' }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.getByText('每月最后一个周六 9:00–10:30')).toBeVisible();

    const date = lastSaturday(1);
    await page.goto(`/console/calendar?day=${date}`);
    const onSheet = page.getByRole('link', { name: title });
    await expect(onSheet.first()).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'calendar');
    await onSheet.first().click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

    await page.goto('/console/duties');
    await page.getByRole('link', { name: title }).click();
    const [, month, day] = date.split('-').map(Number);
    const line = page.getByRole('listitem').filter({ hasText: `${month}月${day}日` });
    await line.getByRole('button', { name: '改这个日期' }).click();
    await page.getByRole('radio', { name: '取消' }).check();
    await page.getByRole('button', { name: '看看会怎么变' }).click();
    await expect(page.getByText('这一项要填。')).toBeVisible();
    await page.getByLabel('原因').fill('那天小区停水');
    await page.getByRole('button', { name: '看看会怎么变' }).click();
    await expect(page.getByText('一共 1 个日期，涉及 0 人。')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'duty-cancel');
    await page.getByRole('button', { name: '确认，就这么改' }).click();
    await expect(page.getByRole('button', { name: '确认，就这么改' })).toBeHidden();
    await expect(line).toContainText('已取消');
    await expect(line).toContainText('那天小区停水');
    await screenshot(page, 'duty');
  },
);

test('a leader gives this and all following dates another time', async ({ page }, info) => {
  const title = `擦栏杆${info.project.name}${Date.now()}`;
  await newDuty(page, title);
  await page.getByRole('radio', { name: '每周' }).check();
  await expect(page.locator('app-dates-preview').getByRole('listitem')).toHaveCount(12);
  await page.getByRole('button', { name: '保存，开始排班' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

  await page.getByRole('button', { name: '改这个日期' }).nth(2).click();
  await page.getByRole('radio', { name: '这一次及以后' }).check();
  await page.getByLabel('开始', { exact: true }).fill('14:00');
  await page.getByLabel('结束', { exact: true }).fill('15:00');
  await page.getByRole('button', { name: '看看会怎么变' }).click();
  await expect(page.locator('app-edit-preview-panel').getByText('改时间').first()).toBeVisible();
  await screenshot(page, 'duty-retime');
  await page.getByRole('button', { name: '确认，就这么改' }).click();
  await expect(page.getByRole('button', { name: '确认，就这么改' })).toBeHidden();

  await expect(page.getByText(/14:00–15:00/)).toBeVisible();
  await expect(page.getByText(/这一段从.*开始。/)).toBeVisible();
  await page.getByRole('link', { name: '第 1 段' }).click();
  await expect(page.getByText(/9:00–10:30/).first()).toBeVisible();
});
