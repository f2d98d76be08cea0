import type { z } from 'zod';
import { formatId, type Id } from '../../shared/ids.ts';
import type { Shipment } from '../deliveries.ts';
import type { ORDER_EVENTS } from '../events.ts';
import type { OrderHistoryEntry } from '../order-changes.ts';
import type { FulfillmentStatus } from '../states/order-states.ts';
import type { DeliveryProgress, OrderChange, OrderProgress, ShipmentProgress } from './order-progress.ts';

type Definitions = (typeof ORDER_EVENTS)[number];
/** An event of an order, to be recorded. */
export type OrderEvent = {
  [Definition in Definitions as Definition['type']]: { type: Definition['type']; data: z.infer<Definition['data']> };
}[Definitions['type']];

/** The events of an order's changes, in order. Deliveries and parcels must have their numbers. */
export function eventsOfChanges({ id, changes }: OrderProgress, currency: string): OrderEvent[] {
  const order_id = formatId('order', id);
  return changes.flatMap((change): OrderEvent[] => {
    switch (change.what) {
      case 'order_status': {
        const { from, to, reason } = change;
        return [{ type: 'order.status.changed', data: { order_id, from, to, reason } }];
      }
      case 'delivery_status': {
        const { from, to, reason, delivery } = change;
        const delivery_id = deliveryIdOf(delivery);
        return [{ type: 'order.delivery.changed', data: { order_id, delivery_id, from, to, reason } }];
      }
      case 'shipped':
        return [
          { type: 'order.shipped', data: { order_id, shipment: shownShipment(change.delivery, change.shipment) } },
        ];
      case 'fulfillment_status':
        return fulfillmentEvent(order_id, change);
      case 'export_block':
      case 'delivery_added':
        return [];
      default: {
        const { what, items, amount, reason } = change;
        const data = { order_id, items: [...items], amount: Number(amount), currency, reason };
        return [{ type: `order.items.${what}`, data }];
      }
    }
  });
}

const SHIPPED: readonly FulfillmentStatus[] = ['shipped', 'delivered'];

function fulfillmentEvent(
  order_id: Id<'order'>,
  { from, to }: Extract<OrderChange, { what: 'fulfillment_status' }>,
): OrderEvent[] {
  const data = { order_id, fulfillment_status: to };
  if (to === 'queued') return [{ type: 'order.fulfillment.queued', data }];
  if (to === 'failed') return [{ type: 'order.fulfillment.failed', data }];
  return SHIPPED.includes(to) && !SHIPPED.includes(from) ? [{ type: 'order.fulfillment.completed', data }] : [];
}

/** An entry of the history without its time and cause. */
export type HistoryEntry = Omit<OrderHistoryEntry, 'at' | 'by'>;

/** The history of an order's changes, in order. */
export function historyOfChanges({ id, changes }: OrderProgress): HistoryEntry[] {
  return changes.flatMap((change): HistoryEntry[] => {
    switch (change.what) {
      case 'order_status': {
        const { from, to, reason } = change;
        return [{ subject: formatId('order', id), from, to, quantity: null, reason }];
      }
      case 'delivery_status': {
        const { from, to, reason, delivery } = change;
        return [{ subject: deliveryIdOf(delivery), from, to, quantity: null, reason }];
      }
      case 'delivery_added': {
        const to = deliveryIdOf(change.delivery);
        return change.parts.map(({ order_item_id, quantity, from }) => ({
          subject: order_item_id,
          from: from ? deliveryIdOf(from) : 'open',
          to,
          quantity,
          reason: null,
        }));
      }
      case 'export_block': {
        const { delivery, isBlocked, reason } = change;
        const subject = delivery ? deliveryIdOf(delivery) : formatId('order', id);
        const [from, to] = isBlocked ? ['export allowed', 'export blocked'] : ['export blocked', 'export allowed'];
        return [{ subject, from, to, quantity: null, reason }];
      }
      case 'cancelled':
      case 'returned': {
        const from = change.what === 'cancelled' ? 'open' : 'shipped';
        const { reason } = change;
        return change.items.map(({ order_item_id, quantity }) => ({
          subject: order_item_id,
          from,
          to: change.what,
          quantity,
          reason,
        }));
      }
      default:
        return [];
    }
  });
}

/** A parcel as the API shows it. */
export function shownShipment(delivery: DeliveryProgress, shipment: ShipmentProgress): Shipment {
  const { carrier, tracking_number, items, shipped_at } = shipment;
  const shipment_id = formatId('shipment', numberOf(shipment));
  return { shipment_id, delivery_id: deliveryIdOf(delivery), carrier, tracking_number, items, shipped_at };
}

function deliveryIdOf(delivery: DeliveryProgress): Id<'delivery'> {
  return formatId('delivery', numberOf(delivery));
}

function numberOf({ id }: { id: number | null }): number {
  if (id === null) throw new Error('A delivery or parcel has no number yet, and cannot be named in events and history');
  return id;
}
