import { type EventData, idNumber } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';

/** Reasons that a change of the order may have removed. */
const REASONS = ['transition_not_allowed', 'quantity_not_available'];

/**
 * Puts parked updates of orders back into the queue, because the orders have changed: what came too early is applied
 * then. Tenancy: of orders that the transaction has changed.
 */
export async function requeueParked(
  sql: Queryable,
  events: readonly { readonly data: EventData<'order.status.changed' | 'order.delivery.changed'> }[],
): Promise<void> {
  const orders = [...new Set(events.map(({ data }) => idNumber(data.order_id)))];
  await sql.query(
    `update order_update set status = 'queued', code = null, message = null, finished_at = null
     where order_id = any($1::bigint[]) and status = 'parked' and code = any($2::text[])`,
    [orders, REASONS],
  );
}
