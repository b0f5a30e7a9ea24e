import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { Caller, newShift, newVolunteer, nextSaturday } from '../support/api';
import { demo, unique } from '../support/demo';
import { anotherPage, screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';

const LEADER = demo('cleaning');
const SECRETARY = demo('secretary');

test(
  'one date is moved, then called off: whoever signed up is told and asked',
  { tag: '@desk' },
  async ({ page, browser, baseURL }) => {
    const leader = await Caller.signedIn(baseURL!, LEADER);
    const shift = await newShift(leader, { startsAt: nextSaturday(), rule: 'FREQ=WEEKLY;COUNT=4' });
    const person = await newVolunteer(baseURL!, `${unique()}@example.com`);
    const me = await Caller.signedIn(baseURL!, person);
    await me.call('POST', `/volunteering/shifts/${shift.shiftId}/signups`, { roleKey: null, acceptRisk: true });
    const desk = await Caller.signedIn(baseURL!, SECRETARY);
    const written = async (subject: string) => {
      const { items } = await desk.call('GET', '/platform/messages?pageSize=100');
      return items.filter(
        (item: { name: string; subject: string }) => item.name === person.name && item.subject.startsWith(subject),
      ).length;
    };

    await signIn(page, LEADER, `/console/duties/${shift.dutyId}`);
    await page.getByRole('button', { name: '改这个日期' }).first().click();
    await page.getByLabel('开始', { exact: true }).fill('14:00');
    await page.getByLabel('结束', { exact: true }).fill('15:00');
    await page.getByLabel('原因').fill('上午小区停电');
    await page.getByRole('button', { name: '看看会怎么变' }).click();
    await expect(page.getByText('一共 1 个日期，涉及 1 人。')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'move-preview');
    await page.getByRole('button', { name: '确认，就这么改' }).click();
    await expect(page.getByRole('button', { name: '确认，就这么改' })).toBeHidden();
    await expect.poll(() => written('时间有变：'), { timeout: 20_000 }).toBe(1);

    const phone = await anotherPage(browser, 'phone');
    await signIn(phone, person, '/');
    const card = phone.getByRole('article', { name: shift.title });
    await expect(card.getByText('时间改了，您还来吗？')).toBeVisible();
    await expect(card).toContainText('下午2:00');
    await expectAccessible(phone);
    await screenshot(phone, 'moved');
    await card.getByRole('button', { name: '我还来' }).click();
    await expect(card.getByText('已报名')).toBeVisible();

    await page.getByRole('button', { name: '改这个日期' }).first().click();
    await page.getByRole('radio', { name: '取消' }).check();
    await page.getByLabel('原因').fill('那天小区停水');
    await page.getByRole('button', { name: '看看会怎么变' }).click();
    await expect(page.getByText('一共 1 个日期，涉及 1 人。')).toBeVisible();
    await page.getByRole('button', { name: '确认，就这么改' }).click();
    await expect(page.getByRole('button', { name: '确认，就这么改' })).toBeHidden();
    await expect.poll(() => written('班次取消：'), { timeout: 20_000 }).toBe(1);

    await phone.goto(`/shifts/${shift.shiftId}`);
    await expect(phone.getByText('有变动：那天小区停水')).toBeVisible();
    await expect(phone.getByText('这个班次已经取消')).toBeVisible();
    await expectAccessible(phone);
    await screenshot(phone, 'shift-cancelled');
    await phone.context().close();
  },
);
