import { type SentOrderUpdate, sentOrderUpdateSchema } from '../../src/order-updates/order-update.ts';
import { applyOrderUpdate, type UpdateOutcome } from '../../src/order-updates/rules/apply-order-update.ts';
import { addDelivery } from '../../src/orders/lifecycle/change-items.ts';
import { moveOrder } from '../../src/orders/lifecycle/move-order.ts';
import type { OrderProgress } from '../../src/orders/lifecycle/order-progress.ts';
import { formatId } from '../../src/shared/ids.ts';
import { newOrder as createdOrder, numbered } from './order-progress.ts';

export const OPERATOR = { kind: 'operator', reason: null, at: '2026-04-08T11:00:00.000Z' } as const;

/** An order whose items have the SKUs A, B, C. */
export const newOrder = (quantities: readonly number[], skus = 'ABC') => createdOrder(quantities, skus);

/**
 * An order in progress with two deliveries.
 *
 * @param moved the quantity of each item in the second one
 */
export function orderInTwo(quantities: readonly number[], moved: readonly number[], skus = 'ABC'): OrderProgress {
  const order = newOrder(quantities, skus);
  moveOrder(order, 'in_progress', OPERATOR);
  const parts = moved.map((quantity, place) => ({ order_item_id: formatId('orderItem', place + 1), quantity }));
  addDelivery(
    order,
    parts.filter(({ quantity }) => quantity > 0),
    OPERATOR,
  );
  return numbered(order);
}

let sent = 0;

/** An update at a minute of a day, as the API parses it. */
export function update(minute: number, said: object): SentOrderUpdate {
  sent += 1;
  const reference = 'delivery_id' in said ? {} : { order_id: 'OR00001' };
  const occurred_at = new Date(Date.UTC(2026, 3, 8, 12, minute)).toISOString();
  return sentOrderUpdateSchema.parse({ update_id: `U-${sent}`, ...reference, ...said, occurred_at });
}

/** A copy of an order after updates, and the result of the last one. */
export function applied(
  order: OrderProgress,
  ...updates: SentOrderUpdate[]
): { order: OrderProgress; last: UpdateOutcome } {
  let last: UpdateOutcome = { status: 'ignored', code: null, message: null };
  const now = structuredClone(order);
  for (const one of updates) {
    last = applyOrderUpdate(now, one);
    numbered(now);
  }
  return { order: now, last };
}

/** The numbers of the parcels of an order, each with its quantities. */
export function parcelsOf({ deliveries }: OrderProgress) {
  return deliveries.flatMap(({ shipments }) =>
    shipments.map(({ tracking_number, items }) => [tracking_number, items.map(({ quantity }) => quantity)]),
  );
}
