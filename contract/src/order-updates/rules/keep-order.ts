import type { DeliveryProgress, OrderProgress, ShipmentProgress } from '../../orders/lifecycle/order-progress.ts';

/**
 * Saves the changeable state of an order.
 *
 * @returns a function that restores it, in the same objects, which the order's changes refer to. It may be called
 *   several times.
 */
export function keepOrder(order: OrderProgress): () => void {
  const { status, fulfillmentStatus, block_export } = order;
  const cancelled = order.items.map((item) => item.cancelled);
  const deliveries = order.deliveries.map(keepDelivery);
  const changes = order.changes.length;
  return () => {
    Object.assign(order, { status, fulfillmentStatus, block_export });
    for (const [place, item] of order.items.entries()) item.cancelled = cancelled[place] ?? 0;
    order.deliveries.length = deliveries.length;
    for (const restore of deliveries) restore();
    order.changes.length = changes;
  };
}

function keepDelivery(delivery: DeliveryProgress): () => void {
  const { items, shipments, reportedAt, ...fields } = delivery;
  const lines = items.map((line) => ({ ...line }));
  const parcels = shipments.map(keepShipment);
  const times = { ...reportedAt };
  return () => {
    Object.assign(delivery, { ...fields, items, reportedAt: { ...times } });
    for (const [place, line] of items.entries()) Object.assign(line, lines[place]);
    shipments.length = parcels.length;
    for (const restore of parcels) restore();
  };
}

function keepShipment(shipment: ShipmentProgress): () => void {
  const { carrier, tracking_number } = shipment;
  return () => {
    Object.assign(shipment, { carrier, tracking_number });
  };
}
