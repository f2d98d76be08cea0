import type { CreatedOrderUpdateFeed, Order, ReceivedPush } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { minute, OrderUpdates } from './support/order-updates.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const updates = new OrderUpdates(server, acme.key);

const ORDERS = 50;
const PUSHES = 20;
const NOTICES = 500;

it('ten thousand concurrent notices, each twice and in random order, have the right result', async () => {
  const mapping = {
    each: 'notices',
    fields: { update_id: 'id', customer_reference: 'ref', status: 'code', tracking_number: 'no', occurred_at: 'at' },
    statuses: { PACKED: 'packing', SENT: 'shipped', ARRIVED: 'delivered', SCANNED: null },
  };
  const created = { name: 'Courier', authentication: 'token', carrier: 'DHL', mapping };
  const feed = (await server.call<CreatedOrderUpdateFeed>('/order-update-feeds', { key: acme.key, body: created }))
    .body;
  const orders: Order[] = [];
  for (let n = 0; n < ORDERS; n += 1) orders.push(await updates.order([1], `F-${n}`));

  // 200 notices per order; the last ones say that it was sent and delivered. The newest come first.
  const all = Array.from({ length: PUSHES * NOTICES }, (_, n) => {
    const step = Math.floor(n / ORDERS);
    const code = ['PACKED', ...Array<string>(197).fill('SCANNED'), 'SENT', 'ARRIVED'][step];
    return { id: `N-${n}`, ref: `F-${n % ORDERS}`, code, no: `T-${n % ORDERS}`, at: minute(step) };
  }).reverse();
  const pushes = Array.from({ length: PUSHES }, (_, n) => all.slice(n * NOTICES, (n + 1) * NOTICES));
  const answers = await Promise.all(
    [...pushes, ...pushes].map((notices, attempt) =>
      server.call<ReceivedPush>(`/order-update-feeds/${feed.order_update_feed_id}/push`, {
        key: null,
        body: { notices, attempt },
        headers: { 'content-type': 'application/json', 'x-feed-token': feed.secret },
      }),
    ),
  );
  expect(answers.map(({ status, body }) => [status, body.duplicate])).toEqual(Array(2 * PUSHES).fill([202, false]));

  const counts = await until(async () => {
    const { rows } = await server.pool.query<{ status: string; count: number }>(
      'select status, count(*)::integer as count from order_update group by status order by status',
    );
    const { rows: waiting } = await server.pool.query('select from order_update_push where not is_mapped');
    return waiting.length === 0 && !rows.some(({ status }) => status === 'queued') && rows;
  }, 120_000);
  expect(counts.map(({ status }) => status)).toEqual(['applied', 'ignored']);
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(PUSHES * NOTICES);
  for (const [n, { order_id }] of orders.entries())
    expect(await updates.orderNow(order_id)).toMatchObject({
      status: 'completed',
      fulfillment_status: 'delivered',
      shipments: [{ tracking_number: `T-${n}`, carrier: 'DHL' }],
    });
}, 180_000);
