import { shopOf } from './shop.ts';
import type { RawAnswer, StoryApi } from './story-api.ts';

const itemsOf = ({ body }: RawAnswer): string[] =>
  body.items.map((item: { order_item_id: string }) => item.order_item_id);
const deliveriesOf = ({ body }: RawAnswer): string[] =>
  body.deliveries.map((one: { delivery_id: string }) => one.delivery_id);

async function reports(api: StoryApi, key: string): Promise<void> {
  const range = 'from=2020-01-01&to=2100-01-01';
  await api.get(`/analytics/sales-by-partner?${range}`, { key });
  await api.get(`/analytics/top-products?${range}`, { key });
  await api.get(`/analytics/revenue-share?${range}`, { key });
}

/** An order is split, shipped in parcels, cancelled in part, and returned. */
export async function anOrderGoesItsWay(api: StoryApi): Promise<void> {
  const { key, a, order, get, post, patch } = await shopOf(api, 'Way Inc');
  const id = await order(4, 3);
  await post(`/orders/${id}/transitions`, { to: 'in_progress', reason: 'Paid' });
  const [first, second] = itemsOf(await get(`/orders/${id}`));
  const split = await post(`/orders/${id}/deliveries`, { items: [{ order_item_id: first, quantity: 2 }] });
  const [one, two] = deliveriesOf(split);
  await patch(`/deliveries/${one}`, { status: 'packing' });
  await patch(`/deliveries/${two}`, { status: 'allocated', carrier: 'UPS', block_export: true, reason: 'Not yet' });
  await post(`/orders/${id}/shipments`, {
    delivery_id: one,
    carrier: 'DHL',
    items: [{ order_item_id: second, quantity: 1 }],
  });
  await patch(`/deliveries/${one}`, { tracking_number: 'LATE 1' });
  await post(`/orders/${id}/cancellations`, {
    items: [
      { order_item_id: second, quantity: 1, reason: 'Sold out' },
      { order_item_id: first, quantity: 1 },
    ],
  });
  await reports(api, key);
  await patch(`/deliveries/${one}`, { status: 'failed' });
  await get(`/deliveries/${one}`);
  await patch(`/deliveries/${one}`, { status: 'pending' });
  await post(`/orders/${id}/shipments`, { delivery_id: one, tracking_number: 'T-2' });
  await patch(`/deliveries/${two}`, { status: 'delivered' });
  await get(`/orders/${id}`);
  await post(`/orders/${id}/returns`, { items: [{ order_item_id: first, quantity: 1, reason: 'Wrong size' }] });
  await reports(api, key);
  await post(`/orders/${id}/transitions`, { to: 'returned' });
  await reports(api, key);
  await get(`/orders/${id}`);
  await get(`/orders/${id}/history?limit=100`);
  await api.pages(`/orders/${id}/history?limit=4`, { key });
  for (const query of [
    'tracking_number=T-2',
    'tracking_number=UPS',
    'sku=A',
    'sku=C',
    `product_id=${a}`,
    'fulfillment_status=returned',
    'fulfillment_status=queued',
    'blocked=true',
    'blocked=false',
    'blocked=maybe',
    'fulfillment_status=lost',
  ])
    await get(`/orders?${query}`);
  await get('/events?limit=100');
}

/** New orders wait for approval if their partner requires it. */
export async function ordersWaitForApproval(api: StoryApi): Promise<void> {
  const { id, key, order, get, post } = await shopOf(api, 'Approval Inc');
  const settings = (json: object) => api.call('PATCH', `/partners/${id}`, { json });
  await settings({ orders_need_approval_above: 20.2 });
  const [below, above] = [await order(2), await order(2, 1)];
  await get(`/orders/${below}`);
  await get(`/orders/${above}/history`);
  await post(`/orders/${above}/shipments`);
  await post(`/orders/${above}/transitions`, { to: 'in_progress' });
  await settings({ orders_need_approval: true, orders_need_approval_above: null });
  const waiting = await order(1);
  await get(`/orders/${waiting}/history`);
  await post(`/orders/${waiting}/transitions`, { to: 'cancelled', reason: 'Unknown buyer' });
  await reports(api, key);
  await settings({ orders_need_approval: false });
  await post(`/orders/${await order(1)}/transitions`, { to: 'waiting_approval' });
  for (const amount of [-1, 0.00001, 1e13, '5']) await settings({ orders_need_approval_above: amount });
  await get('/events?limit=100');
}

/** Invalid changes of an order are refused, and change nothing. */
export async function wrongChangesAreRefused(api: StoryApi): Promise<void> {
  const { order, get, post, patch } = await shopOf(api, 'Wrong Changes Inc');
  const other = await shopOf(api, 'Others Inc');
  const theirs = await other.order(2);
  const [theirItem] = itemsOf(await other.get(`/orders/${theirs}`));
  const [theirDelivery] = deliveriesOf(await other.post(`/orders/${theirs}/transitions`, { to: 'in_progress' }));
  const id = await order(2, 2);
  const [item] = itemsOf(await get(`/orders/${id}`));
  const parts = (order_item_id: unknown, quantity: unknown) => ({ items: [{ order_item_id, quantity }] });
  await post(`/orders/${id}/shipments`);
  await post(`/orders/${id}/transitions`, { to: 'completed' });
  const [delivery] = deliveriesOf(await post(`/orders/${id}/transitions`, { to: 'in_progress' }));
  for (const what of ['shipments', 'cancellations', 'returns', 'deliveries']) {
    for (const quantity of [0, -1, 0.5, '1', null, 3, 1_000_001])
      await post(`/orders/${id}/${what}`, parts(item, quantity));
    await post(`/orders/${id}/${what}`, { items: [...parts(item, 1).items, ...parts(item, 2).items] });
    await post(`/orders/${id}/${what}`, { items: [] });
    await post(`/orders/${id}/${what}`, parts(theirItem, 1));
    await post(`/orders/${id}/${what}`, parts('OI99999', 1));
    await post(`/orders/${theirs}/${what}`, parts(item, 1));
  }
  for (const to of ['created', 'waiting_approval', 'in_progress', 'returned', 'lost', null])
    await post(`/orders/${id}/transitions`, { to });
  for (const status of ['pending', 'returned', 'lost']) await patch(`/deliveries/${delivery}`, { status });
  await patch(`/deliveries/${delivery}`, {});
  await patch(`/deliveries/${theirDelivery}`, { status: 'shipped' });
  await get(`/deliveries/${theirDelivery}`);
  await get(`/orders/${theirs}/history`);
  await post(`/orders/${id}/shipments`, { delivery_id: theirDelivery });
  await post(`/orders/${id}/block-export`, { reason: 'x'.repeat(501) });
  await post(`/orders/${id}/shipments`, { tracking_number: 'a\tb' });
  await get(`/orders/${id}`);
  const twice = { 'idempotency-key': `ship-${id}` };
  for (const quantity of [1, 1, 2]) await post(`/orders/${id}/shipments`, parts(item, quantity), twice);
  await patch(`/deliveries/${delivery}`, { status: 'cancelled' });
  await post(`/orders/${id}/transitions`, { to: 'completed' });
  await post(`/orders/${id}/transitions`, { to: 'cancelled' });
  await get(`/orders/${id}`);
}

/** Exports of orders and deliveries are blocked and unblocked. */
export async function ordersAreBlocked(api: StoryApi): Promise<void> {
  const { order, get, post } = await shopOf(api, 'Blocked Inc');
  const id = await order(1);
  await post(`/orders/${id}/block-export`, { reason: 'Odd address' });
  await post(`/orders/${id}/block-export`);
  await get('/orders?blocked=true');
  await post(`/orders/${id}/unblock-export`, { reason: 'It is right' });
  await get(`/orders/${id}/history`);
}
