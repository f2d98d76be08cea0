import { insertEntityRows, updateEntityRows } from '../../database/entity-rows.ts';
import type { UnitOfWork } from '../../database/orm.ts';
import type { ChangedOrder } from './load-orders.ts';
import { Delivery, Order, OrderItem, Shipment } from './order.entity.ts';
import { changedItems, deliveryRow, orderRow, shipmentRow } from './order-rows.ts';

// Tenancy of this file: orders that the unit of work has loaded and locked, with their parts.

/** Writes what has changed of orders, their items, deliveries and parcels: six statements at most. */
export async function writeOrders(em: UnitOfWork, changed: readonly ChangedOrder[], at: Date): Promise<void> {
  const orders = changed.flatMap(({ loaded, isKnown = false }) => (isKnown ? [] : [loaded]));
  await updateEntityRows(
    em,
    Order,
    orders.map((loaded) => orderRow(loaded, at)),
    ORDER_FIELDS,
  );
  await updateEntityRows(em, OrderItem, orders.flatMap(changedItems), QUANTITIES);
  await writeDeliveries(em, changed, at);
  await writeShipments(em, changed);
}

const ORDER_FIELDS = ['status', 'fulfillmentStatus', 'blockExport', 'updatedAt'] as const;
const QUANTITIES = ['shippedQuantity', 'cancelledQuantity', 'returnedQuantity'] as const;
const DELIVERY_FIELDS = [
  'status',
  'blockExport',
  'carrier',
  'trackingNumber',
  'estimatedFrom',
  'estimatedUntil',
  'items',
  'reportedAt',
] as const;

async function writeDeliveries(em: UnitOfWork, changed: readonly ChangedOrder[], at: Date): Promise<void> {
  const added: Delivery[] = [];
  const updated: Delivery[] = [];
  for (const { loaded } of changed) {
    const stored = new Map(loaded.deliveries.map((delivery) => [delivery.id, delivery]));
    for (const delivery of loaded.progress.deliveries) {
      const before = stored.get(delivery.id ?? 0);
      const row = deliveryRow(loaded.order, delivery, before?.createdAt ?? at, at);
      if (!before) added.push(row);
      else if (DELIVERY_FIELDS.some((field) => !isSame(row[field], before[field]))) updated.push(row);
    }
  }
  await insertEntityRows(em, Delivery, added);
  await updateEntityRows(em, Delivery, updated, [...DELIVERY_FIELDS, 'updatedAt']);
}

async function writeShipments(em: UnitOfWork, changed: readonly ChangedOrder[]): Promise<void> {
  const added: Shipment[] = [];
  const updated: Shipment[] = [];
  for (const { loaded } of changed) {
    const stored = new Map(loaded.shipments.map((shipment) => [shipment.id, shipment]));
    for (const delivery of loaded.progress.deliveries) {
      for (const shipment of delivery.shipments) {
        const before = stored.get(shipment.id ?? 0);
        const row = shipmentRow(loaded.order, delivery, shipment);
        if (!before) added.push(row);
        else if (row.carrier !== before.carrier || row.trackingNumber !== before.trackingNumber) updated.push(row);
      }
    }
  }
  await insertEntityRows(em, Shipment, added);
  await updateEntityRows(em, Shipment, updated, ['carrier', 'trackingNumber']);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
