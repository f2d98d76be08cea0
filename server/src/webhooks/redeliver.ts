import {
  formatId,
  idNumber,
  LIMITS,
  Problem,
  type RecoverWebhook,
  type Redeliveries,
} from '@commerce-integration/contract';
import { afterCommit } from '../database/in-transaction.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { allOf, rowsOf, type Sql, sql } from '../database/sql.ts';
import { announceSoon } from '../events/record-event.ts';
import { type DeliveryRow, deliveryByNumber, getDelivery, HAS_FAILED } from './deliveries.queries.ts';
import { amongThem, chooseMissed, chooseMissedSince, deliverEvents, mayHave } from './missed-events.ts';
import { endWaitForRetry, PLACE_IN_ORDER } from './place-waiting.ts';
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
  const webhook = await enabledWebhook(em, formatId('webhook', Number(row.webhook_id)), 'for update');
  const again = await sendAgain(sqlOf(em), webhook, [row]);
  if (again.length === 0) {
    throw new Problem('delivery_in_flight', `Webhook delivery ${deliveryId} is being sent right now.`);
  }
  await endWaitForRetry(sqlOf(em), webhook);
  return deliveryByNumber(em, Number(row.id));
}

type DatedDelivery = Pick<DeliveryRow, 'id' | 'created_at'>;

/**
 * Chooses deliveries of a subscription to send again, oldest first. Excludes those being sent. Call it before locking
 * the subscription: the search may take long.
 *
 * @param limit the largest number of deliveries
 */
export function chooseDeliveries(
  connection: Queryable,
  webhookNumber: number,
  conditions: readonly Sql[],
  limit: number,
): Promise<DatedDelivery[]> {
  return rowsOf<DatedDelivery>(
    connection,
    sql`select id, created_at from webhook_delivery
      where webhook_id = ${webhookNumber} and ${allOf(conditions)} and not ${BEING_SENT} order by id limit ${limit}`,
  );
}

const BEING_SENT = sql`exists (
  select 1 from webhook_queue q where q.delivery_id = webhook_delivery.id and q.claimed_until >= clock_timestamp()
)`;

/**
 * Makes deliveries of a locked subscription due now. Excludes those being sent.
 *
 * @param chosen see {@link chooseDeliveries}
 * @param conditions what they must still satisfy
 * @returns their numbers
 */
export async function sendAgain(
  connection: Queryable,
  { id, ordered }: Pick<Webhook, 'id' | 'ordered'>,
  chosen: readonly DatedDelivery[],
  conditions: readonly Sql[] = [],
): Promise<number[]> {
  if (chosen.length === 0) return [];
  const due = sql.raw(ordered ? PLACE_IN_ORDER : 'clock_timestamp()');
  const among = amongThem(
    chosen.map((row) => ({ id: row.id, at: row.created_at })),
    sql`created_at`,
  );
  const rows = await rowsOf<{ id: string }>(
    connection,
    sql`with chosen as (
        select id, created_at from webhook_delivery
        where webhook_id = ${id} and ${among} and ${allOf(conditions)} and not ${BEING_SENT}
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
 * Sends again what a subscription has missed since a time: failed deliveries, and events without a delivery, because
 * the subscription was disabled or did not exist yet.
 *
 * @throws Problem `not_found`, `webhook_disabled`
 */
export async function recover(
  em: UnitOfWork,
  webhookId: string,
  { since, only }: RecoverWebhook,
): Promise<Redeliveries> {
  const webhook = await enabledWebhook(em, webhookId);
  const connection = sqlOf(em);
  const most = LIMITS.recoveredDeliveries;
  const isFailed = [sql`created_at >= ${new Date(since)}`, HAS_FAILED];
  const failed = only === 'never_delivered' ? [] : await chooseDeliveries(connection, webhook.id, isFailed, most);
  const room = only === 'failed' ? 0 : most - failed.length;
  const missed = room === 0 ? [] : await chooseMissedSince(connection, webhook, new Date(since), room);
  const locked = await enabledWebhook(em, webhookId, 'for update');
  const again = await sendAgain(connection, locked, failed, isFailed);
  const deliveries = again.length + (await deliverEvents(connection, locked, missed));
  if (deliveries > 0) await endWaitForRetry(connection, locked);
  return { deliveries, has_more: failed.length + missed.length >= most };
}

/**
 * Sends certain events to a subscription, again or for the first time.
 *
 * @throws Problem `not_found`, also for an event that the subscription may not have; `webhook_disabled`
 */
export async function replay(em: UnitOfWork, webhookId: string, eventIds: readonly string[]): Promise<Redeliveries> {
  const webhook = await enabledWebhook(em, webhookId);
  const connection = sqlOf(em);
  const numbers = [...new Set(eventIds)].map((id) => idNumber(id));
  const known = await rowsOf<{ id: string }>(
    connection,
    sql`select e.id from event e where e.id = any(${numbers}::bigint[]) and not e.is_test and ${mayHave(webhook)}`,
  );
  const found = new Set(known.map(({ id }) => Number(id)));
  const missing = eventIds.find((id) => !found.has(idNumber(id)));
  if (missing !== undefined) throw new Problem('not_found', `Event ${missing} not found.`);
  const isTheirs = [sql`event_id = any(${numbers}::bigint[])`];
  const sent = await chooseDeliveries(connection, webhook.id, isTheirs, numbers.length);
  const missed = await chooseMissed(connection, webhook, numbers);
  const locked = await enabledWebhook(em, webhookId, 'for update');
  const again = await sendAgain(connection, locked, sent);
  const deliveries = again.length + (await deliverEvents(connection, locked, missed));
  if (deliveries > 0) await endWaitForRetry(connection, locked);
  return { deliveries, has_more: false };
}

/** @throws Problem `not_found`, `webhook_disabled` */
async function enabledWebhook(em: UnitOfWork, webhookId: string, mode?: 'for update'): Promise<Webhook> {
  const webhook = await getWebhook(em, webhookId, mode);
  assertEnabled(webhook);
  return webhook;
}
