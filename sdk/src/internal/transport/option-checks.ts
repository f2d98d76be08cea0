import { checkFunction, describeValue } from './arguments.ts';
import type { Fetch } from './calls.ts';
import { LOG_LEVELS, type LogLevel } from './logger.ts';

/** @throws TypeError that never shows the key */
export function checkedApiKey(key: unknown): string {
  if (typeof key !== 'string' || key === '')
    throw new TypeError('apiKey is missing: give the secret of an API key, or set COMMERCE_API_KEY.');
  // A key that is no header value would be quoted by the error of whoever builds the header.
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new TypeError('apiKey contains characters that are not allowed in a key, such as a space or a line break.');
  return key;
}

/** @throws TypeError for a URL that is none, or that has parts that calls would lose */
export function checkedBaseUrl(text: unknown): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(
      `baseUrl must be an http or https URL, such as https://api.example.com, not ${describeValue(text)}.`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError('baseUrl must not contain a user, query or fragment.');
  }
  return url.href.replace(/\/+$/, '');
}

/** @throws TypeError for what is no function */
export function checkedFetch(given: unknown): Fetch {
  checkFunction('fetch', given);
  // The global one is read at each call, so that what replaces it later, such as a mock, is used.
  if (given === undefined) return (url, init) => globalThis.fetch(url, init);
  // Called as a function: as a method of anything else than the global object, a runtime's own fetch refuses.
  const fetch = given as Fetch;
  return (url, init) => fetch(url, init);
}

/** @throws TypeError that lists the levels */
export function checkedLevel(level: LogLevel = 'warn'): LogLevel {
  if (LOG_LEVELS.includes(level)) return level;
  throw new TypeError(`logLevel must be one of ${LOG_LEVELS.join(', ')}, not ${describeValue(level)}.`);
}

/** @throws TypeError for what is no date of a version */
export function checkedVersion(version: unknown): string {
  if (typeof version === 'string' && /^\d{4}-\d\d-\d\d$/.test(version)) return version;
  throw new TypeError(`apiVersion must be a date, such as 2026-11-01, not ${describeValue(version)}.`);
}
