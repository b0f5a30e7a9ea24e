import { APIRequestContext, expect, request } from '@playwright/test';

import { newPhone, unique } from './demo';
import { Person } from './sign-in';

export const PASSWORD = '槐香里的桂花开了两回';
const SIGNS = '安平和顺康宁福寿喜乐春夏秋冬东南西北山水花草木林风云雨雪梅兰竹菊松柏石泉';

/** The ground a story stands on is laid through the API, with a bearer token; what the story is about goes through the pages. */
export class Caller {
  private constructor(
    private readonly http: APIRequestContext,
    readonly personId: string,
  ) {}

  static async signedIn(baseURL: string, person: Person): Promise<Caller> {
    const door = await request.newContext({ baseURL });
    const tokens = await door.post('/api/platform/tokens', {
      data: { identifier: person.identifier, password: person.password },
    });
    expect(tokens.ok(), await tokens.text()).toBe(true);
    const { accessToken } = await tokens.json();
    await door.dispose();
    const http = await request.newContext({
      baseURL,
      extraHTTPHeaders: { Authorization: `Bearer ${accessToken}`, 'Accept-Language': 'zh-CN' },
    });
    const { user } = await (await http.get('/api/platform/session')).json();
    return new Caller(http, user.personId);
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the server answers; the story fails where it is not as expected
  async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, data?: unknown): Promise<any> {
    const answer = await this.http.fetch(`/api${path}`, { method, data });
    const text = await answer.text();
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true);
    return text ? JSON.parse(text) : null;
  }

  /** For what must be refused: the code of the problem. */
  async refusal(method: 'POST' | 'PUT', path: string, data: unknown): Promise<string> {
    const answer = await this.http.fetch(`/api${path}`, { method, data });
    expect(answer.ok()).toBe(false);
    return (await answer.json()).code;
  }
}

export interface Volunteer extends Person {
  readonly name: string;
  readonly phone: string;
}

/** A name that nobody else bears, of six characters without digits. */
export function newName(): string {
  return [...unique()]
    .slice(-6)
    .map((sign) => SIGNS[parseInt(sign, 36)])
    .join('');
}

/** Somebody who has just registered in the demo's community; without e-mail unless one is given. */
export async function newVolunteer(baseURL: string, email?: string): Promise<Volunteer> {
  const door = await request.newContext({ baseURL });
  const person = { name: newName(), phone: newPhone() };
  const answer = await door.post('/api/platform/communities/huaixiangli/registrations', {
    data: { ...person, birthDate: '1956-04-05', password: PASSWORD, email: email ?? null, consent: true },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  await door.dispose();
  return { ...person, identifier: person.phone, password: PASSWORD };
}

export interface Shift {
  readonly dutyId: string;
  readonly shiftId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

interface ShiftWish {
  readonly startsAt: Date;
  readonly minutes?: number;
  readonly places?: number;
  readonly kind?: string;
  readonly title?: string;
  /** Once by default. */
  readonly rule?: string;
  readonly who?: Readonly<Record<string, unknown>>;
  readonly clubId?: string;
}

/** "2026-11-28" and "09:00:00" on the community's clock. */
export function localClock(instant: Date): { date: string; time: string } {
  const [date, time] = instant.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).split(' ');
  return { date: date!, time: time! };
}

export function inMinutes(minutes: number): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000 + minutes * 60_000);
}

/** Nine in the morning, local time, of the next Saturday that is not today. */
export function nextSaturday(): Date {
  const { date } = localClock(new Date());
  const day = new Date(`${date}T09:00:00+08:00`);
  const ahead = (6 - new Date(`${date}T00:00:00Z`).getUTCDay() + 7) % 7 || 7;
  return new Date(day.getTime() + ahead * 86_400_000);
}

/** A duty of the caller's club with its first shift. */
export async function newShift(leader: Caller, wish: ShiftWish): Promise<Shift> {
  const title = wish.title ?? `门口值班${newName()}`;
  const clubId = wish.clubId ?? (await clubOf(leader));
  const place = await leader.call('POST', '/volunteering/places', { name: `${title}的地点`, address: '槐香路13号' });
  const { date, time } = localClock(wish.startsAt);
  const duty = await leader.call('POST', '/volunteering/duties', {
    clubId,
    kind: wish.kind ?? 'Volunteering',
    text: { title, description: '在门口值班，穿红马甲。' },
    placeId: place.id,
    when: { rule: wish.rule ?? 'FREQ=DAILY;COUNT=1', startDate: date, startTime: time, minutes: wish.minutes ?? 60 },
    who: { places: wish.places ?? 3, roles: [], ...wish.who },
  });
  const { shifts } = await leader.call('GET', `/volunteering/calendar?from=${date}&to=${date}`);
  const shift = shifts.find(({ dutyId }: { dutyId: string }) => dutyId === duty.id);
  expect(shift, `${title} has a shift on ${date}`).toBeTruthy();
  return {
    dutyId: duty.id,
    shiftId: shift.shiftId,
    title,
    startsAt: new Date(shift.startsAt),
    endsAt: new Date(shift.endsAt),
  };
}

/** The club that a leader of the demo leads. */
export async function clubOf(leader: Caller): Promise<string> {
  const { items } = await leader.call('GET', '/organizations/clubs?mine=true&state=Active');
  return items.find(({ myPost }: { myPost: string }) => myPost === 'Leader').id;
}

/** For something that the community's clock brings about, e.g. the end of a shift of one minute. */
export async function until(instant: Date): Promise<void> {
  await expect.poll(() => Date.now(), { timeout: 150_000, intervals: [500] }).toBeGreaterThan(instant.getTime());
}
