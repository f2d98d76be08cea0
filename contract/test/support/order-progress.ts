import type { Cause, OrderProgress } from '../../src/orders/lifecycle/order-progress.ts';
import type { ActorKind } from '../../src/orders/states/state-machine.ts';
import { formatId } from '../../src/shared/ids.ts';

/**
 * An order that was just created.
 *
 * @param quantities of its items, each with a different price with odd decimals
 * @param skus of its items, a character each; `SKU-1` and so on by default
 */
export function newOrder(quantities: readonly number[], skus = ''): OrderProgress {
  return {
    id: 1,
    status: 'created',
    fulfillmentStatus: 'unfulfilled',
    block_export: false,
    items: quantities.map((quantity, place) => ({
      order_item_id: formatId('orderItem', place + 1),
      sku: skus[place] ?? `SKU-${place + 1}`,
      quantity,
      unitPrice: ['0.1', '19.99', '333.333', '0.0001'][place % 4] ?? '1',
      cancelled: 0,
    })),
    deliveries: [],
    changes: [],
  };
}

/** The order after a rule: a copy, whose new parts have numbers, and whose changes are only those of the rule. */
export function changed(order: OrderProgress, rule: (order: OrderProgress) => void): OrderProgress {
  const copy = { ...structuredClone(order), changes: [] };
  rule(copy);
  return numbered(copy);
}

/** Assigns numbers to new deliveries and parcels, as the database does when they are stored. */
export function numbered(order: OrderProgress): OrderProgress {
  let last = Math.max(0, ...order.deliveries.map(({ id }) => id ?? 0));
  for (const delivery of order.deliveries) delivery.id ??= ++last;
  const parcels = order.deliveries.flatMap(({ shipments }) => shipments);
  let lastParcel = Math.max(0, ...parcels.map(({ id }) => id ?? 0));
  for (const parcel of parcels) parcel.id ??= ++lastParcel;
  return order;
}

export function by(kind: ActorKind, reason: string | null = null): Cause {
  return { kind, reason, at: '2026-04-06T15:02:10.000Z' };
}
