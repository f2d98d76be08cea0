import { formatId } from '@commerce-integration/contract';
import type {
  DeliveryProgress,
  ItemProgress,
  OrderProgress,
  ShipmentProgress,
} from '@commerce-integration/contract/rules';
import { readEntityRows } from '../../database/entity-rows.ts';
import type { UnitOfWork } from '../../database/orm.ts';
import { sql } from '../../database/sql.ts';
import { visibleTo } from '../../database/visible-rows.ts';
import { Delivery, Order, OrderItem, Shipment } from './order.entity.ts';

/** An order as it is stored, and its progress, which the rules of the contract change. */
export interface LoadedOrder {
  readonly order: Order;
  readonly items: readonly OrderItem[];
  readonly deliveries: readonly Delivery[];
  readonly shipments: readonly Shipment[];
  readonly progress: OrderProgress;
}

/** An order that was changed, and what caused it: the ID of an API key or of an order update, or `system`. */
export interface ChangedOrder {
  readonly loaded: LoadedOrder;
  /** Of each change, where they have different causes. */
  readonly by: string | readonly string[];
  /** Whether nothing is new but when it was reported: the order does not count as changed. */
  readonly isKnown?: boolean;
}

/**
 * Loads orders with their items, deliveries and parcels, and locks them, in the order of their numbers, until the
 * transaction ends. Four statements at most, however many orders.
 *
 * @returns those that exist and that the unit of work may see, by their numbers
 */
export async function loadOrders(em: UnitOfWork, numbers: readonly number[]): Promise<Map<number, LoadedOrder>> {
  const wanted = sql`${visibleTo(em)} and id = any(${numbers}::bigint[])`;
  const orders = await readEntityRows(em, Order, wanted, { lock: true });
  if (orders.length === 0) return new Map();
  // Of orders that the unit of work may see.
  const ofOrders = sql`order_id = any(${orders.map(({ id }) => id)}::bigint[])`;
  const items = Map.groupBy(await readEntityRows(em, OrderItem, ofOrders), ({ orderId }) => orderId);
  const deliveries = Map.groupBy(await readEntityRows(em, Delivery, ofOrders), ({ orderId }) => orderId);
  const parcels = deliveries.size === 0 ? [] : await readEntityRows(em, Shipment, ofOrders);
  const shipments = Map.groupBy(parcels, ({ orderId }) => orderId);
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

/** The progress of an order, as it was loaded. */
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
    // Copies: what was changed is found by comparing with the former values.
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
