import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll, expectTargetsOf } from '../support/a11y';
import { Caller, newName, newShift, newVolunteer, nextSaturday } from '../support/api';
import { demo, newPhone } from '../support/demo';
import { anotherPage, screenshot, useTextSize } from '../support/screens';
import { signIn } from '../support/sign-in';

const SECRETARY = demo('secretary');

test('a club from the idea to its end', { tag: '@desk' }, async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  const resident = await newVolunteer(baseURL!);
  const founder = newName();
  const name = `编织社${newName()}`;

  const phone = await anotherPage(browser, 'phone');
  await useTextSize(phone, 'elder');
  await signIn(phone, resident, '/me');
  await phone.getByRole('link', { name: /社团/ }).click();
  await expect(phone.getByRole('heading', { name: '社区的社团' })).toBeVisible();
  await expectAccessible(phone);
  await expectNoSidewaysScroll(phone);
  await phone.getByRole('link', { name: '申请成立社团' }).click();
  await phone.getByRole('button', { name: '加一位发起人' }).click();
  await phone.getByRole('button', { name: '提交申请' }).click();
  await expect(phone.getByLabel('社团叫什么')).toBeFocused();
  await phone.getByLabel('社团叫什么').fill(name);
  await phone.getByLabel('做什么').fill('给新生儿织帽子。');
  await phone.getByLabel('在哪里活动').fill('活动室');
  await phone.getByLabel('这是志愿服务团队').check();
  await phone.getByLabel('姓名').fill(founder);
  await phone.getByLabel('手机号').fill('123');
  await phone.getByLabel(/他们都同意登记/).check();
  await phone.getByRole('button', { name: '提交申请' }).click();
  await expect(phone.getByLabel('手机号')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(phone);
  await expectTargetsOf(phone, 60);
  await screenshot(phone, 'club-application-elder');
  await phone.getByLabel('手机号').fill(newPhone());
  await phone.getByRole('button', { name: '提交申请' }).click();
  await expect(phone.getByText('申请已经收到，社区正在看。')).toBeVisible();
  await expect(phone.getByRole('region', { name: '发起人' })).toContainText(founder);
  await expectAccessible(phone);
  await screenshot(phone, 'club-applied-elder');

  await signIn(page, SECRETARY, '/console');
  await page.getByRole('link', { name: /个社团申请等您审批/ }).click();
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const address = page.url();
  const state = page.locator('app-status-tag');
  const ask = page.locator('app-reason-form');
  await expectAccessible(page);
  await screenshot(page, 'club-applied');
  await page.getByRole('button', { name: '退回', exact: true }).click();
  await ask.getByRole('button', { name: '退回' }).click();
  await expect(page.getByText('这一项要填。')).toBeVisible();
  await page.getByLabel('退回的原因（申请人会看到）').fill('请写明每周哪天活动。');
  await ask.getByRole('button', { name: '退回' }).click();
  await expect(state.filter({ hasText: '已退回' })).toBeVisible();

  await phone.reload();
  await expect(phone.getByText('请写明每周哪天活动。').first()).toBeVisible();
  await expectAccessible(phone);
  await screenshot(phone, 'club-returned-elder');
  await phone.getByLabel('做什么').fill('每周三给新生儿织帽子。');
  await phone.getByRole('button', { name: '再次提交' }).click();
  await expect(phone.getByText('申请已经收到，社区正在看。')).toBeVisible();

  await page.reload();
  await expect(page.getByText('每周三给新生儿织帽子。')).toBeVisible();
  await page.getByRole('button', { name: '批准' }).click();
  await page.getByRole('button', { name: '开始活动' }).click();
  await expect(state.filter({ hasText: '活动中' })).toBeVisible();

  // The resident leads it now, and plans something.
  const leader = await Caller.signedIn(baseURL!, resident);
  const shift = await newShift(leader, { startsAt: nextSaturday(), clubId: address.split('/').at(-1)! });
  const other = await Caller.signedIn(baseURL!, await newVolunteer(baseURL!));
  await other.call('POST', `/volunteering/shifts/${shift.shiftId}/signups`, { roleKey: null, acceptRisk: true });
  await page.getByRole('button', { name: '解散', exact: true }).click();
  await page.getByLabel('为什么解散').fill('人都搬走了。');
  await ask.getByRole('button', { name: '解散' }).click();
  await expect(page.getByText('还有 1 个班次有人报名。')).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'club-open-things');
  await ask.getByRole('button', { name: '取消' }).click();

  await page.getByRole('button', { name: '暂停', exact: true }).click();
  await page.getByLabel('为什么暂停').fill('冬天太冷。');
  await ask.getByRole('button', { name: '暂停' }).click();
  await expect(state.filter({ hasText: '已暂停' })).toBeVisible();
  await page.getByRole('button', { name: '恢复活动' }).click();
  await expect(state.filter({ hasText: '活动中' })).toBeVisible();

  // What was open is settled.
  await other.call('DELETE', `/volunteering/shifts/${shift.shiftId}/signups/mine`);
  await page.getByRole('button', { name: '解散', exact: true }).click();
  await page.getByLabel('为什么解散').fill('人都搬走了。');
  await ask.getByRole('button', { name: '解散' }).click();
  await expect(state.filter({ hasText: '已解散' })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'club-dissolved');
  await phone.context().close();
});
