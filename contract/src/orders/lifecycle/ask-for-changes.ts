import { formatId, idNumber } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { CreateShipment, UpdateDelivery } from '../order-changes.ts';
import { mayBeShipped, shipItems } from './change-items.ts';
import { moveDelivery } from './move-delivery.ts';
import type { Cause, DeliveryProgress, OrderProgress, ShipmentProgress } from './order-progress.ts';
import { openIn } from './quantities.ts';

/** Blocks or unblocks exports of an order. */
export function blockExport(order: OrderProgress, isBlocked: boolean, { reason }: Cause): void {
  if (order.block_export === isBlocked) return;
  order.block_export = isBlocked;
  order.changes.push({ what: 'export_block', delivery: null, isBlocked, reason });
}

/**
 * Changes the given fields of a delivery.
 *
 * @param deliveryId of a delivery of the order
 * @throws Problem `transition_not_allowed`
 */
export function updateDelivery(
  order: OrderProgress,
  deliveryId: string,
  { status, carrier, tracking_number, block_export }: UpdateDelivery,
  cause: Cause,
): void {
  const delivery = deliveryOf(order, deliveryId);
  const parcels = delivery.shipments.length;
  if (block_export !== undefined && block_export !== delivery.block_export) {
    delivery.block_export = block_export;
    order.changes.push({ what: 'export_block', delivery, isBlocked: block_export, reason: cause.reason });
  }
  if (status !== undefined && status !== delivery.status)
    moveDelivery(order, delivery, status, cause, { carrier, tracking_number });
  const hasShipped = delivery.shipments.length > parcels;
  const told = { carrier, tracking_number };
  for (const field of PARCEL_FIELDS) {
    const value = told[field];
    if (value === undefined) continue;
    setParcelField(delivery, field, value, { hasShipped });
    delivery.reportedAt[field] = cause.at;
  }
}

/** The fields that a delivery and each of its parcels have. */
export const PARCEL_FIELDS = ['carrier', 'tracking_number'] as const;
type ParcelField = (typeof PARCEL_FIELDS)[number];

/**
 * Sets the carrier or the tracking number of a delivery. A later value also applies to the only parcel without one;
 * other parcels keep theirs.
 *
 * @param hasShipped whether a parcel was shipped with it: it then applies to no other parcel
 * @returns whether anything is new
 */
export function setParcelField(
  delivery: DeliveryProgress,
  field: ParcelField,
  value: string | null,
  { hasShipped }: { hasShipped: boolean },
): boolean {
  const parcel = hasShipped ? undefined : onlyParcelWithout(delivery, field);
  const isNew = delivery[field] !== value || parcel !== undefined;
  delivery[field] = value;
  if (parcel) parcel[field] = value;
  return isNew;
}

/** The only parcel of a delivery without a carrier or a tracking number; undefined if there are several. */
function onlyParcelWithout({ shipments }: DeliveryProgress, field: ParcelField): ShipmentProgress | undefined {
  const [parcel, ...others] = shipments.filter((one) => one[field] === null);
  return others.length === 0 ? parcel : undefined;
}

/**
 * Ships a delivery of an order, or parts of it.
 *
 * @throws Problem `not_found`, `validation_failed` where no delivery is named and several can be shipped, or none; as
 *   `shipItems` does
 */
export function shipOrder(order: OrderProgress, { delivery_id, ...parcel }: CreateShipment, cause: Cause): void {
  const delivery = delivery_id === undefined ? onlyOpenDelivery(order) : deliveryOf(order, delivery_id);
  shipItems(order, delivery, parcel, cause);
}

/** @throws Problem `not_found` for a delivery that is not part of the order */
export function deliveryOf(order: OrderProgress, deliveryId: string): DeliveryProgress {
  const delivery = order.deliveries.find(({ id }) => id === idNumber(deliveryId));
  if (delivery) return delivery;
  throw new Problem('not_found', `Delivery ${deliveryId} is not part of order ${formatId('order', order.id)}.`);
}

function onlyOpenDelivery(order: OrderProgress): DeliveryProgress {
  const open = order.deliveries.filter((delivery) => mayBeShipped(delivery) && openIn(delivery.items) > 0);
  const [delivery] = open;
  const name = `Order ${formatId('order', order.id)}`;
  if (!delivery) throw new Problem('transition_not_allowed', `${name} is ${order.status}: it has no delivery to ship.`);
  if (open.length === 1) return delivery;
  const ids = open.map(({ id }) => formatId('delivery', id ?? 0)).join(', ');
  const message = `${name} has ${open.length} deliveries that can be shipped: name one of ${ids}.`;
  throw new Problem('validation_failed', message, { errors: [{ path: 'delivery_id', code: 'required', message }] });
}
