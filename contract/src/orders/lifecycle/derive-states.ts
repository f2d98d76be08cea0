import { DELIVERY_STATES, type OrderDeliveryStatus } from '../states/delivery-states.ts';
import { type FulfillmentStatus, ORDER_STATES, type OrderStatus } from '../states/order-states.ts';
import { transitionOf } from '../states/state-machine.ts';
import type { Cause, DeliveryProgress, OrderProgress } from './order-progress.ts';
import { type ItemQuantities, openIn, quantitiesOfOrder, returnedIn, shippedIn } from './quantities.ts';

/** Derives all states from quantities: those of the deliveries, of the order, and of its fulfilment. */
export function deriveStates(order: OrderProgress, cause: Pick<Cause, 'reason' | 'at'>): void {
  const { reason } = cause;
  for (const delivery of order.deliveries) deriveDelivery(order, delivery, cause);
  const quantities = quantitiesOfOrder(order);
  const status = statusThatFollows(order, quantities);
  if (status !== order.status) {
    if (!transitionOf(ORDER_STATES, order.status, status)?.by.includes('system'))
      throw new Error(`An order cannot become ${status} from ${order.status} by itself`);
    order.changes.push({ what: 'order_status', from: order.status, to: status, reason });
    order.status = status;
  }
  const fulfilment = fulfillmentThatFollows(order, quantities);
  if (fulfilment === order.fulfillmentStatus) return;
  order.changes.push({ what: 'fulfillment_status', from: order.fulfillmentStatus, to: fulfilment });
  order.fulfillmentStatus = fulfilment;
}

function deriveDelivery(
  order: OrderProgress,
  delivery: DeliveryProgress,
  { reason, at }: Pick<Cause, 'reason' | 'at'>,
): void {
  Object.assign(delivery, estimatesOf(delivery));
  for (;;) {
    const status = deliveryStatusThatFollows(delivery);
    if (status === delivery.status) return;
    if (!transitionOf(DELIVERY_STATES, delivery.status, status)?.by.includes('system'))
      throw new Error(`A delivery cannot become ${status} from ${delivery.status} by itself`);
    order.changes.push({ what: 'delivery_status', delivery, from: delivery.status, to: status, reason });
    delivery.status = status;
    delivery.reportedAt.status = at;
  }
}

function deliveryStatusThatFollows(delivery: DeliveryProgress): OrderDeliveryStatus {
  const { status } = delivery;
  if (status === 'cancelled' || status === 'returned' || openIn(delivery.items) > 0) return status;
  const shipped = shippedIn(delivery);
  if (shipped === 0) return 'cancelled';
  if (status !== 'shipped' && status !== 'delivered' && status !== 'failed') return 'shipped';
  return returnedIn(delivery) === shipped ? 'returned' : status;
}

function statusThatFollows(order: OrderProgress, { open, shipped, returned }: ItemQuantities): OrderStatus {
  if (open > 0) {
    if (order.status === 'created' || order.status === 'waiting_approval') return order.status;
    return shipped > 0 ? 'partially_shipped' : 'in_progress';
  }
  if (shipped === 0) return 'cancelled';
  if (returned === 0) return 'completed';
  return returned === shipped ? 'returned' : 'partially_returned';
}

function fulfillmentThatFollows(
  { status, deliveries }: OrderProgress,
  { open, shipped }: ItemQuantities,
): FulfillmentStatus {
  if (status === 'created' || status === 'waiting_approval') return 'unfulfilled';
  if (status === 'cancelled' || status === 'returned') return status;
  if (deliveries.some((one) => one.status === 'failed')) return 'failed';
  if (open > 0 && shipped > 0) return 'partially_shipped';
  if (open > 0)
    return deliveries.some((one) => openIn(one.items) > 0 && one.status !== 'pending') ? 'in_progress' : 'queued';
  return deliveries.some((one) => one.status === 'shipped') ? 'shipped' : 'delivered';
}

/** The latest estimates of the items: a delivery arrives with its last item. */
function estimatesOf({ items }: DeliveryProgress): Pick<DeliveryProgress, 'estimated_from' | 'estimated_until'> {
  const estimates = items.filter((line) => line.estimated_from !== null || line.estimated_until !== null);
  const until = items.map((line) => line.estimated_until);
  return {
    estimated_from: latest(estimates.map((line) => line.estimated_from ?? line.estimated_until)),
    estimated_until: until.includes(null) ? null : latest(until),
  };
}

/** Times in RFC 3339 with milliseconds and `Z` sort as text. */
function latest(times: readonly (string | null)[]): string | null {
  return times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);
}
