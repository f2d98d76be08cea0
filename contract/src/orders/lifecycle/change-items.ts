import { formatId } from '../../shared/ids.ts';
import { LIMITS } from '../../shared/limits.ts';
import { Problem } from '../../shared/problem.ts';
import { isBeforeShipping, type OrderDeliveryStatus } from '../states/delivery-states.ts';
import {
  newDelivery,
  newLine,
  noteCancelled,
  noteReturned,
  openQuantities,
  type Parcel,
  shipQuantities,
} from './change-quantities.ts';
import { deriveStates } from './derive-states.ts';
import { isUnderWay, nameOf } from './move-delivery.ts';
import type { AddedPart, Cause, DeliveryProgress, ItemQuantity, OrderProgress } from './order-progress.ts';
import {
  assertAvailable,
  byItem,
  cancellableOf,
  itemOf,
  linesIn,
  openIn,
  openOf,
  quantitiesOf,
  returnableOf,
} from './quantities.ts';

const BEFORE_PACKING: readonly OrderDeliveryStatus[] = ['pending', 'allocated'];

/**
 * Moves parts of an order into a new delivery: first what is in no delivery yet, then what is open in deliveries that
 * are not being packed yet.
 *
 * @throws Problem `not_found`, `quantity_not_available`, `too_many_deliveries`
 */
export function addDelivery(order: OrderProgress, wanted: readonly ItemQuantity[], cause: Cause): DeliveryProgress {
  if (order.deliveries.length >= LIMITS.orderDeliveries) {
    const name = `Order ${formatId('order', order.id)}`;
    throw new Problem('too_many_deliveries', `${name} already has ${LIMITS.orderDeliveries} deliveries.`);
  }
  const givers = order.deliveries.filter(({ status }) => BEFORE_PACKING.includes(status));
  const parts: AddedPart[] = [];
  const items = byItem(wanted).map((one) => {
    const item = itemOf(order, one.order_item_id);
    const lines = givers.flatMap((from) =>
      from.items.filter((line) => line.order_item_id === one.order_item_id).map((line) => ({ from, line })),
    );
    const { unassigned } = quantitiesOf(order, item);
    assertAvailable(one, unassigned + openIn(lines.map(({ line }) => line)), 'put into a new delivery');
    const given = Math.min(one.quantity, unassigned);
    if (given > 0) parts.push({ ...one, quantity: given, from: null });
    let left = one.quantity - given;
    for (const { from, line } of lines) {
      const quantity = Math.min(left, openOf(line));
      line.quantity -= quantity;
      left -= quantity;
      if (quantity > 0) parts.push({ ...one, quantity, from });
    }
    return newLine(item, one.quantity);
  });
  for (const delivery of givers) delivery.items = delivery.items.filter(({ quantity }) => quantity > 0);
  const delivery = newDelivery(items);
  order.deliveries.push(delivery);
  order.changes.push({ what: 'delivery_added', delivery, parts });
  deriveStates(order, cause);
  return delivery;
}

/** Whether a delivery's own state allows shipping parts of it. */
export function mayBeShipped({ status }: DeliveryProgress): boolean {
  return isBeforeShipping(status);
}

/**
 * Ships a delivery, or parts of it, as one parcel.
 *
 * @param wanted everything open by default
 * @throws Problem `not_found`, `quantity_not_available`, `transition_not_allowed`, `too_many_shipments`
 */
export function shipItems(
  order: OrderProgress,
  delivery: DeliveryProgress,
  parcel: Parcel & { items?: readonly ItemQuantity[] | undefined },
  cause: Cause,
): void {
  const blocker = isUnderWay(order) ? null : `order ${formatId('order', order.id)} is ${order.status}`;
  if (blocker !== null || !mayBeShipped(delivery)) {
    const why = blocker ?? `it is ${delivery.status}`;
    throw new Problem('transition_not_allowed', `${nameOf(delivery)} cannot be shipped: ${why}.`);
  }
  const shipments = order.deliveries.reduce((sum, one) => sum + one.shipments.length, 0);
  if (shipments >= LIMITS.orderShipments) {
    const name = `Order ${formatId('order', order.id)}`;
    throw new Problem('too_many_shipments', `${name} already has ${LIMITS.orderShipments} shipments.`);
  }
  const wanted = parcel.items ? byItem(parcel.items) : openQuantities(delivery);
  for (const one of wanted) {
    itemOf(order, one.order_item_id);
    const lines = delivery.items.filter((line) => line.order_item_id === one.order_item_id);
    assertAvailable(one, openIn(lines), 'shipped with this delivery');
  }
  shipQuantities(order, delivery, wanted, parcel, cause);
  deriveStates(order, cause);
}

/** Parts of an item, with their own reason. */
interface AskedPart extends ItemQuantity {
  readonly reason?: string | undefined;
}

/**
 * Cancels unshipped parts of an order: first what is in no delivery, then what is in the latest one.
 *
 * @param only limits it to one delivery
 * @throws Problem `not_found`, `quantity_not_available`
 */
export function cancelItems(
  order: OrderProgress,
  wanted: readonly AskedPart[],
  cause: Cause,
  only?: DeliveryProgress,
): void {
  for (const [reason, items] of byReason(wanted, cause)) {
    for (const one of items) cancelPart(order, one, only);
    noteCancelled(order, items, reason);
  }
  deriveStates(order, cause);
}

function cancelPart(order: OrderProgress, one: ItemQuantity, only: DeliveryProgress | undefined): void {
  const item = itemOf(order, one.order_item_id);
  assertAvailable(one, cancellableOf(order, item, only), `cancelled${inDelivery(only)}`);
  const unassigned = only ? 0 : quantitiesOf(order, item).unassigned;
  let left = one.quantity - Math.min(one.quantity, unassigned);
  for (const line of linesIn(order, one.order_item_id, only).reverse()) {
    const part = Math.min(left, openOf(line));
    line.cancelled_quantity += part;
    left -= part;
  }
  item.cancelled += one.quantity;
}

/**
 * Returns shipped parts of an order, starting with the earliest delivery.
 *
 * @param only limits it to one delivery
 * @throws Problem `not_found`, `quantity_not_available`
 */
export function returnItems(
  order: OrderProgress,
  wanted: readonly AskedPart[],
  cause: Cause,
  only?: DeliveryProgress,
): void {
  for (const [reason, items] of byReason(wanted, cause)) {
    for (const one of items) returnPart(order, one, only);
    noteReturned(order, items, reason);
  }
  deriveStates(order, cause);
}

function returnPart(order: OrderProgress, one: ItemQuantity, only: DeliveryProgress | undefined): void {
  assertAvailable(one, returnableOf(order, itemOf(order, one.order_item_id), only), `returned${inDelivery(only)}`);
  let left = one.quantity;
  for (const line of linesIn(order, one.order_item_id, only)) {
    const part = Math.min(left, line.shipped_quantity - line.returned_quantity);
    line.returned_quantity += part;
    left -= part;
  }
}

function inDelivery(only: DeliveryProgress | undefined): string {
  return only?.id ? ` in delivery ${formatId('delivery', only.id)}` : '';
}

/** The quantities of each reason, one entry for each item. */
function byReason(wanted: readonly AskedPart[], cause: Cause): [string | null, ItemQuantity[]][] {
  const reasons = new Set(wanted.map(({ reason }) => reason ?? cause.reason));
  return [...reasons].map((why) => [why, byItem(wanted.filter(({ reason }) => (reason ?? cause.reason) === why))]);
}
