import http from 'node:http';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { cancelQuery } from '../src/database/cancel-query.ts';
import { endReadsWithTheirReader, whileReading } from '../src/database/reads.ts';
import { wideFeedOf } from './support/feeds.ts';
import { LockedTable } from './support/locked-table.ts';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const CONNECTIONS = 10;
const loading = await startTestServer();
await loading.load(wideFeedOf(4_000));
await loading.stop();
// No worker runs here: periodic work would also wait for the tables that the tests lock.
const server = await startTestServer({
  ...loading.environment,
  DATABASE_POOL_SIZE: String(CONNECTIONS),
  WORKER: 'off',
});

/** Begins a call that can be aborted. */
function begin(path: string): http.ClientRequest {
  const request = http.get(`${server.url}${path}`, { agent: false, headers: { 'x-api-key': OPERATOR_KEY } });
  request.on('error', () => undefined);
  onTestFinished(() => void request.destroy());
  return request;
}

it.each([
  ['/products?q=number', 'product'],
  ['/products/PR00001', 'product'],
  ['/products/export?format=csv', 'product'],
  ['/products/export?format=jsonl&q=number', 'product'],
  ['/products/PR00001/prices', 'product_change'],
  ['/orders', 'sales_order'],
  ['/customers', 'customer'],
  ['/jobs', 'job'],
  ['/jobs/JV00001/errors.csv', 'job_error'],
  ['/analytics/sales-over-time', 'partner_sales'],
  ['/analytics/top-products', 'product_sales'],
  ['/analytics/feeds', 'feed_activity'],
])('the query of GET %s ends when its client disconnects', async (path, table) => {
  const lock = await LockedTable.of(server, table);
  const request = begin(path);
  await lock.untilWaiting(1);
  request.destroy();
  await lock.untilWaiting(0);
});

it('an export that is disconnected in the middle ends its next query', async () => {
  const request = begin('/products/export?format=jsonl');
  const answer = await new Promise<http.IncomingMessage>((resolve) => request.once('response', resolve));
  // The client does not read: the response fills the connection's buffers, and the rest waits.
  const lock = await LockedTable.of(server, 'product');
  answer.resume();
  await lock.untilWaiting(1);
  request.destroy();
  await lock.untilWaiting(0);
});

it('reads that wait for a connection never start when their clients have disconnected', async () => {
  const lock = await LockedTable.of(server, 'product');
  const requests = Array.from({ length: CONNECTIONS + 20 }, () => begin('/products?q=number'));
  await lock.untilWaiting(CONNECTIONS);
  for (const request of requests) request.destroy();
  // The next caller gets a connection, although the table is still locked.
  expect((await server.call('/partners')).status).toBe(200);
  await lock.untilWaiting(0);
});

it('a write runs to completion', async () => {
  const lock = await LockedTable.of(server, 'order_item');
  const body = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] };
  const headers = { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' };
  const request = http.request(`${server.url}/orders`, { method: 'POST', agent: false, headers });
  request.on('error', () => undefined).end(JSON.stringify(body));
  await lock.untilWaiting(1);
  request.destroy();
  await lock.unlock();
  await until(async () => (await server.call<{ count: number }>('/orders')).body.count === 1);
});

it('clients that disconnect at any moment do not affect others', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 300 }, async (_, n) => {
      const leaving = begin('/products?q=number&limit=100');
      await new Promise((resolve) => leaving.once('finish', resolve));
      if (n % 3 > 0) await new Promise((resolve) => setTimeout(resolve, n % 40));
      leaving.destroy();
      return (await server.call(`/products?limit=1&brand=Brand ${n % 7}`)).status;
    }),
  );
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
});

it('a connection is not reused until the cancellation of its query has been delivered', async () => {
  const pool = new pg.Pool({ connectionString: server.environment.DATABASE_URL, max: 1 });
  let deliver = () => undefined as unknown;
  endReadsWithTheirReader(
    pool,
    (client) =>
      new Promise((resolve, reject) => {
        deliver = () => cancelQuery(client).then(resolve, reject);
      }),
  );
  const gone = new AbortController();
  const client = await whileReading(gone.signal, () => pool.connect());
  gone.abort();
  client.release();
  const next = pool.query('select pg_sleep(0.2), 7 as seven');
  await new Promise((resolve) => setImmediate(resolve));
  expect([pool.waitingCount, pool.idleCount]).toEqual([1, 0]);
  deliver();
  expect((await next).rows[0]).toMatchObject({ seven: 7 });
  await pool.end();
});
