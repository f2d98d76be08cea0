import { formatId, type UpdateWebhook } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { type FieldCipher, sealedHeaders } from '../encryption/field-cipher.ts';
import { recordEvent } from '../events/record-event.ts';
import { type AddressRules, assertTarget } from '../outbound/check-target.ts';
import { pauseUntilLeaseEnds, placeWaiting } from './place-waiting.ts';
import { placeOfWebhook } from './sealed-webhook.ts';
import type { Webhook } from './webhook.entity.ts';
import { getWebhook } from './webhooks.queries.ts';

/**
 * Changes the given fields. Enabling a subscription closes its circuit and resets its failures.
 *
 * @throws Problem `not_found`, `validation_failed` for a URL that may not be called
 */
export async function updateWebhook(
  em: UnitOfWork,
  { cipher, rules }: { cipher: FieldCipher; rules: AddressRules },
  webhookId: string,
  changes: UpdateWebhook,
): Promise<Webhook> {
  const { url, events, description, max_in_flight, headers, ordered, status } = changes;
  await getWebhook(em, webhookId);
  // The name is resolved before anything is locked: that may take seconds.
  if (url !== undefined) await assertTarget(url, 'url', rules);
  const webhook = await getWebhook(em, webhookId, 'for update');
  if (url !== undefined) webhook.url = url;
  if (events !== undefined) webhook.events = events;
  if (description !== undefined) webhook.description = description;
  if (max_in_flight !== undefined) webhook.maxInFlight = max_in_flight;
  if (headers !== undefined)
    Object.assign(webhook, sealedHeaders(headers, cipher, placeOfWebhook(webhook.id, 'headers')));
  const isPlacedAnew = ordered !== undefined && ordered !== webhook.ordered;
  if (isPlacedAnew) webhook.ordered = ordered;
  if (status === 'active') Object.assign(webhook, WORKING);
  const isDisabled = status === 'disabled' && webhook.status === 'active';
  if (isDisabled) Object.assign(webhook, { status: 'disabled', disabledReason: 'request' });
  await em.flush();
  if (isPlacedAnew) await placeWaiting(em, webhook);
  await pauseUntilLeaseEnds(em, webhook);
  // Both statements change until when it waits.
  await em.refresh(webhook);
  if (isDisabled) await announceDisabled(em, webhook);
  return webhook;
}

/** The state of a healthy subscription. */
const WORKING = {
  status: 'active',
  disabledReason: null,
  circuit: 'closed',
  failureCount: 0,
  failingSince: null,
  lastError: null,
  warnedPercent: 0,
  heldUntil: null,
} as const satisfies Partial<Webhook>;

function announceDisabled(em: UnitOfWork, webhook: Webhook): Promise<void> {
  return recordEvent(sqlOf(em), {
    type: 'webhook.disabled',
    partnerId: webhook.partnerId ?? null,
    data: {
      webhook_id: formatId('webhook', webhook.id),
      url: webhook.url,
      failure_count: webhook.failureCount,
      failing_since: webhook.failingSince?.toISOString() ?? null,
      last_error: webhook.lastError ?? null,
      reason: 'request',
    },
  });
}
