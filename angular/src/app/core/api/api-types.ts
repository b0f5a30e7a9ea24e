import type { paths } from './schema';

/**
 * Calls that openapi.json does not describe yet. A feature adds its own beside its pages, and takes them out once
 * `npm run api:generate` knows them; no call has to be written anew. (`Call` needs no import inside the block; the
 * file must import something, so that it is a module.)
 *
 *   declare module '../../core/api/api-types' {
 *     interface PendingPaths {
 *       '/api/volunteering/shifts': { get: Call<OpenShift[], { query: { from?: string } }> };
 *     }
 *   }
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- features add to it
export interface PendingPaths {}

/** The shape of one operation, as openapi-typescript writes it. */
export interface Call<Answer, Sent extends { path?: object; query?: object; body?: unknown } = object> {
  parameters: {
    path: Sent extends { path: infer P } ? P : undefined;
    query: Sent extends { query: infer Q } ? Q : undefined;
  };
  requestBody: Sent extends { body: infer B } ? { content: { 'application/json': B } } : undefined;
  responses: { 200: { content: { 'application/json': Answer } } };
}

export type Method = 'get' | 'post' | 'put' | 'delete';

type AllPaths = Omit<PendingPaths, keyof paths> & paths;

/** The addresses that know a method. */
export type PathWith<M extends Method> = {
  [P in keyof AllPaths]: AllPaths[P] extends Record<M, object> ? P : never;
}[keyof AllPaths] &
  string;

export type Operation<P extends PathWith<M>, M extends Method> = AllPaths[P] extends Record<M, infer Op> ? Op : never;

type ContentOf<R> = R extends { content: { 'application/json': infer T } } ? T : void;

/** What a successful call answers with. */
export type Answer<Op> = Op extends { responses: infer R } ? ContentOf<R[keyof R & (200 | 201 | 202 | 204)]> : never;

/** An object type whose members may all be left out makes the part itself optional. */
type Part<Name extends string, T> = [T] extends [undefined]
  ? object
  : object extends T
    ? Partial<Record<Name, T>>
    : Record<Name, T>;

type PathOf<Op> = Op extends { parameters: { path: infer P } } ? P : undefined;
type QueryOf<Op> = Op extends { parameters: { query?: infer Q } } ? Q : undefined;
type BodyOf<Op> = Op extends { requestBody?: infer B }
  ? [NonNullable<B>] extends [never]
    ? undefined
    : NonNullable<B> extends { content: { 'application/json': infer Json } }
      ? Json
      : FormData
  : undefined;

/** What a call has to be given. */
export type Sent<Op> = Part<'path', PathOf<Op>> &
  Part<'query', Exclude<QueryOf<Op>, undefined>> &
  Part<'body', BodyOf<Op>>;
