import { formatId, idNumber, type Order } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { requeueMore, requeueParked } from '../src/order-updates/requeue-parked.ts';
import { minute, OrderUpdates } from './support/order-updates.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';

const SKUS = Array.from({ length: 500 }, (_, place) => `SKU-${place + 1}`);
const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load(
  `sku,product_name,price,currency,availability\n${SKUS.map((sku) => `${sku},One,10,EUR,in stock\n`).join('')}`,
);
const updates = new OrderUpdates(server, acme.key);

async function orderOf(items: { product_id: string; quantity: number }[]): Promise<Order> {
  return (await server.call<Order>('/orders', { key: acme.key, body: { items } })).body;
}

/** The number of updates of an order by status. */
async function count({ pool }: TestServer, orderId: string, status: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    'select count(*) from order_update where order_id = $1 and status = $2',
    [idNumber(orderId), status],
  );
  return Number(rows[0]?.count);
}

it('updates of an order with many lines are applied in transactions of bounded work', async () => {
  const { order_id } = await orderOf(
    SKUS.map((_, place) => ({ product_id: formatId('product', place + 1), quantity: 1 })),
  );
  const tooMany = Array.from({ length: 1_000 }, () => ({ order_id, items: [{ sku: 'SKU-1', quantity: 2 }] }));
  expect((await updates.send(...tooMany)).status).toBe(202);
  await until(async () => (await count(server, order_id, 'parked')) === tooMany.length);
  // Each transaction has its own time.
  const { rows } = await server.pool.query<{ count: string }>(
    'select count(*) from order_update where order_id = $1 group by finished_at',
    [idNumber(order_id)],
  );
  expect(Math.max(...rows.map((row) => Number(row.count)))).toBeLessThan(tooMany.length / 2);
});

it('many updates that came too early are all applied when their order has changed', async () => {
  const returned = Array.from({ length: 700 }, (_, place) => {
    return { occurred_at: minute(place), status: 'returned', items: [{ sku: 'SKU-1', quantity: 1 }] };
  });
  const { order_id } = await orderOf([{ product_id: 'PR00001', quantity: returned.length }]);
  await updates.send(...returned.map((update) => ({ order_id, ...update })));
  await until(async () => (await count(server, order_id, 'parked')) === returned.length);
  await updates.told({ order_id, status: 'shipped' });
  await until(async () => (await count(server, order_id, 'applied')) === returned.length + 1);
  expect(await updates.orderNow(order_id)).toMatchObject({ status: 'returned' });
});

it('a change of an order requeues a bounded number of its parked updates, and the worker each of the others once', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const { id } = await idle.partner('Acme Corp');
  await idle.pool.query(
    `insert into order_update (partner_id, update_id, content, occurred_at, status, code, order_id, finished_at)
     select $1, 'U-' || n, '{}', now(), 'parked', case when n <= 10 then 'nothing_matched' else 'quantity_not_available' end,
       1, now()
     from generate_series(1, 1210) n`,
    [idNumber(id)],
  );
  const change = { order_id: formatId('order', 1), from: 'created', to: 'in_progress', reason: null } as const;
  await requeueParked(idle.pool, [{ data: change }]);
  const queued = () => count(idle, 'OR00001', 'queued');
  expect(await queued()).toBe(500);
  // The requeued updates are refused again.
  await idle.pool.query(
    `update order_update set status = 'parked', code = 'quantity_not_available' where status = 'queued'`,
  );
  const steps: number[] = [];
  while (await requeueMore(idle.pool)) steps.push(await queued());
  expect(steps).toEqual([500, 700]);
});
