import type { Id } from '../../shared/ids.ts';
import type { DeliveryItem, ShipmentItem } from '../deliveries.ts';
import type { OrderDeliveryStatus } from '../states/delivery-states.ts';
import type { FulfillmentStatus, OrderStatus } from '../states/order-states.ts';
import type { ActorKind } from '../states/state-machine.ts';

// An order with its deliveries and shipments, in the form that the rules of this folder change. The rules are pure:
// they change the given objects and record each change; the server and the mock store the objects and report the
// changes.

/** Who changes an order, why and when. */
export interface Cause {
  readonly kind: ActorKind;
  readonly reason: string | null;
  /** RFC 3339, UTC. */
  readonly at: string;
}

export interface ItemProgress {
  readonly order_item_id: Id<'orderItem'>;
  readonly sku: string;
  /** The ordered quantity. */
  readonly quantity: number;
  /** In major units, as exact text. */
  readonly unitPrice: string;
  /** The total cancelled quantity, inside and outside of deliveries. */
  cancelled: number;
}

export interface ShipmentProgress {
  /** Null until it is stored. */
  id: number | null;
  carrier: string | null;
  tracking_number: string | null;
  readonly items: ShipmentItem[];
  readonly shipped_at: string;
}

export interface DeliveryProgress {
  /** Null until it is stored. */
  id: number | null;
  status: OrderDeliveryStatus;
  block_export: boolean;
  carrier: string | null;
  tracking_number: string | null;
  estimated_from: string | null;
  estimated_until: string | null;
  items: DeliveryItem[];
  shipments: ShipmentProgress[];
  /**
   * When each field was last reported, by field name; for a field of an item, `<order_item_id>.<name>`. A report with
   * an earlier time does not change the field.
   */
  readonly reportedAt: Record<string, string>;
}

export interface OrderProgress {
  readonly id: number;
  status: OrderStatus;
  fulfillmentStatus: FulfillmentStatus;
  block_export: boolean;
  readonly items: readonly ItemProgress[];
  /** In order of creation. */
  readonly deliveries: DeliveryProgress[];
  /** The changes, in order. */
  readonly changes: OrderChange[];
}

/** A quantity of an order item. */
export interface ItemQuantity {
  readonly order_item_id: Id<'orderItem'>;
  readonly quantity: number;
}

/** A part of a new delivery, and the delivery that it came from: null if it was in none. */
export interface AddedPart extends ItemQuantity {
  readonly from: DeliveryProgress | null;
}

export type OrderChange =
  | { what: 'order_status'; from: OrderStatus; to: OrderStatus; reason: string | null }
  | {
      what: 'delivery_status';
      delivery: DeliveryProgress;
      from: OrderDeliveryStatus;
      to: OrderDeliveryStatus;
      reason: string | null;
    }
  | { what: 'fulfillment_status'; from: FulfillmentStatus; to: FulfillmentStatus }
  /** A new delivery for parts that were in no delivery (`from` is null) or in another one. */
  | { what: 'delivery_added'; delivery: DeliveryProgress; parts: readonly AddedPart[] }
  /** `delivery` is null for the whole order. */
  | { what: 'export_block'; delivery: DeliveryProgress | null; isBlocked: boolean; reason: string | null }
  | { what: 'shipped'; delivery: DeliveryProgress; shipment: ShipmentProgress }
  /** `amount` is in major units, exact. */
  | { what: 'cancelled' | 'returned'; items: readonly ItemQuantity[]; amount: string; reason: string | null };
