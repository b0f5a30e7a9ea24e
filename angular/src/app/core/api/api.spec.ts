import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { Api, apiResource, newIntent } from './api';

declare module './api-types' {
  interface PendingPaths {
    '/api/spec/things': {
      get: Call<{ items: string[] }, { query: { state?: 'Open' | 'Closed'; tag?: string[]; page?: number } }>;
      post: Call<{ id: string }, { body: { name: string } }>;
    };
    '/api/spec/things/{thingId}': {
      get: Call<{ id: string }, { path: { thingId: string } }>;
      delete: Call<undefined, { path: { thingId: string } }>;
    };
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('api', () => {
  let api: Api;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    api = TestBed.inject(Api);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => http.verify());

  it('puts values into the address, escaped', async () => {
    const got = api.get('/api/spec/things/{thingId}', { path: { thingId: 'a/b c' } });
    http.expectOne('/api/spec/things/a%2Fb%20c').flush({ id: '1' });
    expect((await got).id).toBe('1');
  });

  it('sends lists as repeated values and leaves out what is not set', async () => {
    const got = api.get('/api/spec/things', { query: { state: undefined, tag: ['a', 'b'], page: 0 } });
    http.expectOne('/api/spec/things?tag=a&tag=b&page=0').flush({ items: [] });
    expect(await got).toEqual({ items: [] });
  });

  it('gives every post a key of its own, and the same key to the same wish', async () => {
    const intent = newIntent();
    const posts = [
      api.post('/api/spec/things', { body: { name: 'x' } }),
      api.post('/api/spec/things', { body: { name: 'x' }, intent }),
      api.post('/api/spec/things', { body: { name: 'x' }, intent }),
    ];
    const requests = http.match('/api/spec/things');
    const keys = requests.map((request) => request.request.headers.get('Idempotency-Key'));
    requests.forEach((request) => request.flush({ id: '1' }));
    await Promise.all(posts);

    expect(keys[0]).toMatch(UUID);
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[1]).toBe(intent);
    expect(keys[2]).toBe(intent);
  });

  it('makes keys also where the page is not served by https', () => {
    const original = crypto.randomUUID;
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    try {
      expect(newIntent()).toMatch(UUID);
      expect(newIntent()).not.toBe(newIntent());
    } finally {
      Object.defineProperty(crypto, 'randomUUID', { value: original, configurable: true });
    }
  });

  it('reads anew when a signal changes, and waits while there is nothing to ask for', async () => {
    const id = signal<string | undefined>(undefined);
    const thing = TestBed.runInInjectionContext(() =>
      apiResource('/api/spec/things/{thingId}', () => {
        const thingId = id();
        return thingId === undefined ? undefined : { path: { thingId } };
      }),
    );
    TestBed.tick();
    http.expectNone(() => true);

    id.set('7');
    TestBed.tick();
    http.expectOne('/api/spec/things/7').flush({ id: '7' });
    await TestBed.inject(ApplicationRef).whenStable();
    expect(thing.value()?.id).toBe('7');
  });

  it('does not compile with a wrong address, value or name', () => {
    const wrong = [
      // @ts-expect-error no such address
      () => api.get('/api/spec/nothing'),
      // @ts-expect-error the id is missing
      () => api.get('/api/spec/things/{thingId}'),
      // @ts-expect-error no such state
      () => api.get('/api/spec/things', { query: { state: 'Lost' } }),
      // @ts-expect-error no such query name
      () => api.get('/api/spec/things', { query: { stat: 'Open' } }),
      // @ts-expect-error the body is missing
      () => api.post('/api/spec/things'),
      // @ts-expect-error nobody can put there
      () => api.put('/api/spec/things', { body: { name: 'x' } }),
    ];
    expect(wrong).toHaveLength(6);
  });
});
