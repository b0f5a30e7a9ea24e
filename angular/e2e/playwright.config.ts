import { existsSync } from 'node:fs';

import { defineConfig } from '@playwright/test';

/** The stories run against a real host: the one at VOLUNTEER_URL, else one started here. */
const url = process.env['VOLUNTEER_URL'];
const own = 'http://localhost:5080';
const chromium = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: !!process.env['CI'],
  fullyParallel: true,
  workers: 2,
  // Generous for a crowded machine; what never comes fails sooner, by the two limits below.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: url ?? own,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'block',
    actionTimeout: 15_000,
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    {
      name: 'phone',
      // What is only done at a desk, and the other way round; untagged stories run on both.
      grepInvert: /@desk/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    { name: 'desktop', grepInvert: /@phone/, use: { viewport: { width: 1440, height: 900 } } },
  ],
  webServer: url
    ? undefined
    : {
        command: 'dotnet run --project ../../aspnet-core/src/Volunteer.HttpApi.Host --no-launch-profile',
        url: own,
        env: { ASPNETCORE_URLS: own },
        reuseExistingServer: true,
        timeout: 180_000,
      },
});
