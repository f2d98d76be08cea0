import { formatId } from '../../shared/ids.ts';
import {
  DELIVERY_STATES,
  type DeliveryEffect,
  type DeliveryGuard,
  type OrderDeliveryStatus,
} from '../states/delivery-states.ts';
import { transitionOf } from '../states/state-machine.ts';
import { cancelOpen, openQuantities, type Parcel, returnShipped, shipQuantities } from './change-quantities.ts';
import { deriveStates } from './derive-states.ts';
import { transitionRefused } from './move-order.ts';
import type { Cause, DeliveryProgress, OrderProgress } from './order-progress.ts';
import { openIn, shippedIn } from './quantities.ts';

/**
 * Moves a delivery to another status, applies the effect on its quantities, and updates the order.
 *
 * @param parcel carrier and number, if the move ships open quantities
 * @throws Problem `transition_not_allowed`
 */
export function moveDelivery(
  order: OrderProgress,
  delivery: DeliveryProgress,
  to: OrderDeliveryStatus,
  cause: Cause,
  parcel: Parcel = {},
): void {
  const { status: from } = delivery;
  const { kind: by, reason, at } = cause;
  const transition = transitionOf(DELIVERY_STATES, from, to);
  const broken = transition?.guard && !GUARDS[transition.guard].holds(order, delivery) && GUARDS[transition.guard];
  if (!transition?.by.includes(by) || broken) {
    const because = broken ? { because: broken.otherwise(order, delivery) } : {};
    throw transitionRefused(DELIVERY_STATES, nameOf(delivery), { from, to, by, ...because });
  }
  order.changes.push({ what: 'delivery_status', delivery, from, to, reason });
  delivery.status = to;
  delivery.reportedAt.status = at;
  if (transition.effect) EFFECTS[transition.effect](order, delivery, cause, parcel);
  deriveStates(order, cause);
}

/** The name of a delivery in a sentence. */
export function nameOf({ id }: DeliveryProgress): string {
  return id === null ? 'The new delivery' : `Delivery ${formatId('delivery', id)}`;
}

/** Whether deliveries of an order may proceed: it is in progress, and something is open. */
export function isUnderWay({ status }: OrderProgress): boolean {
  return status === 'in_progress' || status === 'partially_shipped';
}

interface Guard {
  holds(order: OrderProgress, delivery: DeliveryProgress): boolean;
  /** Why the move is refused, as the end of a sentence. */
  otherwise(order: OrderProgress, delivery: DeliveryProgress): string;
}

const GUARDS: Record<DeliveryGuard, Guard> = {
  order_under_way: {
    holds: isUnderWay,
    otherwise: ({ id, status }) => `order ${formatId('order', id)} is ${status}`,
  },
  nothing_shipped: {
    holds: (_, delivery) => shippedIn(delivery) === 0,
    otherwise: () => 'a part of it has been shipped (cancel its open items instead)',
  },
  all_shipped: {
    holds: (_, delivery) => shippedIn(delivery) > 0 && openIn(delivery.items) === 0,
    otherwise: (_, delivery) =>
      shippedIn(delivery) === 0
        ? 'nothing of it has been shipped'
        : 'a part of it is open (ship or cancel it, or return its shipped items)',
  },
  something_open: { holds: (_, delivery) => openIn(delivery.items) > 0, otherwise: () => 'nothing in it is open' },
};

type Effect = (order: OrderProgress, delivery: DeliveryProgress, cause: Cause, parcel: Parcel) => void;

const EFFECTS: Record<DeliveryEffect, Effect> = {
  ship_open: (order, delivery, cause, parcel) => {
    const open = openQuantities(delivery);
    if (open.length > 0) shipQuantities(order, delivery, open, parcel, cause);
  },
  cancel_open: (order, delivery, cause) => cancelOpen(order, [delivery], cause, { unassigned: false }),
  return_shipped: (order, delivery, cause) => returnShipped(order, [delivery], cause),
};
