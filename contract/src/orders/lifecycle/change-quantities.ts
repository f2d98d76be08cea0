import type { DeliveryItem, ShipmentItem } from '../deliveries.ts';
import type { Cause, DeliveryProgress, ItemQuantity, OrderProgress } from './order-progress.ts';
import { openOf, quantitiesOf, worthOf } from './quantities.ts';

// The steps that change quantities. They check nothing: the caller has checked that the quantities are available.

/** Puts what is open and in no delivery into a new delivery, if there is anything. */
export function assignOpen(order: OrderProgress): void {
  const lines = order.items.flatMap((item) => {
    const { unassigned } = quantitiesOf(order, item);
    return unassigned > 0 ? [newLine(item, unassigned)] : [];
  });
  if (lines.length > 0) order.deliveries.push(newDelivery(lines));
}

export function newDelivery(items: DeliveryItem[]): DeliveryProgress {
  return {
    id: null,
    status: 'pending',
    block_export: false,
    carrier: null,
    tracking_number: null,
    estimated_from: null,
    estimated_until: null,
    items,
    shipments: [],
    reportedAt: {},
  };
}

export function newLine(
  { order_item_id, sku }: Pick<DeliveryItem, 'order_item_id' | 'sku'>,
  quantity: number,
): DeliveryItem {
  return {
    order_item_id,
    sku,
    quantity,
    shipped_quantity: 0,
    cancelled_quantity: 0,
    returned_quantity: 0,
    delivered_quantity: null,
    rejected: false,
    estimated_from: null,
    estimated_until: null,
    confirmed_at: null,
    remark: null,
    invoice_number: null,
  };
}

export interface Parcel {
  readonly carrier?: string | null | undefined;
  readonly tracking_number?: string | null | undefined;
}

/** Ships parts of a delivery as one parcel. Carrier and number default to those of the delivery. */
export function shipQuantities(
  order: OrderProgress,
  delivery: DeliveryProgress,
  quantities: readonly ItemQuantity[],
  parcel: Parcel,
  { at }: Cause,
): void {
  const items: ShipmentItem[] = quantities.map(({ order_item_id, quantity }) => ({ order_item_id, quantity }));
  for (const { order_item_id, quantity } of items) take(delivery, order_item_id, quantity);
  const { carrier = delivery.carrier, tracking_number = delivery.tracking_number } = parcel;
  const shipment = { id: null, carrier, tracking_number, items, shipped_at: at };
  delivery.shipments.push(shipment);
  order.changes.push({ what: 'shipped', delivery, shipment });
}

function take({ items }: DeliveryProgress, itemId: string, quantity: number): void {
  let left = quantity;
  for (const line of items) {
    if (line.order_item_id !== itemId) continue;
    const part = Math.min(left, openOf(line));
    line.shipped_quantity += part;
    left -= part;
  }
}

/** What is open in a delivery, by item. */
export function openQuantities({ items }: DeliveryProgress): ItemQuantity[] {
  return items.flatMap((line) => {
    const quantity = openOf(line);
    return quantity > 0 ? [{ order_item_id: line.order_item_id, quantity }] : [];
  });
}

/** Cancels everything open in the given deliveries and, if `unassigned` is set, outside of deliveries. */
export function cancelOpen(
  order: OrderProgress,
  deliveries: readonly DeliveryProgress[],
  { reason }: Cause,
  { unassigned }: { unassigned: boolean },
): void {
  const cancelled = order.items.flatMap((item) => {
    const lines = deliveries.flatMap(({ items }) => items.filter((line) => line.order_item_id === item.order_item_id));
    let quantity = unassigned ? quantitiesOf(order, item).unassigned : 0;
    for (const line of lines) {
      quantity += openOf(line);
      line.cancelled_quantity += openOf(line);
    }
    item.cancelled += quantity;
    return quantity > 0 ? [{ order_item_id: item.order_item_id, quantity }] : [];
  });
  noteCancelled(order, cancelled, reason);
}

export function noteCancelled(order: OrderProgress, items: readonly ItemQuantity[], reason: string | null): void {
  if (items.length === 0) return;
  order.changes.push({ what: 'cancelled', items, amount: worthOf(order, items), reason });
}

/** Returns everything that was shipped in the given deliveries. */
export function returnShipped(order: OrderProgress, deliveries: readonly DeliveryProgress[], { reason }: Cause): void {
  const items = order.items.flatMap(({ order_item_id }) => {
    let quantity = 0;
    for (const line of deliveries.flatMap((one) => one.items)) {
      if (line.order_item_id !== order_item_id) continue;
      quantity += line.shipped_quantity - line.returned_quantity;
      line.returned_quantity = line.shipped_quantity;
    }
    return quantity > 0 ? [{ order_item_id, quantity }] : [];
  });
  noteReturned(order, items, reason);
}

export function noteReturned(order: OrderProgress, items: readonly ItemQuantity[], reason: string | null): void {
  if (items.length === 0) return;
  order.changes.push({ what: 'returned', items, amount: worthOf(order, items), reason });
}
