import { expect, it } from 'vitest';
import { changedByEvent } from './changed-by-event.ts';

const event = (event_type: string, id: string, data: object) =>
  changedByEvent({ event_type, subject: { type: 'any', id }, data } as unknown as Parameters<typeof changedByEvent>[0]);

it.each([
  [event('feed.uploaded', 'FD00001', { feed_id: 'FD00001', job_id: 'JV00001' }), ['feeds', 'jobs']],
  [event('product.price.changed', 'PR00001', { product_ids: ['PR00001'] }), ['products']],
  [
    event('order.export.failed', 'OE00001', { order_id: 'OR00001', order_export_id: 'OE00001' }),
    ['orderExports', 'orders'],
  ],
  [event('order.shipped', 'OR00001', { shipment: {} }), ['orders', 'orderUpdates', 'analytics']],
  [event('operations_batch.completed', 'OB00001', { job_id: 'JB00001' }), ['batches', 'jobs']],
  [
    event('import.completed', 'JI00001', { data_group_id: 'DG00001', job_id: 'JI00001' }),
    ['imports', 'jobs', 'products', 'schedules'],
  ],
  [event('webhook.failing', 'WH00001', { url: 'https://x.example' }), ['webhooks', 'webhookDeliveries']],
])('an event makes old what shows the objects it names', (changed, resources) => {
  expect([...changed]).toEqual(expect.arrayContaining([...resources, 'events', 'overview']));
});

it('a delivery of an order is none of a webhook', () => {
  expect(event('order.fulfillment.completed', 'OR00001', { delivery_id: 'DL00001' })).not.toContain(
    'webhookDeliveries',
  );
});
