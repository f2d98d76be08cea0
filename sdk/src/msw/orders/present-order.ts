import {
  DELIVERY_STATES,
  type Delivery,
  formatId,
  ORDER_STATES,
  type Order,
  statesToAskFor,
} from '@commerce-integration/contract';
import {
  type DeliveryProgress,
  type ItemQuantities,
  type OrderProgress,
  quantitiesOf,
  shownShipment,
  worthOf,
} from '@commerce-integration/contract/rules';
import type { OrderRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** An order in the contract's shape. */
export function presentOrder(tables: MockTables, { shown, partnerId, progress }: OrderRow): Order {
  const quantities = progress.items.map((item) => quantitiesOf(progress, item));
  const items = shown.items.map((item, place) => ({
    ...item,
    shipped_quantity: quantities[place]?.shipped ?? 0,
    cancelled_quantity: quantities[place]?.cancelled ?? 0,
    returned_quantity: quantities[place]?.returned ?? 0,
  }));
  return {
    ...shown,
    partner_name: tables.partnerName(partnerId),
    status: progress.status,
    fulfillment_status: progress.fulfillmentStatus,
    cancelled_amount: amountOfAll(progress, quantities, 'cancelled'),
    returned_amount: amountOfAll(progress, quantities, 'returned'),
    block_export: progress.block_export,
    allowed_transitions: statesToAskFor(ORDER_STATES, progress.status),
    items,
    deliveries: progress.deliveries.map((delivery) => presentDelivery(tables, progress, delivery)),
    shipments: progress.deliveries
      .flatMap((delivery) => delivery.shipments.map((shipment) => ({ delivery, shipment })))
      .sort((a, b) => Number(a.shipment.id) - Number(b.shipment.id))
      .map(({ delivery, shipment }) => structuredClone(shownShipment(delivery, shipment))),
  };
}

function amountOfAll(
  order: OrderProgress,
  quantities: readonly ItemQuantities[],
  what: 'cancelled' | 'returned',
): number {
  const parts = order.items.map(({ order_item_id }, place) => ({
    order_item_id,
    quantity: quantities[place]?.[what] ?? 0,
  }));
  return Number(worthOf(order, parts));
}

/** A delivery of an order in the contract's shape. */
export function presentDelivery(tables: MockTables, order: OrderProgress, delivery: DeliveryProgress): Delivery {
  const { id, shipments: _parcels, reportedAt: _times, ...shown } = structuredClone(delivery);
  const row = tables.deliveries.get(id ?? 0);
  return {
    ...shown,
    delivery_id: formatId('delivery', id ?? 0),
    order_id: formatId('order', order.id),
    allowed_transitions: statesToAskFor(DELIVERY_STATES, delivery.status),
    created_at: row?.created_at ?? '',
    updated_at: row?.updated_at ?? '',
  };
}
