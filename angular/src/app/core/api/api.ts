import { HttpClient, HttpContext, HttpHeaders, HttpParams, httpResource, HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

import { Answer, Method, Operation, PathWith, Sent } from './api-types';

interface Extra {
  readonly context?: HttpContext;
}

interface PostExtra extends Extra {
  /** From newIntent(), kept by the page, when one wish may be sent again: the server then acts only once. */
  readonly intent?: string;
}

/** The last argument may be left out when nothing in it is required. */
type Options<T> = object extends T ? [options?: T] : [options: T];

/** Every call to the server, checked against its own description: a wrong address or a missing value does not compile. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);

  get<P extends PathWith<'get'>>(
    path: P,
    ...[options]: Options<Sent<Operation<P, 'get'>> & Extra>
  ): Promise<Answer<Operation<P, 'get'>>> {
    return this.send('get', path, options);
  }

  post<P extends PathWith<'post'>>(
    path: P,
    ...[options]: Options<Sent<Operation<P, 'post'>> & PostExtra>
  ): Promise<Answer<Operation<P, 'post'>>> {
    const given: AnyOptions = options ?? {};
    return this.send('post', path, given, new HttpHeaders({ 'Idempotency-Key': given.intent ?? newIntent() }));
  }

  put<P extends PathWith<'put'>>(
    path: P,
    ...[options]: Options<Sent<Operation<P, 'put'>> & Extra>
  ): Promise<Answer<Operation<P, 'put'>>> {
    return this.send('put', path, options);
  }

  delete<P extends PathWith<'delete'>>(
    path: P,
    ...[options]: Options<Sent<Operation<P, 'delete'>> & Extra>
  ): Promise<Answer<Operation<P, 'delete'>>> {
    return this.send('delete', path, options);
  }

  private send<T>(method: Method, path: string, options: AnyOptions = {}, headers?: HttpHeaders): Promise<T> {
    return firstValueFrom(
      this.http.request<T>(method, addressOf(path, options.path), {
        params: paramsOf(options.query),
        body: options.body,
        context: options.context,
        headers,
      }),
    );
  }
}

/**
 * A read that follows the signals it uses; `undefined` means "not yet". Call it in an injection context:
 * `readonly shifts = apiResource('/api/volunteering/shifts', () => ({ query: { from: this.from() } }));`
 */
export function apiResource<P extends PathWith<'get'>>(
  path: P,
  ...[options]: object extends Sent<Operation<P, 'get'>>
    ? [options?: () => Sent<Operation<P, 'get'>> | undefined]
    : [options: () => Sent<Operation<P, 'get'>> | undefined]
): HttpResourceRef<Answer<Operation<P, 'get'>> | undefined> {
  return httpResource<Answer<Operation<P, 'get'>>>(() => {
    const given: AnyOptions | undefined = options ? options() : {};
    return given && { url: addressOf(path, given.path), params: paramsOf(given.query) };
  });
}

/** One per wish of the user, not per try. */
export function newIntent(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  // Plain http inside a community's own network has no randomUUID, but it has random bytes.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

interface AnyOptions {
  readonly path?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly context?: HttpContext;
  readonly intent?: string;
}

function addressOf(path: string, values: unknown): string {
  const known = new Map<string, unknown>(Object.entries(values ?? {}));
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(known.get(name))));
}

function paramsOf(query: unknown): HttpParams {
  let params = new HttpParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) {
        params = params.append(name, String(one));
      }
    }
  }
  return params;
}
