import { assertObject, checkNumber, refuseUnknown } from './arguments.ts';

/** Options of every call, as its last argument. */
export interface RequestOptions {
  /** Aborts the call immediately, whether it is sending, waiting for a response or waiting for the next attempt. */
  signal?: AbortSignal | undefined;
  /**
   * Time limit of each attempt, in milliseconds.
   *
   * @default the client's `timeoutMs`
   */
  timeoutMs?: number | undefined;
  /**
   * How often a failed call may be retried.
   *
   * @default the client's `maxRetries`
   */
  maxRetries?: number | undefined;
  /** Additional headers for the call, such as `x-request-id`, `traceparent` or `if-none-match`. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Additional query parameters that the SDK does not know, such as those of an undocumented feature. */
  query?: QueryExtras | undefined;
  /** Additional options of `fetch` for this call. They take precedence over those of the client. */
  fetchOptions?: FetchOptions | undefined;
}

/** What the client itself decides of a request. */
type Own = 'method' | 'headers' | 'body' | 'signal' | 'redirect';

/** Options of one runtime, whose types differ between its versions: anything passes. */
type OfRuntime = 'dispatcher';

/**
 * Options of `fetch` that the client does not set itself: standard options, and those of a runtime, such as
 * `dispatcher` of undici, `proxy` of Bun or `client` of Deno.
 */
export type FetchOptions = Omit<RequestInit, Own | OfRuntime> & { [Name in Own]?: never } & {
  readonly [option: string]: unknown;
};

/** Query parameters by name. Parameters that are undefined are omitted. */
export type QueryExtras = Readonly<Record<string, string | number | boolean | undefined>>;

/** Options of a call that takes an `Idempotency-Key`. */
export interface IdempotentRequestOptions extends RequestOptions {
  /**
   * Makes the call safe to repeat, even from another process: for 24 hours, the same key with the same arguments
   * returns the first outcome.
   *
   * @default a random key for each call, used for all its attempts
   */
  idempotencyKey?: string | undefined;
}

/** A number of milliseconds for each try, up to what timers can do. */
export const TIMEOUT_BOUNDS = { min: 1 } as const;
/** More tries than this are a mistake. */
export const RETRY_BOUNDS = { min: 0, max: 100, whole: true } as const;

const ALWAYS = ['signal', 'timeoutMs', 'maxRetries', 'headers', 'query', 'fetchOptions'] as const;
/** The call's own business: another value would break it, or send the key elsewhere. */
const RESERVED_HEADERS = [
  'x-api-key',
  'content-type',
  'content-length',
  'transfer-encoding',
  'host',
  'idempotency-key',
  'commerce-version',
];

/**
 * Checks the options of a call, before anything is sent.
 *
 * @param more names of the options that this call takes beside those of every call
 * @throws TypeError that names what is unknown or quotes what is out of bounds
 */
export function checkRequestOptions(options: RequestOptions, more: readonly string[] = []): void {
  assertObject('options', options);
  refuseUnknown('option', options, [...ALWAYS, ...more]);
  checkNumber('timeoutMs', options.timeoutMs, TIMEOUT_BOUNDS);
  checkNumber('maxRetries', options.maxRetries, RETRY_BOUNDS);
  checkSignal(options.signal);
  checkHeaders('headers', options.headers);
  if (options.query !== undefined) assertObject('query', options.query);
  checkFetchOptions(options.fetchOptions);
  checkIdempotencyKey((options as IdempotentRequestOptions).idempotencyKey);
}

/** @throws TypeError for what only looks like a signal */
export function checkSignal(signal: unknown): void {
  if (signal === undefined) return;
  if (typeof (signal as AbortSignal | null)?.addEventListener === 'function') return;
  throw new TypeError('signal must be an AbortSignal, such as the `signal` of an AbortController.');
}

/**
 * @param more names of headers that this call may have beside those that all may have
 * @throws TypeError for headers that are the call's own business, or no text
 */
export function checkHeaders(what: string, headers: unknown, more: readonly string[] = []): void {
  if (headers === undefined) return;
  assertObject(what, headers);
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (RESERVED_HEADERS.includes(lower) && !more.includes(lower))
      throw new TypeError(`${what} must not set ${name}: the client does.`);
    if (typeof value !== 'string') throw new TypeError(`The header ${name} must be a string.`);
  }
}

function checkIdempotencyKey(key: unknown): void {
  if (key === undefined || (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key))) return;
  throw new TypeError('idempotencyKey must be 1 to 255 characters of visible ASCII.');
}

/** What the client itself decides of a request, by its names. */
const OWN = ['method', 'headers', 'body', 'signal', 'redirect', 'duplex'];

/** @throws TypeError for what the client sets itself */
export function checkFetchOptions(options: unknown): void {
  if (options === undefined) return;
  assertObject('fetchOptions', options);
  const own = Object.keys(options).find((name) => OWN.includes(name));
  if (own !== undefined) throw new TypeError(`fetchOptions must not set ${own}: the client does.`);
}
