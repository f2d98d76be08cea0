import type { ORDER_STATUSES } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const OrderSchema = defineEntity({
  name: 'Order',
  tableName: 'sales_order',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('order_id_seq')`),
    partnerId: p.bigint('number'),
    customerReference: p.text().nullable(),
    customerId: p.bigint('number').nullable(),
    shippingAddressId: p.bigint('number').nullable(),
    salesChannelId: p.bigint('number').nullable(),
    status: p.text().$type<(typeof ORDER_STATUSES)[number]>(),
    /** In major units, exact. */
    totalAmount: p.decimal('string'),
    currency: p.text(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** What a buyer ordered from one partner, at the prices of that moment. */
export class Order extends OrderSchema.class {}
OrderSchema.setClass(Order);

const OrderItemSchema = defineEntity({
  name: 'OrderItem',
  tableName: 'order_item',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('order_item_id_seq')`),
    order: () => p.manyToOne(Order),
    productId: p.bigint('number'),
    // Copied from the product: what is ordered stays as it was, whatever later feeds say.
    sku: p.text(),
    productName: p.text(),
    quantity: p.integer(),
    unitPrice: p.decimal('string'),
    lineTotal: p.decimal('string'),
  },
});

/** One line of an order. */
export class OrderItem extends OrderItemSchema.class {}
OrderItemSchema.setClass(OrderItem);
