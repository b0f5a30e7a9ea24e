import { expect, Page } from '@playwright/test';

import { unique } from './demo';

const SIGNS = '安平和顺康宁福寿喜乐春夏秋冬东南西北山水花草木林风云雨雪梅兰竹菊松柏石泉';

/**
 * Makes a case for the call list: a leader signs up somebody without e-mail, who must be told. By calls, as the page is
 * about the telephone and not about planning. The page must be signed in as a secretary. Answers with the person's name.
 */
export async function somebodyToPhone(page: Page): Promise<string> {
  // Names have no digits: each of the 36 signs becomes a character.
  const name = [...unique()]
    .slice(-6)
    .map((sign) => SIGNS[parseInt(sign, 36)])
    .join('');
  const { items: clubs } = await call(page, 'GET', '/api/organizations/clubs?state=Active&pageSize=1');
  const clubId = clubs[0].id;
  const place = await call(page, 'POST', '/api/volunteering/places', {
    name: `门口${unique()}`,
    address: '槐香路18号',
  });
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const duty = await call(page, 'POST', '/api/volunteering/duties', {
    clubId,
    kind: 'Volunteering',
    text: { title: '门口值班', description: '在门口值班。' },
    placeId: place.id,
    when: { rule: 'FREQ=DAILY;COUNT=1', startDate: tomorrow, startTime: '15:00:00', minutes: 60 },
    who: { places: 3, roles: [] },
  });
  const { shifts } = await call(page, 'GET', `/api/volunteering/calendar?from=${tomorrow}&to=${tomorrow}`);
  const shift = shifts.find(({ dutyId }: { dutyId: string }) => dutyId === duty.id);
  const person = await call(page, 'POST', '/api/platform/people', {
    name,
    consentBasis: 'PaperForm',
    phone: '19900008888',
    birthDate: '1950-01-01',
    evenIfKnown: true,
  });
  await call(page, 'POST', `/api/volunteering/shifts/${shift.shiftId}/signups/proxy`, { personId: person.id });
  await expect
    .poll(async () => JSON.stringify(await call(page, 'GET', '/api/platform/call-list')), { timeout: 30_000 })
    .toContain(name);
  return name;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the server answers; the story fails where it is not as expected
async function call(page: Page, method: 'GET' | 'POST', path: string, body?: unknown): Promise<any> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const token = /XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? '';
      const headers = { 'X-XSRF-TOKEN': decodeURIComponent(token), 'Content-Type': 'application/json' };
      const answer = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : undefined });
      const text = await answer.text();
      if (!answer.ok) {
        throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      }
      return text ? JSON.parse(text) : null;
    },
    { method, path, body },
  );
}
