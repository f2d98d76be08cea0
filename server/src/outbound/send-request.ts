import { createHmac, createSecretKey } from 'node:crypto';
import type { Hmac } from '@commerce-integration/contract/rules';
import type { Dispatcher } from 'undici';
import { AnswerHandler, type OutboundAnswer } from './answer-handler.ts';

/** A request to an address that a partner has set. */
export interface OutboundRequest {
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
  readonly timeoutMs: number;
}

/**
 * Sends a request and waits for the response. Does not follow redirects.
 *
 * @throws where there is no response: see `failureText`
 */
export function sendRequest(
  agent: Dispatcher,
  { url, method, headers, body, timeoutMs }: OutboundRequest,
): Promise<OutboundAnswer> {
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  return new Promise((resolve, reject) => {
    const handler = new AnswerHandler(timeoutMs, resolve, reject);
    agent.dispatch({ origin, path, method, headers, body, headersTimeout: 0, bodyTimeout: 0 }, handler);
  });
}

/** HMAC-SHA256 with a prepared key: passing the key's bytes each time takes Node five times as long. */
export function hmacWith(key: Uint8Array): Hmac {
  const prepared = createSecretKey(key);
  return (content) => createHmac('sha256', prepared).update(content).digest();
}
