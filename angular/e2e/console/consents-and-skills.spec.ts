import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { demo, unique } from '../support/demo';
import { screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';

test('a guardian’s consent is recorded for a minor, with its last day, and taken back', async ({ page }) => {
  await signIn(page, demo('secretary'), '/console/people');
  await page.getByRole('searchbox').fill('马梓睿');
  await page.getByRole('button', { name: '马梓睿' }).first().click();
  const section = page.getByRole('region', { name: '监护人同意' });
  await expect(section).toBeVisible();

  await section.getByRole('button', { name: '记录同意' }).click();
  await section.getByRole('button', { name: '保存' }).click();
  await expect(section.getByLabel('监护人姓名')).toBeFocused();
  await section.getByLabel('监护人姓名').fill('马志勇');
  await section.getByLabel('监护人手机号').fill('19900007766');
  await section.getByLabel('有效到（可不填）').fill('2027-06-30');
  await expectAccessible(page);
  await section.getByRole('button', { name: '保存' }).click();
  const consent = section.getByRole('listitem').filter({ hasText: '马志勇' }).first();
  await expect(consent).toContainText('199****7766');
  await expect(consent).toContainText('2027');
  await expectNoSidewaysScroll(page);
  await screenshot(page, 'guardian-consent');

  await consent.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).last().click();
  await expect(consent).toContainText('撤回');
  await expect(consent.getByRole('button')).toHaveCount(0);
});

test('a skill that a roster names in its own words is matched by hand', { tag: '@desk' }, async ({ page }) => {
  const skill = `会修收音机${unique().replace(/\d/g, '')}`;
  await signIn(page, demo('secretary'), '/console');
  await page.evaluate(async (skill) => {
    const token = decodeURIComponent(/XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? '');
    const ask = async (path: string, body?: FormData | string) => {
      const headers: Record<string, string> = { 'X-XSRF-TOKEN': token };
      if (typeof body === 'string') {
        headers['Content-Type'] = 'application/json';
      }
      const answer = await fetch(`/api/organizations/${path}`, { method: body ? 'POST' : 'GET', headers, body });
      if (!answer.ok) {
        throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      }
      return answer.json();
    };
    const { items: clubs } = await ask('clubs?state=Active&pageSize=1');
    const roster = new FormData();
    const line = `石榴树,女,1952-06-18,,199${Math.floor(Math.random() * 1e8)
      .toString()
      .padStart(8, '0')},,${skill},`;
    roster.append('file', new Blob([`姓名,性别,出生日期,身份证号,手机号,楼栋,技能,备注\n${line}`]), 'roster.csv');
    const preview = await ask(`clubs/${clubs[0].id}/roster-previews`, roster);
    const commit = JSON.stringify({ previewVersion: preview.previewVersion, consentConfirmed: true });
    await ask(`roster-previews/${preview.previewId}/commit`, commit);
  }, skill);

  const item = page.getByRole('listitem').filter({ hasText: skill });
  await expect(async () => {
    await page.goto('/console/catalogue');
    await expect(item).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 25_000 });
  await expectAccessible(page);
  await screenshot(page, 'catalogue-named-skills');
  await item.getByRole('combobox').selectOption({ label: '做饭面点' });
  await item.getByRole('button', { name: '给这项技能' }).click();
  await expect(item).toHaveCount(0);
});
