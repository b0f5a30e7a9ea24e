import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';

import { provideTestTexts } from '../../../testing/texts';
import { RollCallQueue } from './roll-call-queue';

const URL = '/api/volunteering/shifts/s1/roll-call';

describe('roll-call queue', () => {
  let http: HttpTestingController;
  let queue: RollCallQueue;

  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideTestTexts(), RollCallQueue],
    });
    http = TestBed.inject(HttpTestingController);
    queue = TestBed.inject(RollCallQueue);
    queue.open('s1');
  });

  afterEach(() => vi.useRealTimers());

  function answered(): void {
    const call = http.expectOne(URL);
    const applied = call.request.body.marks.map(({ markId }: { markId: string }) => markId);
    call.flush({ applied, ignored: [], conflicts: [], rollCall: null });
  }

  it.each([0, 504])('keeps a tick when nobody answers (%s) and tries again by itself', async (status) => {
    queue.mark('p1', 'Present', new Date('2026-11-21T01:00:00Z'));
    http.expectOne(URL).flush(null, { status, statusText: 'no network' });
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.offline()).toBe(true);
    expect(JSON.parse(localStorage.getItem('roll-call:s1')!)).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(1000);
    answered();
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.waiting()).toEqual([]);
    expect(queue.offline()).toBe(false);
  });

  it('sends only the last word about a person', async () => {
    queue.mark('p1', 'Present', new Date('2026-11-21T01:00:00Z'));
    http.expectOne(URL).flush(null, { status: 0, statusText: 'no network' });
    await vi.advanceTimersByTimeAsync(0);
    queue.mark('p1', 'Excused', new Date('2026-11-21T01:01:00Z'));
    const call = http.expectOne(URL);
    expect(call.request.body.marks.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['Excused']);
  });

  it('says why when it is refused, and loses nothing', async () => {
    queue.mark('p1', 'Present', new Date('2026-11-21T01:00:00Z'));
    http
      .expectOne(URL)
      .flush({ code: 'Platform:Forbidden', title: '您没有这个权限。' }, { status: 403, statusText: 'Forbidden' });
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.refusal()).toBe('您没有这个权限。');
    expect(queue.waiting()).toHaveLength(1);
  });
});
