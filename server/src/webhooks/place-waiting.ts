import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { Webhook } from './webhook.entity.ts';

/**
 * The time by which a delivery stands in the queue of an ordered subscription: what was sent once comes first, in
 * sequence, and the rest as it was recorded.
 */
export const PLACE_IN_ORDER = `case when sequence is null then created_at
  else to_timestamp(0) + sequence * interval '1 microsecond' end`;

/**
 * Gives deliveries that wait their places, after the subscription has become ordered or not.
 *
 * Tenancy: of a subscription that was read for the caller.
 */
export async function placeWaiting(em: UnitOfWork, { id, ordered }: Webhook): Promise<void> {
  await sqlOf(em).query(
    `update webhook_delivery set due_at = ${ordered ? PLACE_IN_ORDER : 'greatest(created_at, clock_timestamp())'}
     where webhook_id = $1 and status = 'pending' and sequence is not null`,
    [id],
  );
}
