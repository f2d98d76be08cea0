import { cancelItems, returnItems, shipItems } from '../../orders/lifecycle/change-items.ts';
import type {
  Cause,
  DeliveryProgress,
  ItemProgress,
  ItemQuantity,
  OrderProgress,
} from '../../orders/lifecycle/order-progress.ts';
import { byItem, cancellableOf, linesIn, openIn, returnableOf } from '../../orders/lifecycle/quantities.ts';
import { formatId, type Id } from '../../shared/ids.ts';
import type { SentOrderUpdate } from '../order-update.ts';
import { UpdateRefused } from './update-refused.ts';

/**
 * Ships, cancels or returns the parts of an order that an update names.
 *
 * @throws UpdateRefused `nothing_matched`, `quantity_not_available`; Problem as the changes do
 */
export function reportParts(
  order: OrderProgress,
  inQuestion: readonly DeliveryProgress[],
  update: SentOrderUpdate,
  cause: Cause,
): void {
  const only = update.delivery_id === undefined ? undefined : inQuestion[0];
  const parts = byItem(partsOf(order, update, only));
  const { status, carrier, tracking_number } = update;
  if (status === 'cancelled') cancelItems(order, parts, cause, only);
  else if (status === 'returned') returnItems(order, parts, cause, only);
  else shipItems(order, deliveryWith(order, inQuestion, parts), { carrier, tracking_number, items: parts }, cause);
}

/** The named items; a SKU is distributed over its items by their remaining quantities. */
function partsOf(
  order: OrderProgress,
  { items: said = [], status }: SentOrderUpdate,
  only: DeliveryProgress | undefined,
): ItemQuantity[] {
  const roomOf = status === 'returned' ? returnableOf : status === 'cancelled' ? cancellableOf : shippableOf;
  const taken = new Map<Id<'orderItem'>, number>();
  return said.flatMap(({ order_item_id, sku, quantity }): ItemQuantity[] => {
    if (order_item_id !== undefined) return [{ order_item_id, quantity }];
    const items = order.items.filter((item) => item.sku === sku);
    const first = items[0];
    if (!first) {
      const name = `Order ${formatId('order', order.id)}`;
      throw new UpdateRefused('nothing_matched', `${name} has no item with the SKU ${sku}: name another.`);
    }
    let left = quantity;
    const parts = items.flatMap((item) => {
      const before = taken.get(item.order_item_id) ?? 0;
      const part = Math.max(0, Math.min(left, roomOf(order, item, only) - before));
      left -= part;
      taken.set(item.order_item_id, before + part);
      return part > 0 ? [{ order_item_id: item.order_item_id, quantity: part }] : [];
    });
    // A surplus is refused by the change, which reports the available quantity.
    return left > 0 ? [...parts, { order_item_id: first.order_item_id, quantity: left }] : parts;
  });
}

/** The open quantity of an item, in one delivery or in all. */
function shippableOf(order: OrderProgress, { order_item_id }: ItemProgress, only?: DeliveryProgress): number {
  return openIn(linesIn(order, order_item_id, only));
}

/** The delivery of a parcel: the first in which all of its contents are open. */
function deliveryWith(
  order: OrderProgress,
  deliveries: readonly DeliveryProgress[],
  parts: readonly ItemQuantity[],
): DeliveryProgress {
  const found =
    deliveries.length === 1
      ? deliveries[0]
      : deliveries.find((one) =>
          parts.every((part) => openIn(linesIn(order, part.order_item_id, one)) >= part.quantity),
        );
  if (found) return found;
  throw new UpdateRefused(
    'quantity_not_available',
    `No delivery of order ${formatId('order', order.id)} has all of the parcel open: send a parcel for each delivery.`,
  );
}
