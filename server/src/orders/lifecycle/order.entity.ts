import type {
  DeliveryItem,
  FulfillmentStatus,
  OrderDeliveryStatus,
  OrderStatus,
  ShipmentItem,
} from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const OrderSchema = defineEntity({
  name: 'Order',
  tableName: 'sales_order',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('order_id_seq')`),
    partnerId: p.bigint('number'),
    status: p.text().$type<OrderStatus>(),
    fulfillmentStatus: p.text().$type<FulfillmentStatus>(),
    blockExport: p.boolean(),
    currency: p.text(),
    version: p.integer().version(),
    updatedAt: p.datetime(),
  },
});

/** The fields of an order that may change after creation; `writeOrder` creates orders. */
export class Order extends OrderSchema.class {}
OrderSchema.setClass(Order);

const OrderItemSchema = defineEntity({
  name: 'OrderItem',
  tableName: 'order_item',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('order_item_id_seq')`),
    orderId: p.bigint('number'),
    sku: p.text(),
    quantity: p.integer(),
    /** In major units, exact. */
    unitPrice: p.decimal('string'),
    shippedQuantity: p.integer(),
    cancelledQuantity: p.integer(),
    returnedQuantity: p.integer(),
  },
});

/** An item of an order. It has no partner of its own: whoever may see the order may see it. */
export class OrderItem extends OrderItemSchema.class {}
OrderItemSchema.setClass(OrderItem);

const DeliverySchema = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('delivery_id_seq')`),
    partnerId: p.bigint('number'),
    orderId: p.bigint('number'),
    status: p.text().$type<OrderDeliveryStatus>(),
    blockExport: p.boolean(),
    carrier: p.text().nullable(),
    trackingNumber: p.text().nullable(),
    estimatedFrom: p.datetime().nullable(),
    estimatedUntil: p.datetime().nullable(),
    items: p.json().$type<DeliveryItem[]>(),
    /** When each field was last reported. */
    reportedAt: p.json().$type<Record<string, string>>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime().onUpdate(() => new Date()),
  },
});

/** A part of an order that is fulfilled together. */
export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);

const ShipmentSchema = defineEntity({
  name: 'Shipment',
  tableName: 'shipment',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('shipment_id_seq')`),
    partnerId: p.bigint('number'),
    orderId: p.bigint('number'),
    deliveryId: p.bigint('number'),
    carrier: p.text().nullable(),
    trackingNumber: p.text().nullable(),
    items: p.json().$type<ShipmentItem[]>(),
    shippedAt: p.datetime(),
  },
});

/** A parcel of a delivery. */
export class Shipment extends ShipmentSchema.class {}
ShipmentSchema.setClass(Shipment);

/** The entities of an order that change after it was created. */
export const ORDER_ENTITIES = [Order, OrderItem, Delivery, Shipment];
