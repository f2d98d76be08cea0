import { defineEvent } from '../shared/define-event.ts';
import { orderSchema } from './orders.ts';

const orderCreated = defineEvent('order.created', {
  about: 'An order was created.',
  subject: ({ order_id }) => order_id,
  data: orderSchema.pick({ order_id: true, status: true, total_amount: true, currency: true }),
  example: { order_id: 'OR00001', status: 'created', total_amount: 99.98, currency: 'USD' },
});

export const ORDER_EVENTS = [orderCreated] as const;
