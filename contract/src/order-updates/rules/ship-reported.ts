import type { DeliveryItem } from '../../orders/deliveries.ts';
import { mayBeShipped, shipItems } from '../../orders/lifecycle/change-items.ts';
import { noteCancelled } from '../../orders/lifecycle/change-quantities.ts';
import { deriveStates } from '../../orders/lifecycle/derive-states.ts';
import type { Cause, DeliveryProgress, OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import { itemOf, openIn, openOf } from '../../orders/lifecycle/quantities.ts';
import type { SentOrderUpdate } from '../order-update.ts';

/** The default reason for cancelling the rest of a line. */
const REJECTED = 'Rejected by the fulfiller';
const SHORT = 'Delivered in part';

/**
 * Whether every line of a delivery with an open quantity has a reported delivered quantity, so that the delivery can be
 * shipped.
 */
export function isReportedWhole({ items }: DeliveryProgress): boolean {
  const open = items.filter((line) => openOf(line) > 0);
  return open.length > 0 && open.every((line) => line.delivered_quantity !== null);
}

/** Whether any open line has a reported delivered quantity: the delivery must then not be shipped whole. */
export function isReportedInPart({ items }: DeliveryProgress): boolean {
  return items.some((line) => openOf(line) > 0 && line.delivered_quantity !== null);
}

/**
 * Ships the reported quantities of a delivery as one parcel, and cancels the rest of its lines, so that nothing stays
 * open. Lines without a reported quantity are shipped whole. For a failed delivery, only cancels the rest.
 *
 * @throws Problem `too_many_shipments`
 */
export function shipReported(
  order: OrderProgress,
  delivery: DeliveryProgress,
  { carrier, tracking_number, reason }: SentOrderUpdate,
  cause: Cause,
): void {
  for (const line of delivery.items) {
    if (line.delivered_quantity === null) continue;
    const missing = openOf(line) - Math.max(0, line.delivered_quantity - line.shipped_quantity);
    if (missing > 0) cancelRest(order, line, missing, reason ?? line.remark ?? (line.rejected ? REJECTED : SHORT));
  }
  // A failed delivery is shipped with the reported status.
  if (openIn(delivery.items) > 0 && mayBeShipped(delivery))
    shipItems(order, delivery, { carrier, tracking_number }, cause);
  else deriveStates(order, cause);
}

function cancelRest(order: OrderProgress, line: DeliveryItem, quantity: number, reason: string): void {
  const { order_item_id } = line;
  line.cancelled_quantity += quantity;
  itemOf(order, order_item_id).cancelled += quantity;
  noteCancelled(order, [{ order_item_id, quantity }], reason);
}
