import type { Page } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { OrderExports } from './support/order-exports.ts';
import { startTestServer } from './support/server.ts';

// The clocks of two servers differ: what one has created later may have an earlier time.

const server = await startTestServer();
const { key } = await server.partner('Acme Corp');
const exports = new OrderExports(server, key);
await exports.setFlag('to_erp');
await exports.exporter('event', 'to_erp');
for (const sku of ['A', 'B', 'C']) {
  await server.load(`sku,product_name,price,currency,availability\n${sku},One,10,EUR,in stock\n`);
  await exports.all(await exports.order(), 1);
  const customer = { first_name: 'Ada', last_name: 'Lovelace', email: `${sku}@example.com` };
  expect((await server.call('/customers', { key, body: customer })).status).toBe(201);
  const update = { update_id: sku, order_id: 'OR99999', status: 'shipped', occurred_at: '2026-04-08T12:00:00Z' };
  expect((await server.call('/order-updates', { key, body: { updates: [update] } })).status).toBe(202);
}

const start = Date.now() - 2 * 3_600_000;
const minute = (number: number) => new Date(start + number * 60_000).toISOString();

it.each([
  ['sales_order', 'orders', 'order_id'],
  ['order_export', 'order-exports', 'order_export_id'],
  ['order_update', 'order-updates', 'order_update_id'],
  ['customer', 'customers', 'customer_id'],
  ['feed', 'feeds', 'feed_id'],
  ['job', 'jobs', 'job_id'],
])('each %s of a range is listed, though its times are not in the order of its numbers', async (table, path, id) => {
  const listed = async (query: string) => {
    const { status, body } = await server.call<Page<Record<string, string>>>(`/${path}?${query}`, { key });
    expect(status).toBe(200);
    return body.items.map((item) => item[id]);
  };
  const [third, second, first] = await listed('limit=3');
  await server.pool.query(
    `update ${table} row set created_at = $1::timestamptz + minute * interval '1 minute' from (
       select id, coalesce((array[20, 40, 0])[row_number() over (order by id desc)], -1) as minute from ${table}
     ) late where late.id = row.id`,
    [minute(0)],
  );
  const range = (from: number, to: number) => listed(`created_from=${minute(from)}&created_to=${minute(to)}`);
  expect(await range(30, 50)).toEqual([second]);
  expect(await range(10, 30)).toEqual([third]);
  expect(await range(0, 41)).toEqual([third, second, first]);
  expect(await range(0, 40)).toEqual([third, first]);
  expect((await listed(`created_from=${minute(30)}`)).at(-1)).toBe(second);
  expect((await listed(`created_to=${minute(30)}`)).slice(0, 2)).toEqual([third, first]);
});
