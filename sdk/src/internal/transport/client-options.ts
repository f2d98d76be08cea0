import { API_VERSION } from '@commerce-integration/contract';
import { assertObject, checkFunction, checkNumber, refuseUnknown } from './arguments.ts';
import type { ApiKeySource, Fetch, TransportSettings } from './calls.ts';
import type { Hooks } from './hooks.ts';
import { type Logger, type LogLevel, levelledLogger } from './logger.ts';
import { checkedApiKey, checkedBaseUrl, checkedFetch, checkedLevel, checkedVersion } from './option-checks.ts';
import { checkFetchOptions, checkHeaders, type FetchOptions, RETRY_BOUNDS, TIMEOUT_BOUNDS } from './request-options.ts';
import { environmentValue, isWebPage, userAgent } from './runtime.ts';

/** Options of a `CommerceClient`. */
export interface ClientOptions extends Hooks {
  /**
   * The secret of an API key. It is sent as `x-api-key`, only to the API, and never logged. A function is called before
   * every attempt, also after a 401, so that a key can be replaced while the client is in use.
   *
   * @default the environment variable `COMMERCE_API_KEY`
   */
  apiKey?: ApiKeySource | undefined;
  /**
   * Alternative to `apiKey` for pages of the API's own server: calls use the session from `console.createSession`,
   * whose cookie the browser sends. Returns the `csrf_token` of that session, or undefined if there is no session.
   */
  csrfToken?: (() => string | undefined) | undefined;
  /**
   * The address of the API, such as `https://api.example.com`.
   *
   * @default the environment variable `COMMERCE_BASE_URL`, otherwise 'http://localhost:3000'
   */
  baseUrl?: string | undefined;
  /**
   * Time limit of each attempt of a call, in milliseconds. The time for which the API is asked to wait, and the time to
   * send a file, are added.
   *
   * @default 60_000
   */
  timeoutMs?: number | undefined;
  /**
   * How often a failed call is retried, if that is safe.
   *
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * A custom `fetch`, for example for a proxy, a test or a special runtime.
   *
   * @default globalThis.fetch
   */
  fetch?: Fetch | undefined;
  /**
   * Additional options for every `fetch`, including those to the file storage: `dispatcher`, `proxy`, `cache` and
   * others.
   */
  fetchOptions?: FetchOptions | undefined;
  /** Headers for every call of the API, such as `user-agent`. The headers of a single call take precedence. */
  defaultHeaders?: Readonly<Record<string, string>> | undefined;
  /**
   * The API version to use, sent as the header `Commerce-Version`.
   *
   * @default the version that this release of the SDK was built for
   */
  apiVersion?: string | undefined;
  /**
   * Destination of the log.
   *
   * @default console
   */
  logger?: Logger | undefined;
  /**
   * How much is logged: `off`, `error`, `warn`, `info` (retries) or `debug` (every attempt).
   *
   * @default 'warn'
   */
  logLevel?: LogLevel | undefined;
  /**
   * Allows the use of the client with an API key in a web page, where everyone who opens the page can read the key.
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
