import { createHmac } from 'node:crypto';
import { KEPT_BODY_LENGTH } from '@commerce-integration/contract';
import { type Delivery, deliveryHeaders } from '@commerce-integration/contract/rules';
import type { Dispatcher } from 'undici';
import { failureText } from './failure-text.ts';

/** The outcome of one attempt. */
export interface Attempt {
  at: Date;
  durationMs: number;
  /** As sent, with signatures and the values of the partner's own headers masked. */
  requestHeaders: Record<string, string>;
  responseCode: number | null;
  responseHeaders: Record<string, string> | null;
  /** The first 2,000 characters. */
  responseBody: string | null;
  /** Why it failed, as a sentence; null for a success. */
  error: string | null;
  /** Seconds to wait that the receiver asked for. */
  retryAfterSeconds: number | null;
}

export interface Sending {
  url: string;
  delivery: Delivery;
  /** Those that sign. */
  secrets: readonly string[];
  /** Further headers of the subscription. */
  headers: Record<string, string>;
  isTest: boolean;
  timeoutMs: number;
}

const USER_AGENT = 'Commerce-Integration-Webhooks/1.0';
const MASK = '***';
const SIGNATURES = new Set(['x-commerce-signature', 'webhook-signature']);
/** Bytes of an answer that are read, for its first characters, and how long they are waited for. */
const READ_BYTES = 4 * KEPT_BODY_LENGTH;
const READ_MS = 1_000;
const KEPT_HEADERS = 50;
/** The longest wait that a receiver may ask for. */
const MOST_RETRY_AFTER = 24 * 3_600;

/** Sends one attempt and waits for the answer. Redirects are not followed. Never throws. */
export async function sendDelivery(agent: Dispatcher, sending: Sending): Promise<Attempt> {
  const { delivery, secrets, headers, isTest, timeoutMs } = sending;
  const at = new Date();
  const own = await deliveryHeaders(delivery, secrets, hmac);
  const sent = { ...headers, ...own, 'user-agent': USER_AGENT, ...(isTest ? { 'x-commerce-test': 'true' } : {}) };
  const attempt = {
    at,
    requestHeaders: Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, name in headers || SIGNATURES.has(name) ? MASK : value]),
    ),
  };
  try {
    const answer = await request(agent, sending.url, sent, delivery.body, timeoutMs);
    const isSuccess = answer.responseCode >= 200 && answer.responseCode < 300;
    const error = isSuccess ? null : `The receiver answered ${answer.responseCode}.`;
    return { ...attempt, ...answer, error, durationMs: Date.now() - at.getTime() };
  } catch (error) {
    const nothing = { responseCode: null, responseHeaders: null, responseBody: null, retryAfterSeconds: null };
    return { ...attempt, ...nothing, error: failureText(error, timeoutMs), durationMs: Date.now() - at.getTime() };
  }
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}

async function request(
  agent: Dispatcher,
  target: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
) {
  const { origin, pathname, search } = new URL(target);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new DOMException('No answer in time', 'TimeoutError')), timeoutMs);
  try {
    const response = await agent.request({
      origin,
      path: pathname + search,
      method: 'POST',
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
