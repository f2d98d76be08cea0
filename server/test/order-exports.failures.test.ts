import type { Job } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer(QUICK_EXPORTS);
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const exports = new OrderExports(server, acme.key);

it('gets all attempts again when a failed export is retried by a call', async () => {
  await exports.setFlag('to_retry');
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  await exports.http('to_retry', receiver.url, { retry: { attempts: 2, first_delay_seconds: 1 } });
  const order = await exports.order();
  const given = await until(async () => {
    const [one] = await exports.list(`order_id=${order.order_id}&status=failed`);
    return one?.next_attempt_at === null && one;
  });
  expect(given.attempt_count).toBe(2);
  await exports.call(`/order-exports/${given.order_export_id}/retry`, { method: 'POST' });
  const again = await until(async () => {
    const one = await exports.get(given.order_export_id);
    return one.attempt_count === 4 && one.status === 'failed' && one;
  });
  expect(again.next_attempt_at).toBeNull();
});

const UNREADABLE =
  'The secret or the headers of the exporter cannot be decrypted: rotate the secret, and set the headers again.';

it('does not count internal failures as failures of the exporter', async () => {
  await exports.setFlag('to_ours');
  const receiver = await startReceiver();
  const { exporter_id } = await exports.http('to_ours', receiver.url, { retry: { attempts: 1 } });
  const { rows } = await server.pool.query<{ secret: string }>(
    `with before as (select id, secret from order_exporter where flag = 'to_ours')
     update order_exporter x set secret = 'unreadable' from before where x.id = before.id returning before.secret`,
  );
  const order = await exports.order();
  const [failed] = await exports.all(order, 1, 'failed');
  expect(failed).toMatchObject({
    error: UNREADABLE,
    next_attempt_at: expect.any(String),
  });
  expect(await exports.getExporter(exporter_id)).toMatchObject({ failure_count: 0, last_error: null });
  await server.pool.query(`update order_exporter set secret = $1 where flag = 'to_ours'`, [rows[0]?.secret]);
  const [done] = await exports.all(order, 1);
  expect((await exports.get(done?.order_export_id ?? '')).attempts).toMatchObject([
    { error: UNREADABLE, response_code: null },
    { error: null, response_code: 204 },
  ]);
});

it.each([401, 404, 429])('resends the same request after %d', async (code) => {
  await exports.setFlag(`to_${code}`);
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(receiver.received.length === 1 ? code : 204).end();
  await exports.http(`to_${code}`, receiver.url, { batch: { max_orders: 2, max_wait_seconds: 3_600 } });
  const orders = [await exports.order(), await exports.order()];
  for (const order of orders) await exports.all(order, 1);
  const [first, second] = await receiver.first(2);
  expect(JSON.parse(second?.text ?? '').orders).toHaveLength(2);
  expect(second?.text).toBe(first?.text);
});

it('ends a replay whose exporter is deleted meanwhile', async () => {
  await exports.setFlag('to_gone');
  const { exporter_id } = await exports.exporter('event', 'to_gone');
  const order = await exports.order();
  const [done] = await exports.all(order, 1);
  const held = await holdRows(server, 'select 1 from order_export where id = $1 for update', [
    Number(done?.order_export_id.slice(2)),
  ]);
  const blocker = await holdRows(server, 'select pg_advisory_xact_lock(7301984216)');
  const asked = await exports.call<Job>('/order-exports/replay', { body: { exporter_id, status: 'completed' } });
  await lockWaiters(server, /pg_advisory_xact_lock_shared/);
  await server.pool.query(`delete from order_exporter where flag = 'to_gone'`);
  await Promise.all([blocker.release(), held.release()]);
  const job = await until(async () => {
    const { body } = await exports.call<Job>(`/jobs/${asked.body.job_id}?wait=30`);
    return body.status === 'failed' && body;
  });
  expect(job.message).toContain('the exporter was deleted.');
  expect(await exports.get(done?.order_export_id ?? '')).toMatchObject({ status: 'completed', attempt_count: 1 });
});

it('retries several orders as the same list, even if orders are now sent one by one', async () => {
  await exports.setFlag('to_alone');
  const receiver = await startReceiver();
  receiver.answer = (_, res) => res.writeHead(receiver.received.length > 1 ? 204 : 503).end();
  const batch = { max_orders: 2, max_wait_seconds: 3_600 };
  const { exporter_id } = await exports.http('to_alone', receiver.url, { batch });
  const orders = [await exports.order(), await exports.order()];
  await receiver.first(1);
  const changed = await exports.call(`/order-exporters/${exporter_id}`, {
    method: 'PATCH',
    body: { batch: { max_orders: 1, max_wait_seconds: 0 } },
  });
  expect(changed.status).toBe(200);
  for (const order of orders) await exports.all(order, 1);
  const alone = await exports.order();
  await exports.all(alone, 1);
  const bodies = receiver.received.map(({ text }) => JSON.parse(text));
  const both = { orders: orders.map(({ order_id }) => ({ order: { order_id } })) };
  expect(bodies).toMatchObject([both, both, { order: { order_id: alone.order_id } }]);
});
