import { Page, test } from '@playwright/test';

export type TextSize = 'normal' | 'elder' | 'huge';

/** Before the first page of a test: the letters this phone remembers. */
export async function useTextSize(page: Page, size: TextSize): Promise<void> {
  await page.addInitScript((value) => localStorage.setItem('volunteer.size', value), size);
}

export async function useLanguage(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  await page.addInitScript((value) => localStorage.setItem('volunteer.language', value), language);
}

/** For looking at: e2e/screenshots/<project>-<name>.png, whole page, at rest. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: `e2e/screenshots/${test.info().project.name}-${name}.png`,
    fullPage: true,
    animations: 'disabled',
  });
}
