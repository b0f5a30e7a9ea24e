import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { Caller, newShift, newVolunteer, nextSaturday } from '../support/api';
import { demo, unique } from '../support/demo';
import { anotherPage, screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';

const LEADER = demo('cleaning');
const SECRETARY = demo('secretary');

test(
  'full, waiting, a place is free, and it is mine with one tap',
  { tag: '@phone' },
  async ({ page, browser, baseURL }) => {
    test.setTimeout(120_000);
    const leader = await Caller.signedIn(baseURL!, LEADER);
    const shift = await newShift(leader, { startsAt: nextSaturday(), places: 1 });
    const first = await newVolunteer(baseURL!);
    const second = await newVolunteer(baseURL!, `${unique()}@example.com`);
    const third = await newVolunteer(baseURL!);
    const firstCaller = await Caller.signedIn(baseURL!, first);
    await firstCaller.call('POST', `/volunteering/shifts/${shift.shiftId}/signups`, {
      roleKey: null,
      acceptRisk: true,
    });

    const address = `/shifts/${shift.shiftId}`;
    await signIn(page, second, address);
    await expect(page.getByText('人已满，可以排队候补')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'shift-full');
    await page.getByRole('button', { name: '排队候补' }).click();
    await expect(page.locator('app-status-tag').filter({ hasText: '候补第 1 位' })).toBeVisible();
    const thirdPhone = await anotherPage(browser, 'phone');
    await signIn(thirdPhone, third, address);
    await thirdPhone.getByRole('button', { name: '排队候补' }).click();
    await expect(thirdPhone.locator('app-status-tag').filter({ hasText: '候补第 2 位' })).toBeVisible();
    await expectAccessible(thirdPhone);
    await screenshot(thirdPhone, 'shift-waiting');

    const firstPhone = await anotherPage(browser, 'phone');
    await signIn(firstPhone, first, address);
    await firstPhone.getByRole('button', { name: '我来不了' }).click();
    await firstPhone.getByRole('dialog').getByRole('button', { name: '来不了' }).click();
    await expect(firstPhone.getByRole('button', { name: '排队候补' })).toBeVisible();
    await firstPhone.context().close();

    await page.goto('/');
    const card = page.getByRole('article', { name: shift.title });
    await expect(card.getByText('有空位了，给您留着。')).toBeVisible();
    await expect(card.getByText('请在这之前答复：')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'offer');

    // Written to the one who has e-mail, and on the way there.
    const desk = await anotherPage(browser, 'desk');
    await signIn(desk, SECRETARY, '/console/messages');
    await expect(
      desk
        .getByRole('row')
        .filter({ hasText: second.name })
        .filter({ hasText: `有空位了：${shift.title}` }),
    ).toBeVisible();
    await expectAccessible(desk);
    await screenshot(desk, 'messages-wide');

    await card.getByRole('button', { name: '不来了，让给别人' }).click();
    await expect(card.getByText('有空位了，给您留着。')).toHaveCount(0);

    // The next one has no e-mail: somebody phones.
    await expect
      .poll(async () => {
        await desk.goto('/console/messages/call-list');
        await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(desk.locator('.bones')).toHaveCount(0);
        return desk.getByRole('heading', { name: third.name, exact: true }).count();
      })
      .toBe(1);
    const call = desk
      .getByRole('listitem')
      .filter({ has: desk.getByRole('heading', { name: third.name, exact: true }) });
    await expect(call).toContainText('有空位了');
    await screenshot(desk, 'call-list-offer');
    await desk.context().close();

    await thirdPhone.goto('/');
    await thirdPhone
      .getByRole('article', { name: shift.title })
      .getByRole('button', { name: '我来', exact: true })
      .click();
    await expect(thirdPhone.getByRole('article', { name: shift.title }).getByText('已报名')).toBeVisible();
    await thirdPhone.context().close();
  },
);
