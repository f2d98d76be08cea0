import type { Cause, OrderProgress } from '../../src/orders/lifecycle/order-progress.ts';
import type { ActorKind } from '../../src/orders/states/state-machine.ts';
import { formatId } from '../../src/shared/ids.ts';

/** An order that was just created. @param quantities of its items, each at another price with odd decimals */
export function newOrder(quantities: readonly number[]): OrderProgress {
  return {
    id: 1,
    status: 'created',
    fulfillmentStatus: 'unfulfilled',
    block_export: false,
    items: quantities.map((quantity, place) => ({
      order_item_id: formatId('orderItem', place + 1),
      sku: `SKU-${place + 1}`,
      quantity,
      unitPrice: ['0.1', '19.99', '333.333', '0.0001'][place % 4] ?? '1',
      cancelled: 0,
    })),
    deliveries: [],
    changes: [],
  };
}

/** The order after a rule: a copy, whose new parts have numbers, and whose changes are those of the rule alone. */
export function changed(order: OrderProgress, rule: (order: OrderProgress) => void): OrderProgress {
  const copy = { ...structuredClone(order), changes: [] };
  rule(copy);
  let last = Math.max(0, ...copy.deliveries.map(({ id }) => id ?? 0));
  for (const delivery of copy.deliveries) delivery.id ??= ++last;
  const parcels = copy.deliveries.flatMap(({ shipments }) => shipments);
  let lastParcel = Math.max(0, ...parcels.map(({ id }) => id ?? 0));
  for (const parcel of parcels) parcel.id ??= ++lastParcel;
  return copy;
}

export function by(kind: ActorKind, reason: string | null = null): Cause {
  return { kind, reason, at: '2026-04-06T15:02:10.000Z' };
}
