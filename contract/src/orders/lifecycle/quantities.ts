import { formatId, type Id } from '../../shared/ids.ts';
import { amountOf, unitsOf } from '../../shared/money.ts';
import { Problem } from '../../shared/problem.ts';
import type { DeliveryItem } from '../deliveries.ts';
import type { DeliveryProgress, ItemProgress, ItemQuantity, OrderProgress } from './order-progress.ts';

/** The quantity of a line that is neither shipped nor cancelled. */
export function openOf(line: DeliveryItem): number {
  return line.quantity - line.cancelled_quantity - line.shipped_quantity;
}

export function openIn(lines: readonly DeliveryItem[]): number {
  return sum(lines.map(openOf));
}

export function shippedIn({ items }: DeliveryProgress): number {
  return sum(items.map((line) => line.shipped_quantity));
}

export function returnedIn({ items }: DeliveryProgress): number {
  return sum(items.map((line) => line.returned_quantity));
}

/** The lines of an item in all deliveries. */
export function linesOf({ deliveries }: OrderProgress, itemId: Id<'orderItem'>): DeliveryItem[] {
  return deliveries.flatMap(({ items }) => items.filter((line) => line.order_item_id === itemId));
}

/** The lines of an item in one delivery, or in all if none is given. */
export function linesIn(order: OrderProgress, itemId: Id<'orderItem'>, only?: DeliveryProgress): DeliveryItem[] {
  return only ? only.items.filter((line) => line.order_item_id === itemId) : linesOf(order, itemId);
}

/** The quantity of an item that can be cancelled, in one delivery or in the whole order. */
export function cancellableOf(order: OrderProgress, item: ItemProgress, only?: DeliveryProgress): number {
  return only ? openIn(linesIn(order, item.order_item_id, only)) : quantitiesOf(order, item).open;
}

/** The quantity of an item that can be returned, in one delivery or in the whole order. */
export function returnableOf(order: OrderProgress, item: ItemProgress, only?: DeliveryProgress): number {
  return sum(linesIn(order, item.order_item_id, only).map((line) => line.shipped_quantity - line.returned_quantity));
}

/** The quantities of an order item: each unit is in one of these. */
export interface ItemQuantities {
  /** Neither shipped nor cancelled; contains `unassigned`. */
  open: number;
  /** Open, and in no delivery. */
  unassigned: number;
  /** Contains `returned`. */
  shipped: number;
  cancelled: number;
  returned: number;
}

export function quantitiesOf(order: OrderProgress, item: ItemProgress): ItemQuantities {
  const lines = linesOf(order, item.order_item_id);
  const shipped = sum(lines.map((line) => line.shipped_quantity));
  const open = item.quantity - item.cancelled - shipped;
  return {
    open,
    unassigned: open - openIn(lines),
    shipped,
    cancelled: item.cancelled,
    returned: sum(lines.map((line) => line.returned_quantity)),
  };
}

/** The total quantities of an order's items, in one pass over its lines: orders may have thousands. */
export function quantitiesOfOrder({ items, deliveries }: OrderProgress): ItemQuantities {
  const lines = deliveries.flatMap((delivery) => delivery.items);
  const cancelled = sum(items.map((item) => item.cancelled));
  const shipped = sum(lines.map((line) => line.shipped_quantity));
  const open = sum(items.map((item) => item.quantity)) - cancelled - shipped;
  const returned = sum(lines.map((line) => line.returned_quantity));
  return { open, unassigned: open - openIn(lines), shipped, cancelled, returned };
}

/** The value of quantities at the order's prices: in major units, exact. */
export function worthOf(order: OrderProgress, quantities: readonly ItemQuantity[]): string {
  const units = quantities.map(
    ({ order_item_id, quantity }) => unitsOf(itemOf(order, order_item_id).unitPrice) * BigInt(quantity),
  );
  return amountOf(units.reduce((total, one) => total + one, 0n));
}

/** @throws Problem `not_found` for an item that is not part of the order */
export function itemOf(order: OrderProgress, itemId: Id<'orderItem'>): ItemProgress {
  const item = order.items.find(({ order_item_id }) => order_item_id === itemId);
  if (!item)
    throw new Problem('not_found', `Order item ${itemId} is not part of order ${formatId('order', order.id)}.`);
  return item;
}

/** One entry for each item, with the sum of its quantities. */
export function byItem(quantities: readonly ItemQuantity[]): ItemQuantity[] {
  const sums = new Map<Id<'orderItem'>, number>();
  for (const { order_item_id, quantity } of quantities)
    sums.set(order_item_id, (sums.get(order_item_id) ?? 0) + quantity);
  return [...sums].map(([order_item_id, quantity]) => ({ order_item_id, quantity }));
}

/** @throws Problem `quantity_not_available` if more is requested than available */
export function assertAvailable({ order_item_id, quantity }: ItemQuantity, available: number, to: string): void {
  if (quantity <= available) return;
  throw new Problem(
    'quantity_not_available',
    `${quantity} of order item ${order_item_id} cannot be ${to}: only ${available} can be.`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
