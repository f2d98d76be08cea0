import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import type { Webhook } from './webhook.entity.ts';

/**
 * The time that orders the queue of an ordered subscription: deliveries already sent come first, by sequence, then the
 * rest in the order of recording. An expression on the row `d` of `webhook_queue`.
 */
export const PLACE_IN_ORDER = `case when d.sequence is null then d.created_at
  else to_timestamp(0) + d.sequence * interval '1 microsecond' end`;

/**
 * Keeps an ordered subscription from receiving anything while one of its deliveries is in flight: until its lease ends,
 * or its outcome is written. Deliveries in flight are due first, or when their lease ends.
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
 * When the last lease of a delivery in flight ends, for the subscription `$1`.
 *
 * Tenancy: of a subscription that was read for the caller.
 */
const LEASE_END = `(
  select max(d.claimed_until) from webhook_queue d
  where d.webhook_id = $1 and (d.due_at < '2000-01-01' or d.due_at > now()) and d.claimed_until > clock_timestamp()
)`;

/**
 * Ends the backoff of an ordered subscription after a failed delivery. It still waits for a delivery in flight, for the
 * time that its receiver requested by `Retry-After`, and for the probe of an open circuit.
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

/** The end of the wait that the receiver requested by `Retry-After`, if the subscription waits for it. */
const END_ASKED_FOR = `case when held_until > clock_timestamp() and retry_after_until > clock_timestamp()
  then least(held_until, retry_after_until) end`;

/**
 * Repositions queued deliveries after the subscription has become ordered or unordered. An unordered one waits neither
 * for the failed delivery nor for the one in flight, which is due again when its lease ends.
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
