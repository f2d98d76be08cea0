import { openQuantities, shipQuantities } from '../../orders/lifecycle/change-quantities.ts';
import { moveDelivery, nameOf } from '../../orders/lifecycle/move-delivery.ts';
import type { Cause, DeliveryProgress, OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import { openIn } from '../../orders/lifecycle/quantities.ts';
import { BEFORE_SHIPPING, isBeforeShipping, type OrderDeliveryStatus } from '../../orders/states/delivery-states.ts';
import type { SentOrderUpdate } from '../order-update.ts';

/** The states in which a delivery goes on; each may be passed over. */
const ON_ITS_WAY: readonly OrderDeliveryStatus[] = ['shipped', 'delivered'];
const WAY: readonly OrderDeliveryStatus[] = [...BEFORE_SHIPPING, ...ON_ITS_WAY];

/** Whether an update takes the delivery so far that everything in it has been shipped. A delivery that had failed can be. */
export function tellsOfShipping({ status: from }: DeliveryProgress, { status }: SentOrderUpdate): boolean {
  return status !== undefined && ON_ITS_WAY.includes(status) && (isBeforeShipping(from) || from === 'failed');
}

/**
 * Moves a delivery to a reported status. One that is behind, or older than the last change, moves nothing back.
 *
 * @returns a note on what had no effect; null where it had one, or where it is the status already
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
    return `${nameOf(delivery)} is ${delivery.status} already: ${to} has no effect.`;
  // What was shipped was shipped, however late that is told, and whatever was told before of packing.
  if (isLate && !(from >= 0 && ON_ITS_WAY.includes(to))) {
    if (delivery.status === 'failed' && ON_ITS_WAY.includes(to)) shipLate(order, delivery, update, cause);
    return `${nameOf(delivery)} has become ${delivery.status} since ${at}: ${to} has no effect.`;
  }
  // What has failed is tried again from the beginning.
  const isTriedAgain = delivery.status === 'failed' && isBeforeShipping(to) && to !== 'pending';
  if (isTriedAgain) moveDelivery(order, delivery, 'pending', cause);
  const { carrier, tracking_number } = update;
  moveDelivery(order, delivery, to, cause, { carrier, tracking_number });
  return null;
}

/** What was shipped before the delivery failed is known late: the delivery stays failed. */
function shipLate(order: OrderProgress, delivery: DeliveryProgress, update: SentOrderUpdate, cause: Cause): void {
  if (openIn(delivery.items) === 0) return;
  const { carrier, tracking_number } = update;
  shipQuantities(order, delivery, openQuantities(delivery), { carrier, tracking_number }, cause);
}
