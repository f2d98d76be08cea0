import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import type { Webhook } from './webhook.entity.ts';

/**
 * The time by which a delivery stands in the queue of an ordered subscription: what was sent once comes first, in
 * sequence, and the rest as it was recorded. An expression on the row `d` of `webhook_queue`.
 */
export const PLACE_IN_ORDER = `case when d.sequence is null then d.created_at
  else to_timestamp(0) + d.sequence * interval '1 microsecond' end`;

/**
 * Keeps an ordered subscription from being sent anything while a delivery of it is under way: until its lease ends, or
 * its outcome is written. Those that are under way are due first, or when their lease ends.
 *
 * Tenancy: of a subscription that was read for the caller.
 */
export async function pauseUntilLeaseEnds(em: UnitOfWork, { id }: Webhook): Promise<void> {
  await sqlOf(em).query(
    `update webhook set held_until = greatest(held_until, ${LEASE_END}) where id = $1 and ordered`,
    [id],
  );
}

/**
 * When the last lease of a delivery that is under way ends, of the subscription `$1`.
 *
 * Tenancy: of a subscription that was read for the caller.
 */
const LEASE_END = `(
  select max(d.claimed_until) from webhook_queue d
  where d.webhook_id = $1 and (d.due_at < '2000-01-01' or d.due_at > now()) and d.claimed_until > clock_timestamp()
)`;

/**
 * Ends the time for which an ordered subscription waits to try a delivery again that failed. It still waits for a
 * delivery that is under way, for as long as its receiver has asked for by `Retry-After`, and for the probe of an open
 * circuit.
 *
 * Tenancy: of a subscription that was locked for the caller.
 */
export async function endWaitForRetry(sql: Queryable, { id }: Pick<Webhook, 'id'>): Promise<void> {
  await sql.query(
    `update webhook set held_until = greatest(${END_ASKED_FOR}, ${LEASE_END})
     where id = $1 and ordered and circuit = 'closed'`,
    [id],
  );
}

/** Until when the receiver has asked by `Retry-After` to be sent nothing, of what a subscription waits for. */
const END_ASKED_FOR = `case when held_until > clock_timestamp() and retry_after_until > clock_timestamp()
  then least(held_until, retry_after_until) end`;

/**
 * Gives deliveries that wait their places, after the subscription has become ordered or not. One that is no longer ordered
 * neither waits for the delivery that failed nor for the one that is under way, which is due again when its lease ends.
 *
 * Tenancy: of a subscription that was read for the caller.
 */
export async function placeWaiting(em: UnitOfWork, { id, ordered }: Webhook): Promise<void> {
  const sql = sqlOf(em);
  await sql.query(
    `update webhook_queue d set due_at = ${ordered ? PLACE_IN_ORDER : PLACE_BY_TIME}
     where d.webhook_id = $1 and d.sequence is not null ${ordered ? `and ${IS_UNDER_WAY} is not true` : ''}`,
    [id],
  );
  if (!ordered)
    await sql.query(`update webhook set held_until = ${END_ASKED_FOR} where id = $1 and circuit = 'closed'`, [id]);
}

const IS_UNDER_WAY = 'd.claimed_until > clock_timestamp()';
const PLACE_BY_TIME = `case when ${IS_UNDER_WAY} then d.claimed_until
  else greatest(d.created_at, clock_timestamp()) end`;
