import type { AnswerKind } from './answer.ts';
import type { Hooks } from './hooks.ts';
import type { Logger } from './logger.ts';
import type { RequestBody } from './request.ts';
import type { FetchOptions, RequestOptions } from './request-options.ts';

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The secret of an API key, or a function that returns it. */
export type ApiKeySource = string | (() => string | Promise<string>);

/** What is the same for all calls of a client. */
export interface TransportSettings {
  /** Undefined for a page that calls by a session. */
  apiKey: ApiKeySource | undefined;
  /** The CSRF token of the session; undefined where calls are made with a key, or there is no session yet. */
  csrfToken: () => string | undefined;
  /** Without a slash at its end. */
  baseUrl: string;
  timeoutMs: number;
  maxRetries: number;
  fetch: Fetch;
  fetchOptions: FetchOptions;
  /** Of every call of the API. */
  headers: Headers;
  hooks: Hooks;
  logger: Logger;
}

/** One call of the API. */
export interface Call {
  method: string;
  /** With its query. */
  path: string;
  /** The path with placeholders. */
  pattern: string;
  /** A body sent as JSON. */
  json?: unknown;
  /** Any other body. */
  body?: RequestBody;
  headers?: Record<string, string>;
  /** @default 'json' */
  answer?: AnswerKind;
  /** Whether a response is what was asked for. */
  expects(response: Response): boolean;
  /** Whether it carries an `Idempotency-Key`, of the caller's or a random one. */
  takesKey?: boolean;
  /** Whether it may be sent again when nobody knows if it took effect. @default by method and `Idempotency-Key` */
  repeatable?: boolean;
  /** Whether 404 is what was asked for, once a try has got no answer: that try may have deleted it. */
  goneIsDone?: boolean;
  /** Milliseconds that the default limit of a try is longer for this call. */
  extraMs?: number;
  options: RequestOptions;
}

/** One call of a URL that the API gave: its signature is all it needs, and the API key stays here. */
export interface StorageCall {
  method: 'GET' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  body?: RequestBody;
  answer: AnswerKind;
  extraMs?: number;
  options: RequestOptions;
}
