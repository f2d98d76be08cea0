import type { Order, OrderUpdate, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { minute, OrderUpdates } from './support/order-updates.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Bluebird Books');
await server.load('sku,product_name,price,currency,availability\nA,One,10.10,EUR,in stock\nB,Two,5,EUR,in stock\n');
const updates = new OrderUpdates(server, acme.key);
const ofOther = new OrderUpdates(server, other.key);

const act = <T = OrderUpdate>(id: string, action: 'retry' | 'dismiss') =>
  server.call<T>(`/order-updates/${id}/${action}`, { method: 'POST', key: acme.key });

describe('order updates', () => {
  it('move an order from creation to its end, each applied once and named in the history', async () => {
    const { order_id } = await updates.order([2, 1], 'PO-1');
    const [packing] = await updates.told({ customer_reference: 'PO-1', status: 'packing' });
    expect(packing).toMatchObject({ status: 'applied', code: null, message: null, order_id });
    const [delivery] = (await updates.orderNow(order_id)).deliveries;
    const shipped = {
      delivery_id: delivery?.delivery_id,
      status: 'shipped',
      carrier: 'DHL',
      tracking_number: 'T-1',
      lines: [
        { sku: 'A', delivered_quantity: 1, remark: 'One was broken', invoice_number: 'I-1' },
        { sku: 'B', delivered_quantity: 1, confirmed_at: '2026-04-10T10:00:00Z' },
      ],
    };
    const [, delivered] = await updates.told(shipped, { order_id, status: 'delivered' });
    const order = await updates.orderNow(order_id);
    expect(order).toMatchObject({
      status: 'completed',
      fulfillment_status: 'delivered',
      cancelled_amount: 10.1,
      deliveries: [{ status: 'delivered', carrier: 'DHL', tracking_number: 'T-1' }],
      shipments: [{ carrier: 'DHL', tracking_number: 'T-1' }],
    });
    expect(order.deliveries[0]?.items).toMatchObject([
      { delivered_quantity: 1, cancelled_quantity: 1, remark: 'One was broken', invoice_number: 'I-1' },
      { delivered_quantity: 1, confirmed_at: '2026-04-10T10:00:00.000Z' },
    ]);
    const history = await updates.history(order_id);
    const causes = history.map(({ subject, to, by }) => [subject.slice(0, 2), to, by.slice(0, 2)]);
    expect(causes).toContainEqual(['OR', 'in_progress', 'OU']);
    expect(history.find(({ to }) => to === 'delivered')?.by).toBe(delivered?.order_update_id);
    expect(history.find(({ to }) => to === 'packing')?.by).toBe(packing?.order_update_id);
    expect(history.find(({ to }) => to === 'cancelled')).toMatchObject({ quantity: 1, reason: 'One was broken' });
  });

  it('that are repeated are duplicates, and one with a known ID and other content refuses its whole call', async () => {
    const { order_id } = await updates.order([1]);
    const said = { update_id: 'W-1', order_id, status: 'packing', occurred_at: minute(1) };
    const first = await updates.send(said, said);
    expect(first.body.updates.map(({ duplicate }) => duplicate)).toEqual([false, true]);
    const [id] = first.body.updates.map(({ order_update_id }) => order_update_id);
    const again = await updates.send(said);
    expect(again).toMatchObject({ status: 202, body: { updates: [{ order_update_id: id, duplicate: true }] } });
    const changed = await updates.send<ProblemBody>(
      { order_id, status: 'ready', update_id: 'W-2' },
      { ...said, status: 'ready' },
    );
    expect(changed).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ path: 'updates.1.update_id', code: 'update_id_reused' }] },
    });
    expect(changed.body.detail).toContain(id);
    expect(await updates.list('update_id=W-2')).toEqual([]);
    await updates.finished([id ?? '']);
    expect((await updates.history(order_id)).filter(({ to }) => to === 'packing')).toHaveLength(1);
    // The partner chose the ID, so another partner may use the same.
    const [others] = (await ofOther.send({ ...said })).body.updates;
    expect(others).toMatchObject({ update_id: 'W-1', duplicate: false });
  });

  it('have the same result in any order', async () => {
    const story = [
      { status: 'packing', tracking_number: 'T-1' },
      { status: 'failed', lines: [{ sku: 'A', remark: 'Nobody there' }] },
      { status: 'shipped' },
      { status: 'delivered', lines: [{ sku: 'A', remark: 'At the neighbour' }] },
      { status: 'returned' },
    ].map((said, place) => ({ ...said, occurred_at: minute(place) }));
    const ends = [];
    for (const places of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [4, 2, 0, 1, 3],
      [1, 4, 3, 0, 2],
    ]) {
      const { order_id } = await updates.order([1]);
      // One call each, so that one is applied before the next arrives.
      for (const place of places) await updates.told({ ...story[place], order_id });
      await updates.settled(`order_id=${order_id}`, places.length);
      const { status, fulfillment_status, deliveries, shipments } = await updates.orderNow(order_id);
      const [delivery] = deliveries;
      ends.push({
        status,
        fulfillment_status,
        delivery: [delivery?.status, delivery?.tracking_number, delivery?.items[0]?.remark],
        parcels: shipments.map(({ tracking_number }) => tracking_number),
      });
      expect(await updates.list(`order_id=${order_id}&status=parked`)).toEqual([]);
    }
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
    expect(ends[0]).toMatchObject({ status: 'returned', delivery: ['returned', 'T-1', 'At the neighbour'] });
  });

  it('never ship more of a line than reported before, also after a failed delivery', async () => {
    for (const way of [['shipped'], ['failed', 'delivered']]) {
      const { order_id } = await updates.order([3, 1]);
      await updates.told({ order_id, lines: [{ sku: 'A', delivered_quantity: 1, remark: 'Two were broken' }] });
      for (const status of way) await updates.told({ order_id, status });
      expect(await updates.orderNow(order_id)).toMatchObject({
        status: 'completed',
        cancelled_amount: 20.2,
        items: [
          { shipped_quantity: 1, cancelled_quantity: 2 },
          { shipped_quantity: 1, cancelled_quantity: 0 },
        ],
        deliveries: [{ status: way.at(-1) }],
      });
      const history = await updates.history(order_id);
      expect(history.find(({ to }) => to === 'cancelled')).toMatchObject({ quantity: 2, reason: 'Two were broken' });
    }
  });

  it('of partly shipped parcels keep each tracking number', async () => {
    const { order_id } = await updates.order([3, 1]);
    await updates.told(
      { order_id, items: [{ sku: 'A', quantity: 1 }], tracking_number: 'P-1' },
      {
        order_id,
        items: [
          { sku: 'A', quantity: 2 },
          { sku: 'B', quantity: 1 },
        ],
        tracking_number: 'P-2',
      },
    );
    const order = await updates.orderNow(order_id);
    expect(order).toMatchObject({
      status: 'completed',
      shipments: [{ tracking_number: 'P-1' }, { tracking_number: 'P-2' }],
    });
    const found = await server.call<{ items: Order[] }>('/orders?tracking_number=P-1', { key: acme.key });
    expect(found.body.items.map((one) => one.order_id)).toEqual([order_id]);
  });
});

describe('an order update that cannot be applied', () => {
  it('is parked with its reason: unknown order, another partner, ambiguous reference, cancelled order', async () => {
    const { order_id } = await updates.order([1]);
    await updates.order([1], 'TWICE');
    await updates.order([1], 'TWICE');
    await server.call(`/orders/${order_id}/transitions`, { key: acme.key, body: { to: 'cancelled' } });
    const all = await updates.told(
      { order_id: 'OR99999', status: 'shipped' },
      { customer_reference: 'NOBODY', status: 'shipped' },
      { customer_reference: 'TWICE', status: 'shipped' },
      { delivery_id: 'DL99999', status: 'shipped' },
      { order_id, status: 'shipped' },
    );
    expect(all.map(({ status, code }) => [status, code])).toEqual([
      ['parked', 'not_found'],
      ['parked', 'not_found'],
      ['parked', 'ambiguous_reference'],
      ['parked', 'not_found'],
      ['parked', 'transition_not_allowed'],
    ]);
    expect(all.every(({ message }) => message !== null)).toBe(true);
    for (let n = 0; n < 6; n += 1) await updates.order([1], 'MANY');
    const [many] = await updates.told({ customer_reference: 'MANY', status: 'shipped' });
    expect(many?.message).toMatch(/^Over 5 orders have the customer_reference MANY, such as (OR\d+, ){4}OR\d+:/);
    const [foreign] = await ofOther.told({ order_id, status: 'shipped' });
    expect(foreign).toMatchObject({ status: 'parked', code: 'not_found', order_id: null });
    expect(await updates.list(`update_id=${foreign?.update_id}&code=not_found`)).not.toContainEqual(foreign);
  });

  it('delays none of the thousand that come with it', async () => {
    const { order_id } = await updates.order([1]);
    const said = Array.from({ length: 1_000 }, (_, n) => ({
      update_id: `M-${n}`,
      order_id: [100, 500, 900].includes(n) ? 'OR99999' : order_id,
      lines: [{ sku: 'A', remark: `remark ${n}` }],
      occurred_at: minute(n),
    }));
    const { status, body } = await updates.send(...said);
    expect([status, body.updates.length]).toEqual([202, 1_000]);
    await updates.finished(body.updates.slice(-3).map(({ order_update_id }) => order_update_id));
    const parked = await updates.list('code=not_found&limit=100');
    expect(parked.map(({ update_id }) => update_id).filter((id) => id.startsWith('M-'))).toEqual([
      'M-900',
      'M-500',
      'M-100',
    ]);
    expect((await updates.orderNow(order_id)).deliveries[0]?.items[0]?.remark).toBe('remark 999');
  });

  it('refuses the whole call if it cannot be read, with each one named', async () => {
    const good = { order_id: 'OR00001', status: 'shipped' };
    const answer = await updates.send<ProblemBody>(
      { ...good, update_id: 'bad-1' },
      { update_id: 'bad-2', status: 'shipped' },
      { ...good, update_id: 'bad-3', status: 'on_the_moon' },
      { ...good, update_id: 'bad-4', items: [{ sku: 'A', quantity: 0 }] },
      { ...good, update_id: 'bad-5', items: [{ sku: 'A', quantity: 1.5 }] },
      { order_id: 'OR00001', update_id: 'bad-6' },
    );
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ path }) => path)).toEqual([
      'updates.1',
      'updates.2.status',
      'updates.3.items.0.quantity',
      'updates.4.items.0.quantity',
      'updates.5',
    ]);
    expect(await updates.list('update_id=bad-1')).toEqual([]);
  });

  it('can be retried and dismissed', async () => {
    const [early] = await updates.told({ customer_reference: 'LATER', status: 'shipped' });
    const id = early?.order_update_id ?? '';
    expect((await act(id, 'retry')).body.status).toBe('queued');
    expect(await updates.finished([id])).toMatchObject([{ status: 'parked', code: 'not_found' }]);
    const { order_id } = await updates.order([1], 'LATER');
    expect((await act(id, 'retry')).status).toBe(202);
    expect(await updates.finished([id])).toMatchObject([{ status: 'applied', order_id }]);
    expect(await act<ProblemBody>(id, 'retry')).toMatchObject({ status: 409, body: { code: 'update_not_parked' } });

    const [lost] = await updates.told({ order_id: 'OR99999', status: 'shipped' });
    const dismissed = await act(lost?.order_update_id ?? '', 'dismiss');
    expect(dismissed).toMatchObject({ status: 200, body: { status: 'ignored', code: null, message: 'Dismissed.' } });
    const again = await act<ProblemBody>(lost?.order_update_id ?? '', 'dismiss');
    expect(again).toMatchObject({ status: 409, body: { code: 'update_not_parked' } });
  });

  it('is applied automatically when the order reaches the required state', async () => {
    const approved = await server.partner('Careful Corp');
    await server.call(`/partners/${approved.id}`, { method: 'PATCH', body: { orders_need_approval: true } });
    const fields = { partner_name: 'Careful Corp' };
    await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n', { fields });
    const [product] = (await server.products('&partner_name=Careful%20Corp')) ?? [];
    const careful = new OrderUpdates(server, approved.key);
    const body = { items: [{ product_id: product?.product_id, quantity: 1 }] };
    const order = (await server.call<Order>('/orders', { key: approved.key, body })).body;
    expect(order.status).toBe('waiting_approval');
    const [waiting] = await careful.told({ order_id: order.order_id, status: 'shipped' });
    expect(waiting).toMatchObject({ status: 'parked', code: 'transition_not_allowed' });
    await server.call(`/orders/${order.order_id}/transitions`, { key: approved.key, body: { to: 'in_progress' } });
    expect(await careful.finished([waiting?.order_update_id ?? ''])).toMatchObject([{ status: 'applied' }]);
    expect((await careful.orderNow(order.order_id)).status).toBe('completed');
  });

  it("is applied automatically when a parcel was shipped that leaves the order's state unchanged", async () => {
    const { order_id } = await updates.order([4]);
    const parcel = { order_id, items: [{ sku: 'A', quantity: 1 }] };
    await updates.told(parcel);
    const returned = { order_id, status: 'returned', items: [{ sku: 'A', quantity: 2 }] };
    const [early] = await updates.told(returned);
    expect(early).toMatchObject({ status: 'parked', code: 'quantity_not_available' });
    await updates.told(parcel);
    expect(await updates.settled(`order_id=${order_id}&status=applied`, 3)).toContainEqual(
      expect.objectContaining({ order_update_id: early?.order_update_id }),
    );
    expect(await updates.orderNow(order_id)).toMatchObject({
      status: 'partially_shipped',
      items: [{ shipped_quantity: 2, returned_quantity: 2 }],
    });
  });
});
