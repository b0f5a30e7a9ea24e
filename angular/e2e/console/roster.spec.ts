import { readFileSync } from 'node:fs';

import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoSidewaysScroll } from '../support/a11y';
import { Caller, newName } from '../support/api';
import { demo } from '../support/demo';
import { screenshot } from '../support/screens';
import { signIn } from '../support/sign-in';
import { xlsx } from '../support/xlsx';

const SECRETARY = demo('secretary');
const seed = (name: string) => new URL(`../../../etc/seed/${name}`, import.meta.url);

/** A club of its own, so that the story can run again on the same database. */
async function newClub(baseURL: string): Promise<string> {
  const secretary = await Caller.signedIn(baseURL, SECRETARY);
  const { id } = await secretary.call('POST', '/organizations/clubs', {
    name: `名册社${newName()}`,
    kind: 'Service',
    purpose: '给独居老人读报。',
    meetingPlace: '阅览室',
    isVolunteering: true,
    foundingMembers: [],
  });
  await secretary.call('POST', `/organizations/clubs/${id}/approval`, {});
  await secretary.call('POST', `/organizations/clubs/${id}/activation`, {});
  return id;
}

test(
  'a roster with mistakes: each is named by row and column, and nothing is taken in',
  { tag: '@desk' },
  async ({ page, baseURL }) => {
    const club = await newClub(baseURL!);
    await signIn(page, SECRETARY, `/console/clubs/${club}/import`);
    await page
      .getByLabel('选文件')
      .setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: readFileSync(seed('roster-sample.csv')) });
    await expect(page.getByText('C20', { exact: true })).toBeVisible();
    await expect(page.getByText('A24', { exact: true })).toBeVisible();
    await expect(page.getByText(/有 \d+ 行有错/)).toBeVisible();
    await expect(page.getByRole('button', { name: /确认导入/ })).toHaveCount(0);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'roster-errors');

    await page.getByLabel('选文件').setInputFiles({
      name: 'broken.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('PK\u0003\u0004not a workbook'),
    });
    await expect(page.getByRole('alert')).toContainText('打不开');
    await expectAccessible(page);
    await screenshot(page, 'roster-broken');
  },
);

test(
  'a GBK list and a workbook come in, and a second time change nothing',
  { tag: ['@desk', '@smoke'] },
  async ({ page, baseURL }) => {
    const club = await newClub(baseURL!);
    await signIn(page, SECRETARY, `/console/clubs/${club}`);
    await page.getByRole('link', { name: '导入名册' }).click();
    const file = { name: '名册.csv', mimeType: 'text/csv', buffer: readFileSync(seed('roster-sample-gbk.csv')) };
    await page.getByLabel('选文件').setInputFiles(file);
    await expect(page.getByText(/文件按 GBK 读取/)).toBeVisible();
    await expect(page.getByRole('rowheader', { name: '古扎丽努尔·阿不都' })).toBeVisible();
    await page.getByRole('button', { name: /确认导入/ }).click();
    await expect(page.getByText('请先确认大家都同意登记。')).toBeVisible();
    await page.getByLabel(/名单上的人都同意登记/).check();
    await expectAccessible(page);
    await screenshot(page, 'roster-gbk');
    await page.getByRole('button', { name: /确认导入 30 人/ }).click();
    await expect(page.getByText('导入完成。')).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'roster-done');

    await page.getByLabel('选文件').setInputFiles(file);
    await expect(page.getByRole('button', { name: '已在名册 30' })).toBeVisible();
    await expect(page.getByText('这 30 人都已经在名册上了，没有要导入的。')).toBeVisible();
    await expect(page.getByRole('button', { name: /确认导入/ })).toHaveCount(0);

    const names = [newName(), newName()];
    const header = ['姓名', '性别', '出生日期', '手机号'];
    const workbook = (birth: string) => ({
      name: '名册.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: xlsx([header, [names[0]!, '女', '1951-03-04', ''], [names[1]!, '男', birth, '']]),
    });
    await page.getByLabel('选文件').setInputFiles(workbook('1953-02-30'));
    await expect(page.getByText('C3', { exact: true })).toBeVisible();
    await expect(page.getByText('有 1 行有错。')).toBeVisible();
    await page.getByLabel('选文件').setInputFiles(workbook('1953-02-28'));
    await page.getByLabel(/名单上的人都同意登记/).check();
    await page.getByRole('button', { name: '确认导入 2 人' }).click();
    await expect(page.getByText('新登记并加入 2 人')).toBeVisible();
    await page.getByRole('link', { name: '回到社团' }).last().click();
    await page.getByRole('button', { name: '下一页' }).click();
    await expect(page.locator('strong').filter({ hasText: names[1]! })).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'club');
  },
);
