import { createHmac } from 'node:crypto';

import { expect, Page } from '@playwright/test';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30_000;

/** What an authenticator app shows for a secret (RFC 6238), `steps` times thirty seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  const bits = [...secret.replace(/\s/g, '')]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const seed = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP) + steps));
  const hash = createHmac('sha1', seed).update(counter).digest();
  const number = hash.readUInt32BE(hash[19]! & 15) & 0x7fffffff;
  return (number % 1_000_000).toString().padStart(6, '0');
}

/** On the page of the second sign-in step: sets it up and answers with the secret. */
export async function setUpSecondFactor(page: Page, password: string): Promise<string> {
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.getByRole('button', { name: '开始设置' }).click();
  await expect(page.getByRole('img', { name: '验证器二维码' })).toBeVisible();
  await page.getByText('扫不了？手工输入这串字母').click();
  const secret = (await page.locator('.secret').textContent()) ?? '';
  await page.getByLabel('六位验证码').fill(codeOf(secret));
  await page.getByRole('button', { name: '确定' }).click();
  await expect(page.getByRole('heading', { name: '备用码' })).toBeVisible();
  return secret;
}
