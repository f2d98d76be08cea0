import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { Webhook } from './webhook.entity.ts';

/**
 * The time by which a delivery stands in the queue of an ordered subscription: what was sent once comes first, in
 * sequence, and the rest as it was recorded. An expression on the delivery `d`.
 */
export const PLACE_IN_ORDER = `case when d.sequence is null then d.created_at
  else to_timestamp(0) + d.sequence * interval '1 microsecond' end`;

/**
 * Gives deliveries that wait their places, after the subscription has become ordered or not.
 *
 * Tenancy: of a subscription that was read for the caller.
 */
export async function placeWaiting(em: UnitOfWork, { id, ordered }: Webhook): Promise<void> {
  await sqlOf(em).query(
    `update webhook_delivery d set due_at = ${ordered ? PLACE_IN_ORDER : 'greatest(d.created_at, clock_timestamp())'}
     where d.webhook_id = $1 and d.status = 'pending' and d.sequence is not null`,
    [id],
  );
}
