import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { Caller, newName, PASSWORD } from '../support/api';
import { demo, newPhone } from '../support/demo';
import { anotherPage, screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';

const SECRETARY = demo('secretary');

test('a leader comes in by a link that works once', { tag: '@desk' }, async ({ page, browser, baseURL }) => {
  const secretary = await Caller.signedIn(baseURL!, SECRETARY);
  const name = newName();
  const { id: personId } = await secretary.call('POST', '/platform/people', {
    name,
    consentBasis: 'PaperForm',
    phone: newPhone(),
    birthDate: '1958-07-08',
  });
  const clubName = `读报社${newName()}`;
  const { id } = await secretary.call('POST', '/organizations/clubs', {
    name: clubName,
    kind: 'Service',
    purpose: '给独居老人读报。',
    meetingPlace: '阅览室',
    isVolunteering: true,
    leaderPersonId: personId,
    foundingMembers: [],
  });
  await secretary.call('POST', `/organizations/clubs/${id}/approval`, {});
  await secretary.call('POST', `/organizations/clubs/${id}/activation`, {});

  await signIn(page, SECRETARY, `/console/clubs/${id}`);
  await page.getByRole('button', { name: `发邀请 ${name}` }).click();
  await expect(page.getByRole('img', { name: '邀请二维码' })).toBeVisible();
  await expect(page.getByText(/前有效，只能用一次/)).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'leader-invitation');
  const earlier = await page.getByLabel('邀请链接').inputValue();
  await page.getByRole('button', { name: '关闭' }).click();

  // A newer invitation ends the one before it.
  await page.getByRole('button', { name: `发邀请 ${name}` }).click();
  await expect(page.getByLabel('邀请链接')).not.toHaveValue(earlier);
  const link = await page.getByLabel('邀请链接').inputValue();

  const phone = await anotherPage(browser, 'phone');
  await phone.goto(new URL(earlier).pathname);
  await expect(phone.getByRole('heading', { level: 1, name: '这个邀请不能用了' })).toBeVisible();
  await expectAccessible(phone);
  await screenshot(phone, 'invitation-ended');

  await phone.goto(new URL(link).pathname);
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('槐香里社区');
  await expectAccessible(phone);
  await expectNoSidewaysScroll(phone);
  await screenshot(phone, 'invitation');
  await phone.getByLabel('手机号、邮箱或用户名').fill(newPhone());
  await phone.getByLabel('设一个密码').fill(PASSWORD);
  const consent = phone.getByLabel('我看过了，同意');
  if (await consent.isVisible()) {
    await consent.check();
  }
  await phone.getByRole('button', { name: '接受邀请' }).click();
  await expect(phone).not.toHaveURL(/invitations/);
  // Leads the club from now on.
  await phone.goto(`/console/clubs/${id}`);
  await expect(phone.getByRole('heading', { level: 1, name: clubName })).toBeVisible();
  await expect(phone.getByRole('button', { name: '加人' })).toBeVisible();

  await phone.goto(new URL(link).pathname);
  await expect(phone.getByRole('heading', { level: 1, name: '这个邀请不能用了' })).toBeVisible();
  await expectAccessible(phone);
  await phone.context().close();
});
