import { API_VERSION } from '@commerce-integration/contract';
import { assertObject, checkFunction, checkNumber, refuseUnknown } from './arguments.ts';
import type { ApiKeySource, Fetch, TransportSettings } from './calls.ts';
import type { Hooks } from './hooks.ts';
import { type Logger, type LogLevel, levelledLogger } from './logger.ts';
import { checkedApiKey, checkedBaseUrl, checkedFetch, checkedLevel, checkedVersion } from './option-checks.ts';
import { checkFetchOptions, checkHeaders, type FetchOptions, RETRY_BOUNDS, TIMEOUT_BOUNDS } from './request-options.ts';
import { environmentValue, isWebPage, userAgent } from './runtime.ts';

/** How a `CommerceClient` is set up. */
export interface ClientOptions extends Hooks {
  /**
   * The secret of an API key. It is sent as `x-api-key`, to the API alone, and never logged. A function is asked for it
   * before every try, also after a 401: with it, a key can be replaced while the client is in use.
   *
   * @default the environment variable `COMMERCE_API_KEY`
   */
  apiKey?: ApiKeySource | undefined;
  /**
   * Instead of `apiKey`, for a page of the API's own server: calls are made by the session that
   * `console.createSession` has made, whose cookie the browser sends. Returns the `csrf_token` of that session; undefined
   * while there is none.
   */
  csrfToken?: (() => string | undefined) | undefined;
  /**
   * Where the API is, such as `https://api.example.com`.
   *
   * @default the environment variable `COMMERCE_BASE_URL`, or else 'http://localhost:3000'
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
  /** Further options of every `fetch`, also of those to the file storage: `dispatcher`, `proxy`, `cache` and others. */
  fetchOptions?: FetchOptions | undefined;
  /** Headers of every call of the API, such as `user-agent`. Those of a call go before them. */
  defaultHeaders?: Readonly<Record<string, string>> | undefined;
  /**
   * The version of the API that calls are made for, as the header `Commerce-Version`.
   *
   * @default the one that this release of the SDK is made for
   */
  apiVersion?: string | undefined;
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
  'fetchOptions',
  'defaultHeaders',
  'apiVersion',
  'csrfToken',
  'onRequest',
  'onResponse',
  'onRetry',
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
  checkHeaders('defaultHeaders', options.defaultHeaders);
  checkFetchOptions(options.fetchOptions);
  const { csrfToken, onRequest, onResponse, onRetry } = options;
  for (const [name, given] of Object.entries({ csrfToken, onRequest, onResponse, onRetry })) checkFunction(name, given);
  if (csrfToken && options.apiKey !== undefined) throw new TypeError('Give either apiKey or csrfToken.');
  if (!csrfToken && !options.dangerouslyAllowBrowser && isWebPage()) {
    throw new TypeError(
      'In a web page everybody can read the API key. Call the API from a server; if you know what you do, set dangerouslyAllowBrowser.',
    );
  }
  return {
    apiKey: csrfToken ? undefined : keySource(options.apiKey),
    csrfToken: csrfToken ?? (() => undefined),
    baseUrl: checkedBaseUrl(options.baseUrl ?? environmentValue('COMMERCE_BASE_URL') ?? 'http://localhost:3000'),
    timeoutMs: options.timeoutMs ?? 60_000,
    maxRetries: options.maxRetries ?? 2,
    fetch: checkedFetch(options.fetch),
    fetchOptions: options.fetchOptions ?? {},
    headers: headersOf(options),
    hooks: { onRequest, onResponse, onRetry },
    logger: levelledLogger(options.logger ?? globalThis.console, checkedLevel(options.logLevel)),
  };
}

/** @throws TypeError where there is no key */
function keySource(apiKey: ApiKeySource | undefined = environmentValue('COMMERCE_API_KEY')): ApiKeySource {
  return typeof apiKey === 'function' ? apiKey : checkedApiKey(apiKey);
}

/** The headers of every call. */
function headersOf({ apiVersion = API_VERSION, defaultHeaders }: ClientOptions): Headers {
  const agent = userAgent();
  const headers = new Headers({ accept: '*/*', ...(agent !== undefined && { 'user-agent': agent }) });
  for (const [name, value] of Object.entries(defaultHeaders ?? {})) headers.set(name, value);
  headers.set('commerce-version', checkedVersion(apiVersion));
  return headers;
}
