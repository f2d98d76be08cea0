import { formatId } from '@commerce-integration/contract';
import type {
  DeliveryProgress,
  ItemProgress,
  OrderProgress,
  ShipmentProgress,
} from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../../database/orm.ts';
import { Delivery, Order, OrderItem, Shipment } from './order.entity.ts';

/** An order of the unit of work, and the progress that the contract's rules change. */
export interface LoadedOrder {
  readonly order: Order;
  readonly items: readonly OrderItem[];
  readonly deliveries: readonly Delivery[];
  readonly shipments: readonly Shipment[];
  readonly progress: OrderProgress;
}

/** A changed order, and the cause: the ID of an API key or of an order update, or `system`. */
export interface ChangedOrder {
  readonly loaded: LoadedOrder;
  /** One cause for all changes, or one for each. */
  readonly by: string | readonly string[];
  /** Whether only report times are new: the order does not count as changed. */
  readonly isKnown?: boolean;
}

/**
 * Loads orders with their items, deliveries and parcels, and locks them in number order until the transaction ends.
 * Takes at most four statements for any number of orders.
 *
 * @returns those that exist and that the unit of work may see, by their numbers
 */
export async function loadOrders(em: UnitOfWork, numbers: readonly number[]): Promise<Map<number, LoadedOrder>> {
  const orders = await em.find(
    Order,
    { id: { $in: [...numbers] } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  if (orders.length === 0) return new Map();
  const ofOrders = { orderId: { $in: orders.map(({ id }) => id) } };
  const parts = { orderBy: { id: 'asc' } } as const;
  // Items have no partner of their own: their orders are already restricted to the unit of work.
  const items = grouped(await em.find(OrderItem, ofOrders, { ...parts, filters: false }));
  const deliveries = grouped(await em.find(Delivery, ofOrders, parts));
  const shipments = deliveries.size === 0 ? new Map() : grouped(await em.find(Shipment, ofOrders, parts));
  return new Map(
    orders.map((order) => {
      const parts = {
        order,
        items: items.get(order.id) ?? [],
        deliveries: deliveries.get(order.id) ?? [],
        shipments: shipments.get(order.id) ?? [],
      };
      return [order.id, { ...parts, progress: progressOf(parts) }];
    }),
  );
}

function grouped<Row extends { orderId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** The progress of an order, as loaded. */
export function progressOf({ order, items, deliveries, shipments }: Omit<LoadedOrder, 'progress'>): OrderProgress {
  const parcels = Map.groupBy(shipments, ({ deliveryId }) => deliveryId);
  return {
    id: order.id,
    status: order.status,
    fulfillmentStatus: order.fulfillmentStatus,
    block_export: order.blockExport,
    items: items.map(itemProgress),
    deliveries: deliveries.map((delivery) => deliveryProgress(delivery, parcels.get(delivery.id) ?? [])),
    changes: [],
  };
}

function itemProgress(item: OrderItem): ItemProgress {
  return {
    order_item_id: formatId('orderItem', item.id),
    sku: item.sku,
    quantity: item.quantity,
    unitPrice: item.unitPrice,
    cancelled: item.cancelledQuantity,
  };
}

function deliveryProgress(delivery: Delivery, shipments: readonly Shipment[]): DeliveryProgress {
  return {
    id: delivery.id,
    status: delivery.status,
    block_export: delivery.blockExport,
    carrier: delivery.carrier ?? null,
    tracking_number: delivery.trackingNumber ?? null,
    estimated_from: delivery.estimatedFrom?.toISOString() ?? null,
    estimated_until: delivery.estimatedUntil?.toISOString() ?? null,
    // Copies, because the unit of work detects changes by comparing with the old values.
    items: delivery.items.map((line) => ({ ...line })),
    shipments: shipments.map(shipmentProgress),
    reportedAt: { ...delivery.reportedAt },
  };
}

function shipmentProgress(shipment: Shipment): ShipmentProgress {
  return {
    id: shipment.id,
    carrier: shipment.carrier ?? null,
    tracking_number: shipment.trackingNumber ?? null,
    items: shipment.items,
    shipped_at: shipment.shippedAt.toISOString(),
  };
}
