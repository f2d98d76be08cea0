import { deliveryBody, deliveryHeaders, signerOf } from '@commerce-integration/contract/rules';
import { hmacWith } from '../internal/events/hmac.ts';
import { reasonOf } from '../internal/transport/interruption.ts';
import type { Event } from '../internal/types/wire-types.ts';

const TIMEOUT_MS = 10_000;

/** What a receiver has answered, or why it has not. */
export interface PostOutcome {
  status?: number;
  error?: string;
}

/** Posts an event as the API delivers it: the same body, headers and signatures. */
export async function postWebhook(
  event: Event,
  { target, secret, sequence, signal }: { target: URL; secret: string; sequence: number; signal: AbortSignal },
): Promise<PostOutcome> {
  const body = deliveryBody(event);
  const sent = {
    eventId: event.event_id,
    eventType: event.event_type,
    timestamp: Math.floor(Date.now() / 1_000),
    sequence,
    attempt: 1,
    body,
  };
  const headers = await deliveryHeaders(sent, [signerOf(secret, hmacWith)]);
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(target, { method: 'POST', headers, body, redirect: 'manual', signal: either });
    await response.body?.cancel();
    return { status: response.status };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return { error: `no response within ${TIMEOUT_MS / 1_000} seconds` };
    return { error: reasonOf(error) };
  }
}
