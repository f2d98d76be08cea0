import { type EventData, idNumber } from '@commerce-integration/contract';
import { RETRIED_CODES, type RETRYING_EVENTS } from '@commerce-integration/contract/rules';
import type { Queryable } from '../database/queryable.ts';

/** The most parked updates of an order that are requeued at once. */
const STEP = 500;
/** The most orders per search for further parked updates. */
const MOST_ORDERS = 10;

const MAY_BE_APPLIED = `status = 'parked' and code in (${RETRIED_CODES.map((code) => `'${code}'`).join(', ')})`;

/** Tenancy: of orders that the caller of the statement names. */
const QUEUE_FOUND = `update order_update set status = 'queued', code = null, message = null, finished_at = null
  from found where order_update.id = found.id and order_update.status = 'parked'`;

/**
 * Requeues parked updates of orders that have changed, so that updates that came too early are applied. For an order
 * with many, requeues only the first ones; the worker requeues the others in steps. Tenancy: of orders that the
 * transaction has changed.
 */
export async function requeueParked(
  sql: Queryable,
  events: readonly { readonly data: EventData<(typeof RETRYING_EVENTS)[number]> }[],
): Promise<void> {
  const orders = [...new Set(events.map(({ data }) => idNumber(data.order_id)))].sort((a, b) => a - b);
  await sql.query(
    `with found as (
       select changed.order_id, parked.id from unnest($1::bigint[]) changed (order_id) cross join lateral (
         select id from order_update where order_id = changed.order_id and ${MAY_BE_APPLIED} order by id limit $2
       ) parked
     ), queued as (${QUEUE_FOUND})
     insert into order_update_requeue (order_id, after_id)
     select order_id, max(id) from found group by order_id having count(*) = $2 order by order_id
     on conflict (order_id) do update set after_id = excluded.after_id`,
    [orders, STEP],
  );
}

/**
 * Requeues further parked updates of orders that had too many when they changed: each once per change. Tenancy: a
 * worker, for all partners.
 *
 * @returns whether there may be more
 */
export async function requeueMore(sql: Queryable): Promise<boolean> {
  const { rows } = await sql.query<{ hasMore: boolean }>(
    `with due as (
       select order_id, after_id from order_update_requeue order by order_id limit $2 for update skip locked
     ), found as (
       select due.order_id, parked.id from due cross join lateral (
         select id from order_update where order_id = due.order_id and id > due.after_id and ${MAY_BE_APPLIED}
         order by id limit $1
       ) parked
     ), queued as (${QUEUE_FOUND}), last as (
       select due.order_id, max(found.id) as id, count(found.id) = $1 as is_full
       from due left join found on found.order_id = due.order_id group by due.order_id
     ), gone_on as (
       update order_update_requeue r set after_id = last.id from last where r.order_id = last.order_id and last.is_full
     ), ended as (
       delete from order_update_requeue r using last where r.order_id = last.order_id and not last.is_full
     )
     select count(*) > 0 as "hasMore" from due`,
    [STEP, MOST_ORDERS],
  );
  return rows[0]?.hasMore ?? false;
}
