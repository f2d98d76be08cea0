import type { Order, OrderHistoryEntry, Page } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Shop } from './support/orders.ts';
import { OPERATOR_KEY } from './support/server.ts';

const shop = await Shop.open();

it('ships an order in parts until it is completed', async () => {
  const { order_id, items } = await shop.order(3, 2);
  const [a, b] = items.map(({ order_item_id }) => order_item_id);
  const begun = await shop.change(order_id, 'transitions', { to: 'in_progress' });
  expect(begun).toMatchObject({ status: 201, body: { status: 'in_progress', fulfillment_status: 'queued' } });
  const lines = [
    { sku: 'A', quantity: 3 },
    { sku: 'B', quantity: 2 },
  ];
  expect(begun.body.deliveries).toMatchObject([{ status: 'pending', items: lines }]);
  const parcel = { carrier: 'DHL', tracking_number: 'T-1', items: [{ order_item_id: a, quantity: 2 }] };
  const part = await shop.change(order_id, 'shipments', parcel);
  expect(part.body).toMatchObject({
    status: 'partially_shipped',
    shipments: [{ tracking_number: 'T-1', items: parcel.items }],
  });
  const cancelled = await shop.change(order_id, 'cancellations', {
    items: [{ order_item_id: b, quantity: 2, reason: 'Sold out' }],
  });
  expect(cancelled.body).toMatchObject({ status: 'partially_shipped', cancelled_amount: 10 });
  const rest = await shop.change(order_id, 'shipments', { tracking_number: 'T-2' });
  expect(rest.body).toMatchObject({ status: 'completed', fulfillment_status: 'shipped' });
  expect(rest.body.shipments.map(({ tracking_number }) => tracking_number)).toEqual(['T-1', 'T-2']);
  const arrived = await shop.update(rest.body.deliveries[0]?.delivery_id, { status: 'delivered' });
  expect(arrived).toMatchObject({ status: 200, body: { status: 'delivered' } });
  const returned = await shop.change(order_id, 'returns', { items: [{ order_item_id: a, quantity: 1 }] });
  expect(returned.body).toMatchObject({ status: 'partially_returned', returned_amount: 10.1 });
  expect((await shop.change(order_id, 'transitions', { to: 'returned' })).body).toMatchObject({
    status: 'returned',
    returned_amount: 30.3,
    total_amount: 40.3,
  });
  expect((await shop.history(order_id)).map(({ subject, from, to }) => [subject.slice(0, 2), from, to])).toEqual([
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

it('splits an order into deliveries, whose parcels keep their own numbers', async () => {
  const { order_id, items, deliveries } = await shop.begun(3, 2);
  const [a, b] = items.map(({ order_item_id }) => order_item_id);
  const split = await shop.change(order_id, 'deliveries', { items: [{ order_item_id: a, quantity: 2 }] });
  const [first, second] = split.body.deliveries.map(({ delivery_id }) => delivery_id);
  expect(first).toBe(deliveries[0]?.delivery_id);
  const quantities = split.body.deliveries.map((one) =>
    one.items.map(({ order_item_id, quantity }) => [order_item_id, quantity]),
  );
  expect(quantities).toEqual([
    [
      [a, 1],
      [b, 2],
    ],
    [[a, 2]],
  ]);
  await shop.change(order_id, 'shipments', { delivery_id: second, items: [{ order_item_id: a, quantity: 1 }] });
  await shop.update(second, { carrier: 'UPS', tracking_number: 'U-1' });
  await shop.update(second, { status: 'shipped', tracking_number: 'U-2' });
  const sent = await shop.update(first, { status: 'delivered', carrier: 'DHL', tracking_number: 'D-1' });
  expect(sent.body).toMatchObject({ status: 'delivered', tracking_number: 'D-1', order_id });
  const done = await shop.get(order_id);
  expect(done).toMatchObject({ status: 'completed', fulfillment_status: 'shipped' });
  expect(
    done.shipments.map(({ delivery_id, carrier, tracking_number }) => [delivery_id, carrier, tracking_number]),
  ).toEqual([
    [second, 'UPS', 'U-1'],
    [second, 'UPS', 'U-2'],
    [first, 'DHL', 'D-1'],
  ]);
  const { body } = await shop.call(`/deliveries/${second}`);
  expect(body).toEqual(done.deliveries[1]);
});

it('continues after a failed delivery, and ends when it was cancelled', async () => {
  const { order_id, deliveries } = await shop.begun(1);
  const [delivery] = deliveries;
  await shop.update(delivery?.delivery_id, { status: 'failed', reason: 'Lost in the warehouse' });
  expect(await shop.get(order_id)).toMatchObject({ status: 'in_progress', fulfillment_status: 'failed' });
  expect((await shop.update(delivery?.delivery_id, { status: 'pending' })).body.status).toBe('pending');
  await shop.update(delivery?.delivery_id, { status: 'cancelled' });
  expect(await shop.get(order_id)).toMatchObject({
    status: 'cancelled',
    cancelled_amount: 10.1,
    allowed_transitions: [],
  });
  const failed = (await shop.history(order_id)).find(({ to }) => to === 'failed');
  expect(failed).toMatchObject({ subject: delivery?.delivery_id, from: 'pending', reason: 'Lost in the warehouse' });
});

it('continues an order that was created before orders had states beyond the first', async () => {
  const order = await shop.order(2);
  const { rows } = await shop.server.pool.query('select version from sales_order where id = $1', [
    Number(order.order_id.slice(2)),
  ]);
  expect(rows).toEqual([{ version: 1 }]);
  expect(order).toMatchObject({ status: 'created', deliveries: [], shipments: [], cancelled_amount: 0 });
  const shipped = await shop.begun(2).then(({ order_id }) => shop.change(order_id, 'shipments'));
  expect(shipped.body.status).toBe('completed');
});

it('blocks exports of an order as often as requested', async () => {
  const { order_id, deliveries } = await shop.begun(1);
  for (const what of ['block-export', 'block-export']) {
    expect((await shop.change(order_id, what, { reason: 'Odd address' })).body.block_export).toBe(true);
  }
  expect((await shop.call<Page<Order>>('/orders?blocked=true')).body.items.map((one) => one.order_id)).toEqual([
    order_id,
  ]);
  await shop.change(order_id, 'unblock-export');
  expect((await shop.call<Page<Order>>('/orders?blocked=true')).body.count).toBe(0);
  await shop.update(deliveries[0]?.delivery_id, { block_export: true });
  const told = (await shop.history(order_id))
    .slice(1)
    .map(({ subject, from, to, reason }) => [subject, from, to, reason]);
  expect(told).toEqual([
    [order_id, 'export allowed', 'export blocked', 'Odd address'],
    [order_id, 'export blocked', 'export allowed', null],
    [deliveries[0]?.delivery_id, 'export allowed', 'export blocked', null],
  ]);
});

describe('the history of an order', () => {
  it('records which items were split into a delivery, and from which one', async () => {
    const { order_id, items, deliveries } = await shop.begun(3);
    const order_item_id = items[0]?.order_item_id;
    const split = await shop.change(order_id, 'deliveries', { items: [{ order_item_id, quantity: 2 }] });
    const told = (await shop.history(order_id)).filter(({ subject }) => subject === order_item_id);
    const [first, second] = split.body.deliveries.map(({ delivery_id }) => delivery_id);
    expect(first).toBe(deliveries[0]?.delivery_id);
    expect(told.map(({ from, to, quantity, reason }) => [from, to, quantity, reason])).toEqual([
      [first, second, 2, null],
    ]);
  });

  it('records who changed it, why, and when, page by page', async () => {
    const { order_id, items } = await shop.order(3);
    const [item] = items;
    await shop.change(order_id, 'transitions', { to: 'in_progress', reason: 'Paid' }, { key: OPERATOR_KEY });
    const parts = [
      { order_item_id: item?.order_item_id, quantity: 1, reason: 'Broken' },
      { order_item_id: item?.order_item_id, quantity: 1, reason: 'Lost' },
    ];
    await shop.change(order_id, 'cancellations', { items: parts });
    const all = await shop.history(order_id);
    const { body: me } = await shop.call<{ key: { api_key_id: string } }>('/me');
    const { body: operator } = await shop.call<{ key: { api_key_id: string } }>('/me', { key: OPERATOR_KEY });
    expect(all.map(({ by, to, quantity, reason }) => [by, to, quantity, reason])).toEqual([
      [operator.key.api_key_id, 'in_progress', null, 'Paid'],
      [me.key.api_key_id, 'cancelled', 1, 'Broken'],
      [me.key.api_key_id, 'cancelled', 1, 'Lost'],
    ]);
    const read: OrderHistoryEntry[] = [];
    let cursor = '';
    do {
      const page = await shop.call<Page<OrderHistoryEntry>>(`/orders/${order_id}/history?limit=2${cursor}`);
      read.push(...page.body.items);
      cursor = page.body.next_cursor === undefined ? '' : `&cursor=${page.body.next_cursor}`;
    } while (cursor !== '');
    expect(read.reverse()).toEqual(all);
    const other = await shop.order(1);
    const [last] = [await shop.call<Page<OrderHistoryEntry>>(`/orders/${order_id}/history?limit=1`)];
    const moved = await shop.call<{ code: string }>(
      `/orders/${other.order_id}/history?cursor=${last?.body.next_cursor}`,
    );
    expect(moved).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
  });
});

describe('the list of orders', () => {
  it('can be filtered by items, by parcels, and by progress', async () => {
    const filtered = await shop.neighbour('Filters');
    const begun = await filtered.begun(1, 1);
    const onlyA = await filtered.order(1);
    const parcel = {
      tracking_number: 'FIND ME',
      items: [{ order_item_id: begun.items[0]?.order_item_id, quantity: 1 }],
    };
    await filtered.change(begun.order_id, 'shipments', parcel);
    const found = async (query: string) =>
      (await filtered.call<Page<Order>>(`/orders?${query}`)).body.items.map(({ order_id }) => order_id);
    expect(await found('tracking_number=FIND%20ME')).toEqual([begun.order_id]);
    expect(await found('tracking_number=FIND')).toEqual([]);
    expect(await found('sku=A')).toEqual([onlyA.order_id, begun.order_id]);
    expect(await found('sku=B')).toEqual([begun.order_id]);
    expect(await found('sku=C')).toEqual([]);
    expect(await found(`product_id=${begun.items[1]?.product_id}`)).toEqual([begun.order_id]);
    expect(await found('fulfillment_status=partially_shipped')).toEqual([begun.order_id]);
    expect(await found('fulfillment_status=unfulfilled&status=created')).toEqual([onlyA.order_id]);
    expect(await found('blocked=false')).toEqual([onlyA.order_id, begun.order_id]);
    // Orders of another partner are not found.
    expect((await shop.call<Page<Order>>('/orders?tracking_number=FIND%20ME')).body.count).toBe(0);
    expect((await shop.call('/orders?blocked=perhaps')).body).toMatchObject({
      detail: 'blocked must be true or false.',
    });
  });
});
