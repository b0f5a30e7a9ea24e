// What a first visit really costs: compressed bytes of scripts and styles, and requests, through the running host.
//   VOLUNTEER_URL=http://localhost:5080 node tools/measure-transfer.mjs [/more /routes]
//   VOLUNTEER_IDENTIFIER and VOLUNTEER_PASSWORD add the pages behind the sign-in.
import { existsSync } from 'node:fs';

import { chromium } from '@playwright/test';

const base = process.env.VOLUNTEER_URL ?? 'http://localhost:5080';
const person = { identifier: process.env.VOLUNTEER_IDENTIFIER, password: process.env.VOLUNTEER_PASSWORD };

const PORTAL = { kilobytes: 135, requests: 22 };
const CONSOLE = { kilobytes: 320, requests: 32 };
const OPEN = ['/', '/sign-in'];
const SIGNED_IN = ['/me', '/shifts', '/hours', '/console'];

const budgetOf = (route) =>
  route.startsWith('/console') ? CONSOLE : route === '/' ? { ...PORTAL, kilobytes: 125 } : PORTAL;

async function measure(browser, route, storageState) {
  const context = await browser.newContext({
    baseURL: base,
    locale: 'zh-CN',
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
    storageState,
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  const types = new Map();
  let bytes = 0;
  let requests = 0;
  cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    requests += 1;
    if (['Script', 'Stylesheet'].includes(types.get(requestId))) {
      bytes += encodedDataLength;
    }
  });
  await page.goto(route);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await context.close();
  return { route, kilobytes: bytes / 1000, requests };
}

async function signedInState(browser) {
  const context = await browser.newContext({ baseURL: base, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.locator('input[autocomplete=username]').fill(person.identifier);
  await page.locator('input[autocomplete=current-password]').fill(person.password);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  const state = await context.storageState();
  await context.close();
  return state;
}

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
let over = 0;
try {
  const state = person.identifier && person.password ? await signedInState(browser) : undefined;
  const routes = [...OPEN, ...(state ? SIGNED_IN : []), ...process.argv.slice(2)];
  for (const route of routes) {
    const { kilobytes, requests } = await measure(browser, route, OPEN.includes(route) ? undefined : state);
    const budget = budgetOf(route);
    const fits = kilobytes <= budget.kilobytes && requests <= budget.requests;
    over += fits ? 0 : 1;
    console.log(
      `${fits ? 'ok  ' : 'OVER'} ${route.padEnd(24)} ${kilobytes.toFixed(1).padStart(6)} kB of ${budget.kilobytes}, ` +
        `${requests} requests of ${budget.requests}`,
    );
  }
} finally {
  await browser.close();
}
process.exitCode = over > 0 ? 1 : 0;
