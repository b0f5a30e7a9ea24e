import { expect, Page, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll, expectTargetsOf } from '../support/a11y';
import { Caller, inMinutes, newShift, newVolunteer, nextSaturday, Shift, until } from '../support/api';
import { demo } from '../support/demo';
import { anotherPage, screenshot, useTextSize } from '../support/screens';
import { signIn } from '../support/sign-in';

const LEADER = demo('cleaning');

/** 11月28日 */
function dayOf(instant: Date): string {
  return instant.toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' });
}

function cardOf(page: Page, shift: Shift) {
  return page.getByRole('article', { name: shift.title });
}

test(
  'what can I do on Saturday: one tap, and one tap back',
  { tag: ['@phone', '@smoke'] },
  async ({ page, baseURL }) => {
    const leader = await Caller.signedIn(baseURL!, LEADER);
    const person = await newVolunteer(baseURL!);
    const shift = await newShift(leader, { startsAt: nextSaturday(), minutes: 90 });
    const atTheSameTime = await newShift(leader, { startsAt: nextSaturday(), minutes: 30 });

    await useTextSize(page, 'elder');
    await signIn(page, person, '/shifts');
    await page
      .getByRole('group', { name: '您哪天有空？' })
      .getByRole('button')
      .filter({ hasText: dayOf(nextSaturday()) })
      .click();
    const card = cardOf(page, shift);
    await expect(card).toContainText('周六');
    await expect(card).toContainText('上午9:00');
    await expectAccessible(page);
    await expectTargetsOf(page, 60);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'shifts-elder');

    await card.getByRole('button', { name: '我要报名' }).click();
    await expect(card.getByText('已报名')).toBeVisible();
    await expect(page.getByText('报名成功，到时候见。')).toBeVisible();

    // What clashes now says why not, instead of failing at the tap.
    await page.getByText(/个班次您不能报名，看看原因/).click();
    await expect(cardOf(page, atTheSameTime)).toContainText('您在这段时间已经有别的班次。');
    await expectAccessible(page);

    await card.getByRole('link', { name: shift.title }).click();
    await expect(page.getByRole('heading', { level: 1, name: shift.title })).toBeVisible();
    await expect(page.getByText('槐香路13号')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'shift-elder');

    await page.getByRole('button', { name: '我来不了' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '来不了' }).click();
    await expect(page.getByRole('button', { name: '我要报名' })).toBeVisible();
  },
);

test(
  'there, checked in, checked out, and the minutes are mine',
  { tag: ['@phone', '@smoke'] },
  async ({ page, browser, baseURL }) => {
    test.setTimeout(180_000);
    const leader = await Caller.signedIn(baseURL!, LEADER);
    const person = await newVolunteer(baseURL!);
    // A whole shift within one minute: the server's clock is the real one.
    const shift = await newShift(leader, { startsAt: inMinutes(0.3), minutes: 1 });
    const me = await Caller.signedIn(baseURL!, person);
    await me.call('POST', `/volunteering/shifts/${shift.shiftId}/signups`, { roleKey: null, acceptRisk: true });

    await signIn(page, person, '/');
    const card = cardOf(page, shift);
    await expect(card.getByText('到了吗？')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'home-check-in');
    await card.getByRole('button', { name: '签到' }).click();
    await expect(card.getByText('请填六位数字')).toBeVisible();

    const leaderPhone = await anotherPage(browser, 'phone');
    await signIn(leaderPhone, LEADER, `/console/shifts/${shift.shiftId}/code`);
    await expect(leaderPhone.getByRole('img', { name: '签到二维码' })).toBeVisible();
    await expectAccessible(leaderPhone);
    await screenshot(leaderPhone, 'check-in-code');
    const digits = leaderPhone.getByLabel('六位数字');
    await expect(digits).toHaveText(/^\d{6}$/);

    await card.getByLabel('到了吗？').fill((await digits.textContent())!.trim());
    await card.getByRole('button', { name: '签到' }).click();
    await expect(card.getByText('已签到，从')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'home-checked-in');

    // The leader's code changes by itself.
    const first = await digits.textContent();
    await expect.poll(() => digits.textContent(), { timeout: 40_000 }).not.toBe(first);
    await leaderPhone.context().close();

    await until(shift.endsAt);
    const { url } = await leader.call('GET', `/volunteering/shifts/${shift.shiftId}/check-in-code`);
    await page.goto(new URL(url).pathname);
    await expect(page.getByText(shift.title)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'check-out-scanned');
    await page.getByRole('button', { name: '我要走了，签退' }).click();
    await expect(page.getByText('辛苦了，谢谢您！')).toBeVisible();
    await page.getByRole('link', { name: '看我的时长' }).click();
    const line = page.getByRole('article').filter({ hasText: shift.title });
    await expect(line).toContainText('1分钟');
    await expect(line).toContainText('已核定');
    await expectAccessible(page);
    await screenshot(page, 'my-hours');
  },
);

test(
  'the scanned code counts once, and a photo of it is soon worth nothing',
  { tag: '@phone' },
  async ({ page, baseURL }) => {
    const leader = await Caller.signedIn(baseURL!, LEADER);
    const person = await newVolunteer(baseURL!);
    const shift = await newShift(leader, { startsAt: inMinutes(10) });
    const { url } = await leader.call('GET', `/volunteering/shifts/${shift.shiftId}/check-in-code`);

    await signIn(page, person, new URL(url).pathname);
    await page.getByRole('button', { name: '我到了，签到' }).click();
    await expect(page.getByText(/已签到，从/)).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'check-in-done');

    await page.goto('/check-in/abcdefg');
    await page.getByRole('button', { name: '不是，我来参加另一个班次' }).click();
    await expect(page.getByText('不行的话，请负责人在名单上帮您点到。')).toBeVisible();
    await expectAccessible(page);
  },
);
