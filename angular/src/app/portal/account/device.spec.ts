import { deviceOf } from './device';

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Linux; Android 14; V2301A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.47',
      'phone Android WeChat',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 16_7 like Mac OS X) AppleWebKit/605 Version/16.6 Mobile Safari/604.1',
      'phone iOS Safari',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131 Safari/537.36 Edg/131.0',
      'computer Windows Edge',
    ],
    ['Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Chrome/120 Safari/537.36', 'tablet Android Chrome'],
    ['curl/8.0', 'unknown null null'],
    [null, 'unknown null null'],
  ])('that says %s is %s', (agent, expected) => {
    const { machine, system, browser } = deviceOf(agent);
    expect(`${machine} ${system} ${browser}`).toBe(expected);
  });
});
