import { formatId, type WebhookDelivery, type WebhookDeliveryDetail } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { attemptsOf, type DeliveryRow, payloadOf } from './deliveries.queries.ts';

export function presentDelivery(row: DeliveryRow): WebhookDelivery {
  const { event_partner_id: partner } = row;
  return {
    delivery_id: formatId('webhookDelivery', Number(row.id)),
    webhook_id: formatId('webhook', Number(row.webhook_id)),
    partner_id: partner === null ? null : formatId('partner', Number(partner)),
    partner_name: row.event_partner_name,
    event_id: formatId('event', Number(row.event_id)),
    event_type: row.event_type,
    sequence: row.sequence === null ? null : Number(row.sequence),
    status: row.status,
    attempt_count: row.attempts,
    response_code: row.response_code,
    error: row.error,
    next_attempt_at: nextAttempt(row),
    created_at: new Date(row.created_at).toISOString(),
  };
}

/** The time of the next attempt. An ordered subscription queues deliveries already sent by sequence, not by time. */
function nextAttempt({ due_at, created_at, held_until }: DeliveryRow): string | null {
  if (due_at === null) return null;
  return new Date(Math.max(Date.parse(due_at), Date.parse(created_at), Date.parse(held_until ?? due_at))).toISOString();
}

/** A delivery with what it sends and its attempts. */
export async function presentDeliveryDetail(em: UnitOfWork, row: DeliveryRow): Promise<WebhookDeliveryDetail> {
  const attempts = await attemptsOf(em, row);
  return {
    ...presentDelivery(row),
    request_payload: await payloadOf(em, row),
    response_body: attempts.at(-1)?.response_body ?? null,
    attempts,
  };
}
