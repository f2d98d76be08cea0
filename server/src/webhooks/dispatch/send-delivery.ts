import { type Delivery, deliveryHeaders, type Signer } from '@commerce-integration/contract/rules';
import type { Dispatcher } from 'undici';
import { failureText } from '../../outbound/failure-text.ts';
import { sendRequest } from '../../outbound/send-request.ts';
import { traceHeaders } from '../../tracing/span.ts';

/** The outcome of one attempt. */
export interface Attempt {
  at: Date;
  durationMs: number;
  /** The headers as sent, with signatures and the values of the partner's own headers masked. */
  requestHeaders: Record<string, string>;
  responseCode: number | null;
  responseHeaders: Record<string, string> | null;
  /** The first 2,000 characters. */
  responseBody: string | null;
  /** Why it failed, as a sentence; null for a success. */
  error: string | null;
  /** The wait that the receiver requested, in seconds. */
  retryAfterSeconds: number | null;
}

export interface Sending {
  url: string;
  delivery: Delivery;
  /** One for each valid secret. */
  signers: readonly Signer[];
  /** Further headers of the subscription. */
  headers: Record<string, string>;
  isTest: boolean;
  timeoutMs: number;
}

const USER_AGENT = 'Commerce-Integration-Webhooks/1.0';
const MASK = '***';
const SIGNATURES = new Set(['x-commerce-signature', 'webhook-signature']);

const NO_ANSWER = { responseCode: null, responseHeaders: null, responseBody: null, retryAfterSeconds: null };

/** An attempt that sent nothing. @param error why, as a sentence */
export function unsentAttempt(error: string): Attempt {
  return { at: new Date(), durationMs: 0, requestHeaders: {}, ...NO_ANSWER, error };
}

/** Sends one attempt and waits for the answer. Redirects are not followed. Never throws. */
export async function sendDelivery(agent: Dispatcher, sending: Sending): Promise<Attempt> {
  const { delivery, signers, headers, isTest, timeoutMs } = sending;
  const at = new Date();
  const own = await deliveryHeaders(delivery, signers);
  const more = { ...traceHeaders(), ...(isTest ? { 'x-commerce-test': 'true' } : {}) };
  const sent = { ...headers, ...own, 'user-agent': USER_AGENT, ...more };
  const attempt = {
    at,
    requestHeaders: Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, name in headers || SIGNATURES.has(name) ? MASK : value]),
    ),
  };
  try {
    const { body } = delivery;
    const answer = await sendRequest(agent, { url: sending.url, method: 'POST', headers: sent, body, timeoutMs });
    const isSuccess = answer.responseCode >= 200 && answer.responseCode < 300;
    const error = isSuccess ? null : `The receiver responded with ${answer.responseCode}.`;
    return { ...attempt, ...answer, error, durationMs: Date.now() - at.getTime() };
  } catch (error) {
    return { ...attempt, ...NO_ANSWER, error: failureText(error, timeoutMs), durationMs: Date.now() - at.getTime() };
  }
}
