import { Browser, Page, test } from '@playwright/test';

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

/** A second person at a second machine, in a room of their own. */
export async function anotherPage(browser: Browser, at: 'phone' | 'desk' | 'tablet'): Promise<Page> {
  const viewport = { phone: [390, 844], tablet: [1024, 768], desk: [1440, 900] }[at] as [number, number];
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    viewport: { width: viewport[0], height: viewport[1] },
  });
  return context.newPage();
}
