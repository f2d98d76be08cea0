import type { Job, ProblemCode } from '@commerce-integration/contract';
import { type ClientOptions, CommerceClient } from '../../src/index.ts';

/** A request as the fake API got it. */
export interface Seen {
  method: string;
  url: URL;
  headers: Headers;
  /** The body as passed to fetch. */
  body: RequestInit['body'];
  signal: AbortSignal;
}

/** The fake API's handling of a request: responds, throws to break the connection, or never returns. */
export type Answerer = (seen: Seen, number: number) => Response | Promise<Response>;

/** A fetch that stays in the process and records its calls. */
export function fakeApi(answer: Answerer) {
  const seen: Seen[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = {
      method: init.method ?? 'GET',
      url: new URL(url),
      headers: new Headers(init.headers),
      body: init.body,
      signal: init.signal as AbortSignal,
    };
    seen.push(request);
    request.signal.throwIfAborted();
    return answer(request, seen.length);
  };
  return { fetch, seen };
}

/** A client of a fake API. */
export function clientOf(answer: Answerer, options: Partial<ClientOptions> = {}) {
  const { fetch, seen } = fakeApi(answer);
  const client = new CommerceClient({
    apiKey: 'sk_secret_123',
    baseUrl: 'http://api.test',
    logLevel: 'off',
    fetch,
    ...options,
  });
  return { client, seen };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function problem(
  status: number,
  code: ProblemCode,
  headers: Record<string, string> = {},
  more: object = {},
): Response {
  const body = {
    type: `/docs/errors#${code}`,
    title: 'No',
    status,
    detail: `No: ${code}.`,
    code,
    request_id: 'r-1',
    ...more,
  };
  return json(body, status, { 'content-type': 'application/problem+json', 'x-request-id': 'r-1', ...headers });
}

/** The error of a fetch when the connection breaks. */
export function broken(): never {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }) });
}

/** A response that never arrives; a fetch ends if its signal aborts. */
export function never({ signal }: Seen): Promise<Response> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

export function jobOf(more: Partial<Job> = {}): Job {
  return {
    job_id: 'JV00001' as Job['job_id'],
    job_type: 'validation',
    partner_id: 'PT00001' as Job['partner_id'],
    partner_name: 'Acme Corp',
    status: 'running',
    message: 'ETL processing.',
    created_at: '2026-04-08T12:00:00.000Z',
    attempt: 1,
    progress: { rows_done: 0 },
    links: {},
    ...more,
  };
}

export const loadResult = {
  processed: 3,
  inserted: 2,
  updated: 0,
  unchanged: 0,
  skipped: 1,
  duplicates: 0,
  removed: 0,
};

/** Handles a promise that will reject, so that its rejection is not reported as unhandled while time is advanced. */
export function outcomeOf<T>(promise: PromiseLike<T>): Promise<T | Error> {
  return Promise.resolve(promise).then(
    (value) => value,
    (error: Error) => error,
  );
}
