import { expect, Page } from '@playwright/test';

export interface Person {
  readonly identifier: string;
  readonly password: string;
}

/** Signs in as a person does, and waits until one is in. */
export async function signIn(page: Page, person: Person, back = '/'): Promise<void> {
  await page.goto(`/sign-in?back=${encodeURIComponent(back)}`);
  await page.locator('input[autocomplete=username]').fill(person.identifier);
  await page.locator('input[autocomplete=current-password]').fill(person.password);
  await page.locator('form button[type=submit]').click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}
