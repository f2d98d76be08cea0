import { idNumber } from '@commerce-integration/contract';
import { OptimisticLockError } from '@mikro-orm/core';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../src/database/orm.ts';
import { sqlOf } from '../src/database/queryable.ts';
import { EVERYBODY } from '../src/database/tenancy.ts';
import { loadOrders } from '../src/orders/lifecycle/load-orders.ts';
import { ORDER_ENTITIES } from '../src/orders/lifecycle/order.entity.ts';
import { saveOrders } from '../src/orders/lifecycle/save-orders.ts';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { Shop } from './support/orders.ts';

// Concurrent calls about one order: each sees the changes of the previous one.

const shop = await Shop.open();
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).toSorted();

it('accepts one of many concurrent status changes, and refuses the others', async () => {
  for (const to of ['in_progress', 'cancelled']) {
    const { order_id } = await shop.order(1);
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.change(order_id, 'transitions', { to })));
    expect(statuses(answers)).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const moves = (await shop.history(order_id)).filter(({ subject }) => subject === order_id);
    expect(moves).toMatchObject([{ from: 'created', to }]);
  }
});

it('approves or cancels, and never both', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { order_id } = await shop.order(1);
    await shop.change(order_id, 'transitions', { to: 'waiting_approval' });
    const [approved, cancelled] = await Promise.all(
      ['in_progress', 'cancelled'].map((to) => shop.change(order_id, 'transitions', { to })),
    );
    // An approved order can be cancelled; a cancelled one cannot be approved.
    const isFirst = approved?.status === 201;
    expect([approved?.status, cancelled?.status]).toEqual([isFirst ? 201 : 409, 201]);
    expect((await shop.get(order_id)).status).toBe('cancelled');
  }
});

it('never ships or cancels more than there is, for any number of concurrent calls', async () => {
  const order = await shop.begun(20, 20);
  const items = order.items.map(({ order_item_id }) => order_item_id);
  const parts = Array.from({ length: 24 }, (_, n) => ({
    what: n % 3 === 0 ? 'cancellations' : 'shipments',
    body: { items: [{ order_item_id: items[n % 2], quantity: 3 }] },
  }));
  const answers = await Promise.all(parts.map(({ what, body }) => shop.change(order.order_id, what, body)));
  const done = parts.filter((_, n) => answers[n]?.status === 201);
  expect(new Set(statuses(answers))).toEqual(new Set([201, 409]));
  const after = await shop.get(order.order_id);
  for (const { order_item_id, quantity, shipped_quantity, cancelled_quantity } of after.items) {
    const sum = (what: string) =>
      done
        .filter((part) => part.what === what)
        .flatMap(({ body }) => body.items)
        .filter((item) => item.order_item_id === order_item_id)
        .reduce((total, item) => total + item.quantity, 0);
    expect([shipped_quantity, cancelled_quantity]).toEqual([sum('shipments'), sum('cancellations')]);
    expect(quantity - shipped_quantity - cancelled_quantity).toBe(20 % 3);
  }
  const sent = after.shipments.flatMap((shipment) => shipment.items).reduce((sum, { quantity }) => sum + quantity, 0);
  expect(sent).toBe(after.items.reduce((sum, { shipped_quantity }) => sum + shipped_quantity, 0));
  const worth = after.items.map(
    ({ cancelled_quantity, unit_price }) => cancelled_quantity * Math.round(unit_price * 100),
  );
  expect(Math.round(after.cancelled_amount * 100)).toBe(worth.reduce((sum, one) => sum + one, 0));
  expect((await shop.change(order.order_id, 'transitions', { to: 'completed' })).body.status).toBe('completed');
});

it('never returns more than was shipped', async () => {
  const order = await shop.begun(4);
  await shop.change(order.order_id, 'shipments');
  const back = { items: [{ order_item_id: order.items[0]?.order_item_id, quantity: 3 }] };
  const answers = await Promise.all([1, 2, 3].map(() => shop.change(order.order_id, 'returns', back)));
  expect(statuses(answers)).toEqual([201, 409, 409]);
  expect(await shop.get(order.order_id)).toMatchObject({ status: 'partially_returned', returned_amount: 30.3 });
});

it("changes a delivery starting from the previous call's state, and returns the result", async () => {
  const { order_id, deliveries } = await shop.begun(1);
  const id = deliveries[0]?.delivery_id;
  const held = await holdRows(shop.server, 'select from sales_order where id = $1 for update', [idNumber(order_id)]);
  const calls = [{ carrier: 'DHL' }, { tracking_number: 'T-1' }].map((body) => shop.update(id, body));
  // Both have read the delivery, and wait for its order.
  await lockWaiters(shop.server, /sales_order/, 2);
  await held.release();
  const answers = await Promise.all(calls);
  const both = { carrier: 'DHL', tracking_number: 'T-1' };
  expect((await shop.get(order_id)).deliveries).toMatchObject([both]);
  expect(answers.map(({ body }) => body)).toContainEqual(expect.objectContaining(both));
});

it('does not overwrite a change that was made without its lock', async () => {
  const { order_id } = await shop.begun(1);
  const number = idNumber(order_id);
  const database = await openDatabase(shop.server.environment.DATABASE_URL ?? '', 1, ORDER_ENTITIES);
  onTestFinished(() => database.close());
  const em = database.open(EVERYBODY);
  const before = await shop.get(order_id);
  const saved = em.transactional(async (unit) => {
    const loaded = (await loadOrders(unit, [number])).get(number);
    if (!loaded) throw new Error(`${order_id} is not there`);
    loaded.progress.status = 'cancelled';
    // Like a change that read the order before this one, and does not wait for its lock.
    await sqlOf(unit).query('update sales_order set version = version + 1 where id = $1', [number]);
    await saveOrders(unit, [{ loaded, by: 'system' }], new Date());
  });
  await expect(saved).rejects.toThrow(OptimisticLockError);
  expect(await shop.get(order_id)).toEqual(before);
});
