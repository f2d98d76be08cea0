import { idNumber } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

// The timeout of requests leaves time for a test to lock something.
const server = await startTestServer({ ...QUICK_EXPORTS, WEBHOOK_TIMEOUT_SECONDS: '60' });
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const exports = new OrderExports(server, acme.key);

it('continues with the orders of others while a failing exporter is locked', async () => {
  await exports.setFlag('to_locked');
  const receiver = await startReceiver();
  const answers: (() => void)[] = [];
  receiver.answer = (_, res) => void answers.push(() => res.writeHead(500).end());
  const { exporter_id } = await exports.http('to_locked', receiver.url, { retry: { attempts: 1 } });
  const failing = await exports.order();
  await receiver.first(1);
  const held = await holdRows(server, 'select 1 from order_exporter where id = $1 for update', [idNumber(exporter_id)]);
  for (const answer of answers) answer();
  await exports.setFlag('to_unlocked');
  await exports.exporter('event', 'to_unlocked');
  await exports.all(await exports.order(), 1);
  expect(await exports.list(`order_id=${failing.order_id}`)).toMatchObject([{ status: 'running' }]);
  await held.release();
  const [failed] = await exports.all(failing, 1, 'failed');
  expect(failed).toMatchObject({ error: 'The receiver responded with 500.' });
  expect(await exports.getExporter(exporter_id)).toMatchObject({ failure_count: 1 });
});

it('accepts one of two concurrent retries', async () => {
  await exports.setFlag('to_retry');
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(receiver.received.length === 1 ? 500 : 204).end();
  await exports.http('to_retry', receiver.url, { retry: { attempts: 1 } });
  const order = await exports.order();
  const [failed] = await exports.all(order, 1, 'failed');
  const id = failed?.order_export_id ?? '';
  const held = await holdRows(server, 'select 1 from order_export where id = $1 for update', [idNumber(id)]);
  const retries = [1, 2].map(() => exports.call(`/order-exports/${id}/retry`, { body: {} }));
  await lockWaiters(server, /order_export/, 2);
  await held.release();
  expect((await Promise.all(retries)).map(({ status }) => status).sort()).toEqual([202, 409]);
  await exports.all(order, 1);
  expect(receiver.received).toHaveLength(2);
});

it('clears a long queue of a deleted exporter in committed steps', async () => {
  const { exporter_id } = await exports.exporter('event', 'to_deleted', { enabled: false });
  await server.pool.query(
    `insert into order_export (partner_id, exporter_id, order_id, order_partner_id, flag, of_cancelled, rank, status,
       due_at, created_at)
     select $1, $2, 100000 + n, $1, 'to_deleted', false, 1, 'queued', now(), now() from generate_series(1, 2500) n order by n`,
    [idNumber(acme.id), idNumber(exporter_id)],
  );
  const last = `select 1 from order_export where id = (select max(id) from order_export where exporter_id = $1) for update`;
  const held = await holdRows(server, last, [idNumber(exporter_id)]);
  const deleting = exports.call(`/order-exporters/${exporter_id}`, { method: 'DELETE' });
  const cleared = async (count: number) => {
    const { rows } = await server.pool.query<{ count: string }>(
      `select count(*) from order_export where exporter_id = $1 and error = 'The exporter was deleted.'`,
      [idNumber(exporter_id)],
    );
    return Number(rows[0]?.count) === count;
  };
  await until(() => cleared(2_000), 20_000);
  expect((await deleting).status).toBe(204);
  expect((await exports.call(`/order-exporters/${exporter_id}`)).status).toBe(404);
  await held.release();
  await until(() => cleared(2_500));
  await until(async () => (await server.pool.query('select from order_exporter_deleted')).rows.length === 0);
});

it('continues with other orders while the export of one whose flag is set again is locked', async () => {
  const states = ['in_progress', 'partially_shipped'];
  const flags = states.map((status) => ({ on: 'order', status, flag: 'to_wait' }));
  await server.call('/order-export-flags', { method: 'PUT', body: { flags } });
  await exports.exporter('manual', 'to_wait', { priority: 1 });
  const order = await exports.order();
  const [waiting] = await exports.all(order, 1, 'waiting_approval');
  const id = waiting?.order_export_id ?? '';
  await exports.exporter('event', 'to_wait', { priority: 2 });
  const held = await holdRows(server, 'select 1 from order_export where id = $1 for update', [idNumber(id)]);
  const [item] = order.items;
  await exports.post(order, 'shipments', { items: [{ order_item_id: item?.order_item_id, quantity: 1 }] });
  const other = await exports.order();
  await exports.one(`order_id=${other.order_id}&status=waiting_approval`, 'waiting_approval');
  expect(await exports.list(`order_id=${order.order_id}`)).toHaveLength(1);
  await held.release();
  await exports.one(`order_id=${order.order_id}&status=queued`, 'queued');
  await exports.call(`/order-exports/${id}/approve`, { body: {} });
  await exports.all(order, 2);
});
