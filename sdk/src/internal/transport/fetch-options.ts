import { assertObject } from './arguments.ts';

/** What the client itself decides of a request. */
type Own = 'method' | 'headers' | 'body' | 'signal' | 'redirect';

/** Options of one runtime, whose types differ between its versions: anything passes. */
type OfRuntime = 'dispatcher';

/**
 * Options of `fetch` that the client does not set itself: those of the standard, and those of a runtime, such as
 * `dispatcher` of undici, `proxy` of Bun or `client` of Deno.
 */
export type FetchOptions = Omit<RequestInit, Own | OfRuntime> & { [Name in Own]?: never } & {
  readonly [option: string]: unknown;
};

const OWN = ['method', 'headers', 'body', 'signal', 'redirect', 'duplex'];

/** @throws TypeError for what the client sets itself */
export function checkFetchOptions(options: unknown): void {
  if (options === undefined) return;
  assertObject('fetchOptions', options);
  const own = Object.keys(options).find((name) => OWN.includes(name));
  if (own !== undefined) throw new TypeError(`fetchOptions must not set ${own}: the client does.`);
}
