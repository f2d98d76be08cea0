import { openQuantities, shipQuantities } from '../../orders/lifecycle/change-quantities.ts';
import { moveDelivery, nameOf } from '../../orders/lifecycle/move-delivery.ts';
import type { Cause, DeliveryProgress, OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import { openIn } from '../../orders/lifecycle/quantities.ts';
import { BEFORE_SHIPPING, isBeforeShipping, type OrderDeliveryStatus } from '../../orders/states/delivery-states.ts';
import type { SentOrderUpdate } from '../order-update.ts';

/** The states of a delivery's progress; each may be skipped. */
const ON_ITS_WAY: readonly OrderDeliveryStatus[] = ['shipped', 'delivered'];
const WAY: readonly OrderDeliveryStatus[] = [...BEFORE_SHIPPING, ...ON_ITS_WAY];

/**
 * Whether a reported status implies that everything in a delivery was shipped. A failed delivery can be shipped, too.
 */
export function tellsOfShipping({ status: from }: DeliveryProgress, { status }: SentOrderUpdate): boolean {
  return status !== undefined && ON_ITS_WAY.includes(status) && (isBeforeShipping(from) || from === 'failed');
}

/**
 * Moves a delivery to a reported status, but never back: a status that is behind, or older than the last change, has no
 * effect.
 *
 * @returns a note if it had no effect; null if it had one, or is already the status
 * @throws Problem `transition_not_allowed`
 */
export function reportStatus(
  order: OrderProgress,
  delivery: DeliveryProgress,
  update: SentOrderUpdate,
  cause: Cause,
): string | null {
  const { status: to = delivery.status, occurred_at: at } = update;
  const last = delivery.reportedAt.status;
  const isLate = last !== undefined && at < last;
  if (to === delivery.status) {
    if (!isLate) delivery.reportedAt.status = at;
    return null;
  }
  const [from, wanted] = [WAY.indexOf(delivery.status), WAY.indexOf(to)];
  if (from >= 0 && wanted >= 0 && wanted < from)
    return `${nameOf(delivery)} is already ${delivery.status}: ${to} has no effect.`;
  // A shipment counts however late it is reported, and whatever was reported about packing before.
  if (isLate && !(from >= 0 && ON_ITS_WAY.includes(to))) {
    if (delivery.status === 'failed' && ON_ITS_WAY.includes(to)) shipLate(order, delivery, update, cause);
    return `${nameOf(delivery)} has become ${delivery.status} since ${at}: ${to} has no effect.`;
  }
  // A failed delivery is retried from the beginning.
  const isTriedAgain = delivery.status === 'failed' && isBeforeShipping(to) && to !== 'pending';
  if (isTriedAgain) moveDelivery(order, delivery, 'pending', cause);
  const { carrier, tracking_number } = update;
  moveDelivery(order, delivery, to, cause, { carrier, tracking_number });
  return null;
}

/** A late report of a shipment before the failure: the delivery stays failed. */
function shipLate(order: OrderProgress, delivery: DeliveryProgress, update: SentOrderUpdate, cause: Cause): void {
  if (openIn(delivery.items) === 0) return;
  const { carrier, tracking_number } = update;
  shipQuantities(order, delivery, openQuantities(delivery), { carrier, tracking_number }, cause);
}
