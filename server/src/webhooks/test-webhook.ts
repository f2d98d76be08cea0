import { type EventType, eventDefinition, formatId, Problem, subjectOfEvent } from '@commerce-integration/contract';
import { afterCommit } from '../database/in-transaction.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { announceSoon } from '../events/record-event.ts';
import { type DeliveryRow, deliveryByNumber, QUEUE_NEW_DELIVERIES } from './deliveries.queries.ts';
import type { Webhook } from './webhook.entity.ts';
import { getWebhook } from './webhooks.queries.ts';

/**
 * Sends an event with example data to one subscription only. It is in no list and no stream.
 *
 * @param eventType if omitted, the first type of the subscription
 * @throws Problem `not_found`, `webhook_disabled`
 */
export async function testWebhook(
  em: UnitOfWork,
  webhookId: string,
  eventType: EventType | undefined,
): Promise<DeliveryRow> {
  const webhook = await getWebhook(em, webhookId);
  assertEnabled(webhook);
  const [named] = webhook.events;
  const type = eventType ?? (named === undefined || named === '*' ? 'order.created' : (named as EventType));
  const { example } = eventDefinition(type);
  const sql = sqlOf(em);
  // Tenancy: the event and the delivery belong to the subscription's partner.
  const { rows } = await sql.query<{ id: string }>(
    `with new_event as (
       insert into event (event_type, partner_id, subject_id, data, is_test, occurred_at)
       values ($1, $2, $3, $4, true, clock_timestamp()) returning id, event_type, partner_id, occurred_at
     ), new_delivery as (
       insert into webhook_delivery
         (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, due_at, created_at)
       select $5, partner_id, id, occurred_at, event_type, partner_id, occurred_at, occurred_at from new_event
       returning id, webhook_id, partner_id, event_id, event_at, created_at
     )
     ${QUEUE_NEW_DELIVERIES} returning delivery_id as id`,
    [type, webhook.partnerId ?? null, subjectOfEvent(type, example as never).id, JSON.stringify(example), webhook.id],
  );
  afterCommit(sql, announceSoon);
  return deliveryByNumber(em, Number(rows[0]?.id));
}

/** @throws Problem `webhook_disabled` */
export function assertEnabled(webhook: Webhook): void {
  if (webhook.status === 'active') return;
  const id = formatId('webhook', webhook.id);
  throw new Problem('webhook_disabled', `Webhook ${id} is disabled: enable it first, by PATCH with status active.`);
}
