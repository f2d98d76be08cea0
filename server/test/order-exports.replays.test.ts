import type { ExportFlags, Job } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

const server = await startTestServer({ ...QUICK_EXPORTS, WORKER: 'off' });
const acme = await server.partner('Acme Corp');
const exports = new OrderExports(server, acme.key);

/** More exports than a replay queues in one step. */
const OTHERS = 1_200;

it('resumes a replay when its worker was killed, and repeats nothing', async () => {
  const first = await WorkerProcess.start(server.environment);
  await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
  const flags = [{ on: 'order', status: 'in_progress', flag: 'to_replay' }];
  await server.call<ExportFlags>('/order-export-flags', { method: 'PUT', body: { flags } });
  const { exporter_id } = await exports.exporter('event', 'to_replay');
  const order = await exports.order();
  const [done] = await exports.all(order, 1);
  // Exports of deleted deliveries are repeated, and then blocked.
  const { rows } = await server.pool.query<{ id: string }>(
    `insert into order_export (partner_id, exporter_id, order_id, order_partner_id, delivery_id, flag, of_cancelled, rank,
       status, attempts, created_at, ended_at)
     select partner_id, exporter_id, order_id, order_partner_id, 1000000 + n, flag, false, 1, 'completed', 1, created_at,
       ended_at
     from order_export, generate_series(1, $1::integer) n returning id`,
    [OTHERS],
  );
  const held = await holdRows(server, 'select 1 from order_export where id = $1 for update', [rows.at(-1)?.id]);
  const asked = await exports.call<Job>('/order-exports/replay', { body: { exporter_id, status: 'completed' } });
  await lockWaiters(server, /update order_export set status = 'queued'/);
  const once = () => exports.get(done?.order_export_id ?? '');
  await until(async () => {
    const { status, attempt_count } = await once();
    return status === 'completed' && attempt_count === 2;
  });
  await first.kill();
  const second = await WorkerProcess.start(server.environment);
  await held.release();
  const job = await until(async () => {
    const { body } = await exports.call<Job>(`/jobs/${asked.body.job_id}?wait=30`);
    return body.status === 'completed' && body;
  });
  expect(job).toMatchObject({ attempt: 2, result: { exports: OTHERS + 1 } });
  await exports.all(await exports.order(), 1);
  expect(await once()).toMatchObject({ status: 'completed', attempt_count: 2 });
  await second.stop();
}, 120_000);
