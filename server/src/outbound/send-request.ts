import { KEPT_BODY_LENGTH } from '@commerce-integration/contract';
import type { Dispatcher } from 'undici';

/** A request to an address that a partner names. */
export interface OutboundRequest {
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
  readonly timeoutMs: number;
}

/** What is kept of an answer. */
export interface OutboundAnswer {
  responseCode: number;
  responseHeaders: Record<string, string>;
  /** The first 2,000 characters. */
  responseBody: string;
  /** Seconds to wait that the receiver asked for. */
  retryAfterSeconds: number | null;
}

/** Bytes of an answer that are read, for its first characters, and how long they are waited for. */
const READ_BYTES = 4 * KEPT_BODY_LENGTH;
const READ_MS = 1_000;
const KEPT_HEADERS = 50;
/** The longest wait that a receiver may ask for. */
const MOST_RETRY_AFTER = 24 * 3_600;

/**
 * Sends a request and waits for the answer. Redirects are not followed.
 *
 * @throws where there is no answer: see `failureText`
 */
export async function sendRequest(
  agent: Dispatcher,
  { url, method, headers, body, timeoutMs }: OutboundRequest,
): Promise<OutboundAnswer> {
  const { origin, pathname, search } = new URL(url);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new DOMException('No answer in time', 'TimeoutError')), timeoutMs);
  try {
    const response = await agent.request({
      origin,
      path: pathname + search,
      method,
      headers,
      body,
      signal: timeout.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    return {
      responseCode: response.statusCode,
      responseHeaders: keptHeaders(response.headers),
      retryAfterSeconds: retryAfter(response.headers['retry-after']),
      responseBody: await firstCharacters(response.body),
    };
  } finally {
    clearTimeout(timer);
  }
}

function keptHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const all = Object.entries(headers).slice(0, KEPT_HEADERS);
  return Object.fromEntries(
    all.map(([name, value]) => [name, storable(String(value ?? '').slice(0, KEPT_BODY_LENGTH))]),
  );
}

/** Seconds of a `Retry-After` (RFC 9110), given as seconds or as a date; null for none, or one that cannot be read. */
function retryAfter(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), MOST_RETRY_AFTER);
}

/** The first characters of an answer; the rest is not read. */
async function firstCharacters(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const timer = setTimeout(() => body.destroy(), READ_MS);
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= READ_BYTES) break;
    }
  } catch {
    // The status has come, and decides; of a body that breaks off, what was read is kept.
  } finally {
    clearTimeout(timer);
    body.destroy();
  }
  return storable(Buffer.concat(chunks).toString('utf8').slice(0, KEPT_BODY_LENGTH)).toWellFormed();
}

/** PostgreSQL stores no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
