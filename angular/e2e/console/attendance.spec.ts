import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { Caller, inMinutes, newName, newShift, newVolunteer, until } from '../support/api';
import { demo } from '../support/demo';
import { anotherPage, screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';

const LEADER = demo('cleaning');
const SECRETARY = demo('secretary');

test.describe('the roll-call', () => {
  // The page must open again without a network: that is the service worker's work.
  test.use({ serviceWorkers: 'allow' });

  test(
    'ticked without a network, sent once, approved by another, corrected in two lines',
    { tag: ['@phone', '@smoke'] },
    async ({ page, browser, baseURL }) => {
      test.setTimeout(180_000);
      const leader = await Caller.signedIn(baseURL!, LEADER);
      const secretary = await Caller.signedIn(baseURL!, SECRETARY);
      const ground = await newShift(leader, { startsAt: inMinutes(0.7), minutes: 1, places: 5 });
      const volunteer = await newVolunteer(baseURL!);
      const me = await Caller.signedIn(baseURL!, volunteer);
      await me.call('POST', `/volunteering/shifts/${ground.shiftId}/signups`, { roleKey: null, acceptRisk: true });
      const withoutPhone = newName();
      const known = await secretary.call('POST', '/platform/people', {
        name: withoutPhone,
        consentBasis: 'PaperForm',
        birthDate: '1944-02-03',
      });
      await leader.call('POST', `/volunteering/shifts/${ground.shiftId}/signups/proxy`, { personId: known.id });
      await leader.call('POST', `/volunteering/shifts/${ground.shiftId}/signups/proxy`, { personId: leader.personId });

      await signIn(page, LEADER, `/console/shifts/${ground.shiftId}/roll-call`);
      const line = (name: string) => page.getByRole('listitem').filter({ hasText: name });
      await expect(line(withoutPhone)).toBeVisible();
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      await page.reload();
      await expect(line(withoutPhone)).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await screenshot(page, 'roll-call');

      // Somebody came who is in no list.
      const walkIn = newName();
      await page.getByRole('button', { name: '没报名但来了' }).click();
      await page.getByRole('button', { name: '名册里没有这个人，现在登记' }).click();
      await page.getByLabel('姓名').fill(walkIn);
      await page.getByRole('button', { name: '登记并记到场' }).click();
      await expect(page.getByText('请先请本人签字同意登记。')).toBeVisible();
      await expectAccessible(page);
      await screenshot(page, 'roll-call-walk-in');
      await page.getByLabel(/本人在纸质表上签了字/).check();
      await page.getByRole('button', { name: '登记并记到场' }).click();
      await expect(line(walkIn)).toContainText('现场加入');

      await page.context().setOffline(true);
      await line(volunteer.name).getByRole('button', { name: '到了' }).click();
      await line(withoutPhone).getByRole('button', { name: '到了' }).click();
      await expect(page.getByText('没有网络，有 2 条记在手机里')).toBeVisible();
      await page.reload();
      await expect(line(volunteer.name)).toContainText('未提交');
      await expect(line(withoutPhone).getByRole('button', { name: '到了' })).toHaveAttribute('aria-pressed', 'true');
      await expectAccessible(page);
      await screenshot(page, 'roll-call-offline');

      await until(ground.endsAt);
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'PUT' && request.url().endsWith('/roll-call')) {
          sent.push(request.postData() ?? '');
        }
      });
      await page.context().setOffline(false);
      await expect(page.getByText('未提交')).toHaveCount(0);
      await line('苗桂芝').getByRole('button', { name: '到了' }).click();
      await expect(line('苗桂芝').getByRole('button', { name: '到了' })).toHaveAttribute('aria-pressed', 'true');
      await expect(page.getByText('未提交')).toHaveCount(0);
      expect(sent.filter((body) => body.includes(known.id))).toHaveLength(1);
      const sheet = await leader.call('GET', `/volunteering/shifts/${ground.shiftId}/roll-call`);
      expect(sheet.people.map((one: { outcome: string }) => one.outcome)).toEqual([
        'Present',
        'Present',
        'Present',
        'Present',
      ]);

      // Four eyes: nobody approves their own.
      await page.goto('/console/hours');
      const own = page.getByRole('listitem').filter({ hasText: ground.title }).filter({ hasText: '苗桂芝' });
      await expect(own).toContainText('自己的时长要由别人确认。');
      await expect(own.getByRole('button')).toHaveCount(0);
      await expectAccessible(page);
      await screenshot(page, 'hours-own');

      const desk = await anotherPage(browser, 'desk');
      await signIn(desk, SECRETARY, '/console/hours');
      const waiting = desk.getByRole('listitem').filter({ hasText: ground.title });
      await expect(waiting).toHaveCount(3);
      await expectAccessible(desk);
      await screenshot(desk, 'hours-desk-wide');
      await waiting.filter({ hasText: volunteer.name }).getByRole('button', { name: /^核定/ }).click();
      await expect(waiting).toHaveCount(2);
      await waiting
        .filter({ hasText: withoutPhone })
        .getByRole('button', { name: /^不通过/ })
        .click();
      await desk.getByRole('button', { name: '不通过', exact: true }).last().click();
      await expect(desk.getByText('这一项要填。')).toBeVisible();
      await desk.getByLabel('为什么不通过（本人会看到）').fill('签到表上没有签名，请当面说明。');
      await expectAccessible(desk);
      await desk.getByRole('button', { name: '不通过', exact: true }).last().click();
      await expect(waiting).toHaveCount(1);

      // The volunteer was there for nothing after all: taken back by a second line, which somebody else approves.
      await page.goto('/console/hours?tab=person');
      await page.getByRole('searchbox').fill(volunteer.name);
      await page.getByRole('button', { name: new RegExp(volunteer.name) }).click();
      await page.getByRole('button', { name: `更正 ${ground.title}` }).click();
      await page.getByLabel('正确的是多少分钟').fill('0');
      await page.getByRole('button', { name: '提交更正' }).click();
      await expect(page.getByText('这一项要填。')).toBeVisible();
      await page.getByLabel('为什么更正（本人会看到）').fill('那天其实没有来，点错了。');
      await expectAccessible(page);
      await screenshot(page, 'hours-correction');
      await page.getByRole('button', { name: '提交更正' }).click();
      await expect(page.getByText('已提交，等另一个人核定。')).toBeVisible();
      await expect(page.getByRole('listitem').filter({ hasText: '冲回' })).toContainText('-1分钟');
      await expectAccessible(page);
      await screenshot(page, 'hours-ledger');

      await desk.reload();
      await waiting.filter({ hasText: volunteer.name }).getByRole('button', { name: /^核定/ }).click();
      await expect(waiting).toHaveCount(1);
      await desk.context().close();

      const phone = await anotherPage(browser, 'phone');
      await signIn(phone, volunteer, '/hours');
      await expect(phone.getByText('这是一笔冲回')).toBeVisible();
      await expect(phone.getByText('原因：那天其实没有来，点错了。')).toBeVisible();
      await expect(phone.getByRole('region', { name: '志愿服务总时长' })).toContainText('0分钟');
      await expectAccessible(phone);
      await screenshot(phone, 'my-hours-corrected');
      await phone.context().close();
    },
  );
});

test(
  'a tablet at the door: the code on the badge, in and out',
  { tag: '@desk' },
  async ({ page, browser, baseURL }) => {
    const leader = await Caller.signedIn(baseURL!, LEADER);
    const shift = await newShift(leader, { startsAt: inMinutes(10) });
    const person = await newVolunteer(baseURL!);
    const me = await Caller.signedIn(baseURL!, person);
    const { shortCode } = await me.call('GET', '/platform/me');

    await signIn(page, LEADER, `/console/shifts/${shift.shiftId}/code`);
    await page.getByRole('button', { name: '用平板当签到台' }).click();
    const address = await page.getByLabel('签到台网址').inputValue();
    await expectAccessible(page);
    await screenshot(page, 'kiosk-opened');

    const tablet = await anotherPage(browser, 'tablet');
    await tablet.goto(new URL(address).pathname);
    await expect(tablet.getByText(shift.title)).toBeVisible();
    await expectAccessible(tablet);
    await screenshot(tablet, 'kiosk');
    const box = tablet.getByLabel('请输入您的六位编码');
    await box.fill('000000');
    await tablet.getByRole('button', { name: '我来了' }).click();
    await expect(tablet.getByText('没有这个短码')).toBeVisible();
    await expectAccessible(tablet);
    await box.fill(shortCode.toLowerCase());
    await tablet.getByRole('button', { name: '我来了' }).click();
    await expect(tablet.getByText('签到').last()).toBeVisible();
    // The name is masked: whoever stands behind reads it too.
    await expect(tablet.getByText(person.name)).toHaveCount(0);
    await expect(box).toBeFocused();
    await expect(box).toHaveValue('');
    await screenshot(tablet, 'kiosk-arrived');
    await box.fill(shortCode);
    await tablet.getByRole('button', { name: '我走了' }).click();
    await expect(tablet.getByText(/签退/)).toBeVisible();
    await tablet.context().close();

    await page.getByRole('link', { name: '点名', exact: true }).last().click();
    await expect(page.getByRole('listitem').filter({ hasText: person.name })).toContainText('现场加入');
    await expectAccessible(page);
    await screenshot(page, 'roll-call');
  },
);

test(
  'leisure, a Party meeting and a paid duty give no hours, whatever one tries',
  { tag: '@desk' },
  async ({ page, baseURL }) => {
    const leader = await Caller.signedIn(baseURL!, LEADER);
    const person = await newVolunteer(baseURL!);
    const me = await Caller.signedIn(baseURL!, person);
    const shifts = [];
    for (const kind of ['Leisure', 'PartyMeeting', 'PaidDuty']) {
      const shift = await newShift(leader, { startsAt: inMinutes(5), minutes: 30, kind });
      await leader.call('POST', `/volunteering/shifts/${shift.shiftId}/walk-ins`, {
        personId: me.personId,
        evenIfFull: true,
      });
      shifts.push(shift);
    }

    await signIn(page, LEADER, '/console/duties/new');
    await page.getByLabel('性质').selectOption('Leisure');
    await expect(page.getByText('自己活动、自己锻炼，不记志愿服务时长。')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'duty-leisure');

    const { startsAt, endsAt } = shifts[0]!;
    for (const shift of shifts) {
      const code = await leader.refusal('POST', '/volunteering/hours/back-entries', {
        shiftId: shift.shiftId,
        personId: me.personId,
        from: startsAt,
        to: endsAt,
        reason: '忘了记',
        evidence: '签到表',
      });
      expect(code).toBe('Volunteering:HoursNotVolunteering');
    }
  },
);
