import type { Delivery, Order, OrderHistoryEntry, Page } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10.10,EUR,in stock\nB,Two,5,EUR,in stock\n');
const items = [
  { product_id: 'PR00001', quantity: 3 },
  { product_id: 'PR00002', quantity: 2 },
];

async function create(): Promise<Order> {
  return (await server.call<Order>('/orders', { key: acme.key, body: { items } })).body;
}

function post<T = Order>(path: string, body: object = {}) {
  return server.call<T>(path, { key: acme.key, body });
}

it('ships an order in parts until it is completed', async () => {
  const { order_id, items: ordered } = await create();
  const [a, b] = ordered.map(({ order_item_id }) => order_item_id);
  const begun = await post(`/orders/${order_id}/transitions`, { to: 'in_progress' });
  expect(begun).toMatchObject({ status: 201, body: { status: 'in_progress', fulfillment_status: 'queued' } });
  expect(begun.body.deliveries).toMatchObject([
    {
      status: 'pending',
      items: [
        { sku: 'A', quantity: 3 },
        { sku: 'B', quantity: 2 },
      ],
    },
  ]);
  const parcel = { carrier: 'DHL', tracking_number: 'T-1', items: [{ order_item_id: a, quantity: 2 }] };
  const part = await post(`/orders/${order_id}/shipments`, parcel);
  expect(part.body).toMatchObject({
    status: 'partially_shipped',
    shipments: [{ tracking_number: 'T-1', items: parcel.items }],
  });
  const cancelled = await post(`/orders/${order_id}/cancellations`, {
    items: [{ order_item_id: b, quantity: 2, reason: 'Sold out' }],
  });
  expect(cancelled.body).toMatchObject({ status: 'partially_shipped', cancelled_amount: 10 });
  const rest = await post(`/orders/${order_id}/shipments`, { tracking_number: 'T-2' });
  expect(rest.body).toMatchObject({ status: 'completed', fulfillment_status: 'shipped' });
  expect(rest.body.shipments.map(({ tracking_number }) => tracking_number)).toEqual(['T-1', 'T-2']);
  const [delivery] = rest.body.deliveries;
  const arrived = await server.call<Delivery>(`/deliveries/${delivery?.delivery_id}`, {
    method: 'PATCH',
    key: acme.key,
    body: { status: 'delivered' },
  });
  expect(arrived).toMatchObject({ status: 200, body: { status: 'delivered' } });
  const returned = await post(`/orders/${order_id}/returns`, { items: [{ order_item_id: a, quantity: 1 }] });
  expect(returned.body).toMatchObject({ status: 'partially_returned', returned_amount: 10.1 });
  expect((await post(`/orders/${order_id}/transitions`, { to: 'returned' })).body).toMatchObject({
    status: 'returned',
    returned_amount: 30.3,
    total_amount: 40.3,
  });
  const history = await server.call<Page<OrderHistoryEntry>>(`/orders/${order_id}/history?limit=100`, {
    key: acme.key,
  });
  expect(history.body.items.map(({ subject, from, to }) => [subject.slice(0, 2), from, to]).reverse()).toEqual([
    ['OR', 'created', 'in_progress'],
    ['OR', 'in_progress', 'partially_shipped'],
    ['OI', 'open', 'cancelled'],
    ['DL', 'pending', 'shipped'],
    ['OR', 'partially_shipped', 'completed'],
    ['DL', 'shipped', 'delivered'],
    ['OI', 'shipped', 'returned'],
    ['OR', 'completed', 'partially_returned'],
    ['OR', 'partially_returned', 'returned'],
    ['OI', 'shipped', 'returned'],
    ['DL', 'delivered', 'returned'],
  ]);
});
