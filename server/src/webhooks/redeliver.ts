import {
  formatId,
  idNumber,
  LIMITS,
  Problem,
  type RecoverWebhook,
  type Redeliveries,
} from '@commerce-integration/contract';
import { afterCommit } from '../database/after-commit.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { allOf, rowsOf, type Sql, sql } from '../database/sql.ts';
import { announceSoon } from '../events/announce.ts';
import { type DeliveryRow, deliveryByNumber, getDelivery } from './deliveries.queries.ts';
import { PLACE_IN_ORDER } from './place-waiting.ts';
import { QUEUE_NEW_DELIVERIES } from './queue-deliveries.ts';
import { assertEnabled } from './test-webhook.ts';
import type { Webhook } from './webhook.entity.ts';
import { getWebhook } from './webhooks.queries.ts';

// Tenancy of this file: of subscriptions and deliveries that were read for the caller.

/**
 * Sends a delivery again, with the same event and sequence.
 *
 * @throws Problem `not_found`; `webhook_disabled`; `delivery_in_flight` for one that is being sent
 */
export async function redeliver(em: UnitOfWork, deliveryId: string): Promise<DeliveryRow> {
  const row = await getDelivery(em, deliveryId);
  const webhook = await getWebhook(em, formatId('webhook', Number(row.webhook_id)), 'for update');
  assertEnabled(webhook);
  const again = await sendAgain(sqlOf(em), webhook, [sql`id = ${row.id}`], 1);
  if (again.length === 0) {
    throw new Problem('delivery_in_flight', `Webhook delivery ${deliveryId} is being sent right now.`);
  }
  return deliveryByNumber(em, Number(row.id));
}

/**
 * Makes deliveries of a subscription due now, the oldest first. Those that are being sent are left out.
 *
 * @param limit the largest number of deliveries
 * @returns their numbers
 */
export async function sendAgain(
  connection: Queryable,
  { id, ordered }: Pick<Webhook, 'id' | 'ordered'>,
  conditions: readonly Sql[],
  limit: number,
): Promise<number[]> {
  const due = sql.raw(ordered ? PLACE_IN_ORDER : 'clock_timestamp()');
  const rows = await rowsOf<{ id: string }>(
    connection,
    sql`with chosen as (
        select id, created_at from webhook_delivery
        where webhook_id = ${id} and ${allOf(conditions)} and not exists (
          select 1 from webhook_queue q
          where q.delivery_id = webhook_delivery.id and q.claimed_until >= clock_timestamp()
        )
        order by id limit ${limit}
      ), again as (
        update webhook_delivery d set status = 'pending', due_at = clock_timestamp(), failed_at = null
        from chosen where d.id = chosen.id and d.created_at = chosen.created_at
        returning d.id, d.webhook_id, d.partner_id, d.event_id, d.event_at, d.sequence, d.attempts, d.created_at
      )
      insert into webhook_queue
        (delivery_id, webhook_id, partner_id, event_id, event_at, sequence, attempts, due_at, created_at)
      select id, webhook_id, partner_id, event_id, event_at, sequence, attempts, ${due}, created_at from again d
      on conflict (delivery_id) do update set tries = 0, claimed_until = null, due_at = excluded.due_at
      returning delivery_id as id`,
  );
  if (rows.length > 0) afterCommit(connection, announceSoon);
  return rows.map((row) => Number(row.id));
}

/**
 * Sends again what a subscription has missed since a time: deliveries that failed, and events of which no delivery was
 * made, because the subscription was disabled or not there yet.
 *
 * @throws Problem `not_found`, `webhook_disabled`
 */
export async function recover(
  em: UnitOfWork,
  webhookId: string,
  { since, only }: RecoverWebhook,
): Promise<Redeliveries> {
  const webhook = await getWebhook(em, webhookId, 'for update');
  assertEnabled(webhook);
  const connection = sqlOf(em);
  const most = LIMITS.recoveredDeliveries;
  const failed =
    only === 'never_delivered'
      ? 0
      : (await sendAgain(connection, webhook, [sql`created_at >= ${new Date(since)}`, sql`status = 'failed'`], most))
          .length;
  const missed =
    only === 'failed' || failed >= most
      ? 0
      : await deliverEvents(
          connection,
          webhook,
          [sql`e.occurred_at >= ${new Date(since)}`, wanted(webhook)],
          most - failed,
        );
  return { deliveries: failed + missed, has_more: failed + missed >= most };
}

/**
 * Sends certain events to a subscription, again or for the first time.
 *
 * @throws Problem `not_found`, also for an event that the subscription may not have; `webhook_disabled`
 */
export async function replay(em: UnitOfWork, webhookId: string, eventIds: readonly string[]): Promise<Redeliveries> {
  const webhook = await getWebhook(em, webhookId, 'for update');
  assertEnabled(webhook);
  const connection = sqlOf(em);
  const numbers = [...new Set(eventIds)].map((id) => idNumber(id));
  const known = await rowsOf<{ id: string }>(
    connection,
    sql`select e.id from event e where e.id = any(${numbers}::bigint[]) and not e.is_test and ${mayHave(webhook)}`,
  );
  const found = new Set(known.map(({ id }) => Number(id)));
  const missing = eventIds.find((id) => !found.has(idNumber(id)));
  if (missing !== undefined) throw new Problem('not_found', `Event ${missing} not found.`);
  const again = await sendAgain(connection, webhook, [sql`event_id = any(${numbers}::bigint[])`], numbers.length);
  const added = await deliverEvents(connection, webhook, [sql`e.id = any(${numbers}::bigint[])`], numbers.length);
  return { deliveries: again.length + added, has_more: false };
}

function mayHave({ partnerId }: Webhook): Sql {
  return partnerId ? sql`e.partner_id = ${partnerId}` : sql`true`;
}

function wanted({ events }: Webhook): Sql {
  return events.includes('*') ? sql`true` : sql`e.event_type = any(${events}::text[])`;
}

/** Makes deliveries of events that have none for the subscription. @returns how many */
async function deliverEvents(
  connection: Queryable,
  webhook: Webhook,
  conditions: readonly Sql[],
  limit: number,
): Promise<number> {
  const rows = await rowsOf<{ id: string }>(
    connection,
    sql`with new_delivery as (
        insert into webhook_delivery
          (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, due_at, created_at)
        select ${webhook.id}::bigint, ${webhook.partnerId ?? null}::bigint, e.id, e.occurred_at, e.event_type,
          e.partner_id, clock_timestamp(), clock_timestamp()
        from event e
        where not e.is_test and ${mayHave(webhook)} and ${allOf(conditions)}
          and not exists (
            select 1 from webhook_delivery d where d.event_id = e.id and d.webhook_id = ${webhook.id}
          )
        order by e.id limit ${limit}
        returning id, webhook_id, partner_id, event_id, event_at, created_at
      ) ${sql.raw(QUEUE_NEW_DELIVERIES)} returning delivery_id as id`,
  );
  if (rows.length > 0) afterCommit(connection, announceSoon);
  return rows.length;
}
