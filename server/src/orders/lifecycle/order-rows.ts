import { formatId } from '@commerce-integration/contract';
import { type DeliveryProgress, linesOf, type ShipmentProgress } from '@commerce-integration/contract/rules';
import type { LoadedOrder } from './load-orders.ts';
import type { Delivery, Order, OrderItem, Shipment } from './order.entity.ts';

/** The row of an order as its progress is. */
export function orderRow({ order, progress }: LoadedOrder, updatedAt: Date): Order {
  return {
    ...order,
    status: progress.status,
    fulfillmentStatus: progress.fulfillmentStatus,
    blockExport: progress.block_export,
    updatedAt,
  };
}

/** The rows of the items whose quantities have changed. */
export function changedItems({ items, progress }: LoadedOrder): OrderItem[] {
  return items.flatMap((item, place) => {
    const lines = linesOf(progress, formatId('orderItem', item.id));
    const cancelledQuantity = progress.items[place]?.cancelled ?? 0;
    const shippedQuantity = lines.reduce((sum, line) => sum + line.shipped_quantity, 0);
    const returnedQuantity = lines.reduce((sum, line) => sum + line.returned_quantity, 0);
    const isSame =
      item.cancelledQuantity === cancelledQuantity &&
      item.shippedQuantity === shippedQuantity &&
      item.returnedQuantity === returnedQuantity;
    return isSame ? [] : [{ ...item, cancelledQuantity, shippedQuantity, returnedQuantity }];
  });
}

export function deliveryRow(order: Order, delivery: DeliveryProgress, createdAt: Date, updatedAt: Date): Delivery {
  return {
    id: numberOf(delivery),
    partnerId: order.partnerId,
    orderId: order.id,
    status: delivery.status,
    blockExport: delivery.block_export,
    carrier: delivery.carrier,
    trackingNumber: delivery.tracking_number,
    estimatedFrom: timeOf(delivery.estimated_from),
    estimatedUntil: timeOf(delivery.estimated_until),
    items: delivery.items,
    reportedAt: delivery.reportedAt,
    createdAt,
    updatedAt,
  };
}

export function shipmentRow(order: Order, delivery: DeliveryProgress, shipment: ShipmentProgress): Shipment {
  return {
    id: numberOf(shipment),
    partnerId: order.partnerId,
    orderId: order.id,
    deliveryId: numberOf(delivery),
    carrier: shipment.carrier,
    trackingNumber: shipment.tracking_number,
    items: shipment.items,
    shippedAt: new Date(shipment.shipped_at),
  };
}

function numberOf({ id }: { id: number | null }): number {
  if (id === null) throw new Error('A delivery or parcel has no number yet, and cannot be stored');
  return id;
}

function timeOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
