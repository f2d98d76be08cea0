import type { Endpoint } from '../types/endpoint.ts';
import type { AnswerKind } from './answer.ts';
import type { Logger } from './logger.ts';
import type { PathParams, RequestBody } from './request.ts';
import type { RequestOptions } from './request-options.ts';

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What is the same for all calls of a client. */
export interface TransportSettings {
  apiKey: string;
  /** Without a slash at its end. */
  baseUrl: string;
  timeoutMs: number;
  maxRetries: number;
  fetch: Fetch;
  logger: Logger;
}

/** One call of an endpoint of the contract. */
export interface Call {
  endpoint: Endpoint;
  params?: PathParams;
  query?: object;
  /** A body sent as JSON. */
  json?: unknown;
  /** Any other body. */
  body?: RequestBody;
  headers?: Record<string, string>;
  /** @default 'json' */
  answer?: AnswerKind;
  /** Media types of the answer beside the one that the contract declares. */
  types?: readonly string[];
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
