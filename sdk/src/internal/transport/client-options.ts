import { assertObject, checkNumber, describeValue, refuseUnknown } from './arguments.ts';
import type { Fetch, TransportSettings } from './calls.ts';
import { LOG_LEVELS, type Logger, type LogLevel, levelledLogger } from './logger.ts';
import { RETRY_BOUNDS, TIMEOUT_BOUNDS } from './request-options.ts';

/** How a `CommerceClient` is set up. */
export interface ClientOptions {
  /** The secret of an API key. It is sent as `x-api-key`, to the API alone, and never logged. */
  apiKey: string;
  /**
   * Where the API is, such as `https://api.example.com`.
   *
   * @default 'http://localhost:3000'
   */
  baseUrl?: string | undefined;
  /**
   * Limit of each try of a call, in milliseconds. What the API is asked to wait for, and the time a file takes to
   * send, come on top.
   *
   * @default 60_000
   */
  timeoutMs?: number | undefined;
  /**
   * How often a failed try is repeated, where that is safe.
   *
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * Another `fetch`, for a proxy, a test or a runtime of its own.
   *
   * @default globalThis.fetch
   */
  fetch?: Fetch | undefined;
  /**
   * Where the log goes.
   *
   * @default console
   */
  logger?: Logger | undefined;
  /**
   * How much is logged: `off`, `error`, `warn`, `info` (retries) or `debug` (every try).
   *
   * @default 'warn'
   */
  logLevel?: LogLevel | undefined;
  /**
   * Lets the client work in a web page, where everybody who opens the page can read the key.
   *
   * @default false
   */
  dangerouslyAllowBrowser?: boolean | undefined;
}

const KNOWN = [
  'apiKey',
  'baseUrl',
  'timeoutMs',
  'maxRetries',
  'fetch',
  'logger',
  'logLevel',
  'dangerouslyAllowBrowser',
] as const satisfies (keyof ClientOptions)[];

/**
 * The settings that the options come to.
 *
 * @throws TypeError that names what is unknown, missing or wrong; never with the key in it
 */
export function settingsOf(options: ClientOptions): TransportSettings {
  assertObject('client options', options);
  refuseUnknown('client option', options, KNOWN);
  checkNumber('timeoutMs', options.timeoutMs, TIMEOUT_BOUNDS);
  checkNumber('maxRetries', options.maxRetries, RETRY_BOUNDS);
  if (!options.dangerouslyAllowBrowser && isWebPage()) {
    throw new TypeError(
      'In a web page everybody can read the API key. Call the API from a server; if you know what you do, set dangerouslyAllowBrowser.',
    );
  }
  return {
    apiKey: checkedApiKey(options.apiKey),
    baseUrl: checkedBaseUrl(options.baseUrl ?? 'http://localhost:3000'),
    timeoutMs: options.timeoutMs ?? 60_000,
    maxRetries: options.maxRetries ?? 2,
    fetch: checkedFetch(options.fetch),
    logger: levelledLogger(options.logger ?? globalThis.console, checkedLevel(options.logLevel)),
  };
}

function checkedApiKey(key: unknown): string {
  if (typeof key !== 'string' || key === '')
    throw new TypeError('apiKey is missing: the secret of an API key is needed.');
  // A key that is no header value would be quoted by the error of whoever builds the header.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new TypeError('apiKey has characters that no key has, such as a space or a line end.');
  return key;
}

function checkedBaseUrl(text: unknown): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(`baseUrl must be an http or https URL, not ${describeValue(text)}.`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError('baseUrl must have no user, query or fragment.');
  }
  return url.href.replace(/\/+$/, '');
}

function checkedFetch(given: unknown): Fetch {
  if (given !== undefined && typeof given !== 'function') throw new TypeError('fetch must be a function.');
  // The global one is read at each call, so that what replaces it later, such as a mock, is used.
  if (given === undefined) return (url, init) => globalThis.fetch(url, init);
  // Called as a function: as a method of anything else than the global object, a runtime's own fetch refuses.
  const fetch = given as Fetch;
  return (url, init) => fetch(url, init);
}

function checkedLevel(level: LogLevel = 'warn'): LogLevel {
  if (LOG_LEVELS.includes(level)) return level;
  throw new TypeError(`logLevel must be one of ${LOG_LEVELS.join(', ')}, not ${describeValue(level)}.`);
}

function isWebPage(): boolean {
  const { window } = globalThis as { window?: { document?: unknown } };
  return window?.document !== undefined;
}
