import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { deliveryIdSchema, orderIdSchema, orderItemIdSchema } from '../shared/ids.ts';
import { amountSchema } from '../shared/money.ts';
import { deliveryStatusSchema, shipmentSchema } from './deliveries.ts';
import { orderSchema, orderStatusSchema } from './order.ts';
import { FULFILLMENT_STATUSES } from './states/order-states.ts';

const orderCreated = defineEvent('order.created', {
  about: 'An order was created.',
  subject: ({ order_id }) => order_id,
  data: orderSchema.pick({ order_id: true, status: true, total_amount: true, currency: true }),
  example: { order_id: 'OR00001', status: 'created', total_amount: 99.98, currency: 'USD' },
});

const reason = z.string().nullable().meta({ description: 'A human-readable reason; null if none was given.' });

const orderStatusChanged = defineEvent('order.status.changed', {
  about: 'The status of an order changed.',
  subject: ({ order_id }) => order_id,
  data: z.object({ order_id: orderIdSchema, from: orderStatusSchema, to: orderStatusSchema, reason }),
  example: { order_id: 'OR00001', from: 'created', to: 'in_progress', reason: null },
});

const deliveryStatusChanged = defineEvent('order.delivery.changed', {
  about: 'The status of a delivery of an order changed.',
  subject: ({ order_id }) => order_id,
  data: z.object({
    order_id: orderIdSchema,
    delivery_id: deliveryIdSchema,
    from: deliveryStatusSchema,
    to: deliveryStatusSchema,
    reason,
  }),
  example: { order_id: 'OR00001', delivery_id: 'DL00001', from: 'pending', to: 'packing', reason: null },
});

const orderShipped = defineEvent('order.shipped', {
  about: 'A parcel of an order was shipped.',
  subject: ({ order_id }) => order_id,
  data: z.object({ order_id: orderIdSchema, shipment: shipmentSchema }),
  example: {
    order_id: 'OR00001',
    shipment: {
      shipment_id: 'SH00001',
      delivery_id: 'DL00001',
      carrier: 'DHL',
      tracking_number: 'JD014600003RU',
      items: [{ order_item_id: 'OI00001', quantity: 1 }],
      shipped_at: '2026-04-08T12:00:00.000Z',
    },
  },
});

const changedItems = z.object({
  order_id: orderIdSchema,
  items: z.array(z.object({ order_item_id: orderItemIdSchema, quantity: z.int() })),
  amount: amountSchema.meta({ description: 'Their exact value at the prices of the order.' }),
  currency: z.string(),
  reason,
});
const changedItemsExample = {
  order_id: 'OR00001',
  items: [{ order_item_id: 'OI00001', quantity: 1 }],
  amount: 49.99,
  currency: 'USD',
  reason: 'Out of stock',
};

const itemsCancelled = defineEvent('order.items.cancelled', {
  about: 'Parts of an order were cancelled.',
  subject: ({ order_id }) => order_id,
  data: changedItems,
  example: changedItemsExample,
});

const itemsReturned = defineEvent('order.items.returned', {
  about: 'Parts of an order were returned.',
  subject: ({ order_id }) => order_id,
  data: changedItems,
  example: { ...changedItemsExample, reason: 'Wrong size' },
});

const fulfillment = z.object({ order_id: orderIdSchema, fulfillment_status: z.enum(FULFILLMENT_STATUSES) });

const fulfillmentQueued = defineEvent('order.fulfillment.queued', {
  about: 'The fulfilment of an order may begin.',
  subject: ({ order_id }) => order_id,
  data: fulfillment,
  example: { order_id: 'OR00001', fulfillment_status: 'queued' },
});

const fulfillmentCompleted = defineEvent('order.fulfillment.completed', {
  about: 'Everything in an order that was not cancelled has been shipped.',
  subject: ({ order_id }) => order_id,
  data: fulfillment,
  example: { order_id: 'OR00001', fulfillment_status: 'shipped' },
});

const fulfillmentFailed = defineEvent('order.fulfillment.failed', {
  about: 'A delivery of an order failed.',
  subject: ({ order_id }) => order_id,
  data: fulfillment,
  example: { order_id: 'OR00001', fulfillment_status: 'failed' },
});

export const ORDER_EVENTS = [
  orderCreated,
  orderStatusChanged,
  deliveryStatusChanged,
  orderShipped,
  itemsCancelled,
  itemsReturned,
  fulfillmentQueued,
  fulfillmentCompleted,
  fulfillmentFailed,
] as const;
