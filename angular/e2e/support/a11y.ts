import AxeBuilder from '@axe-core/playwright';
import { expect, Page } from '@playwright/test';

/** No violation of WCAG 2.2 A and AA that a machine can see. Open drawers and dialogs before calling it. */
export async function expectAccessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  const found = result.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}`).join('\n')}`,
  );
  expect(found.join('\n')).toBe('');
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess).toBeLessThanOrEqual(0);
}

/** Everything that can be tapped is at least this large; text links inside a sentence are excepted, as in WCAG. */
export async function expectTargetsOf(page: Page, pixels: number): Promise<void> {
  const small = await page
    .locator(
      'button:visible, a.chip:visible, a[app-button]:visible, nav a:visible, input.input:visible, select:visible',
    )
    .evaluateAll(
      (elements, least) =>
        elements
          .map((element) => ({ box: element.getBoundingClientRect(), text: element.textContent?.trim() ?? '' }))
          .filter(({ box }) => box.height < least - 0.5 || box.width < least - 0.5)
          .map(({ box, text }) => `${text} ${Math.round(box.width)}x${Math.round(box.height)}`),
      pixels,
    );
  expect(small).toEqual([]);
}
