import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
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
    `update webhook set held_until = greatest(held_until, (
       select max(d.claimed_until) from webhook_queue d
       where d.webhook_id = $1 and (d.due_at < '2000-01-01' or d.due_at > now())
         and d.claimed_until > clock_timestamp()
     )) where id = $1 and ordered`,
    [id],
  );
}

/**
 * Gives deliveries that wait their places, after the subscription has become ordered or not.
 *
 * Tenancy: of a subscription that was read for the caller.
 */
export async function placeWaiting(em: UnitOfWork, { id, ordered }: Webhook): Promise<void> {
  await sqlOf(em).query(
    `update webhook_queue d set due_at = ${ordered ? PLACE_IN_ORDER : 'greatest(d.created_at, clock_timestamp())'}
     where d.webhook_id = $1 and d.sequence is not null
       and (d.claimed_until is null or d.claimed_until <= clock_timestamp())`,
    [id],
  );
}
