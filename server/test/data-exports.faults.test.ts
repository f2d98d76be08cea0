import type { Job, Page, Product } from '@commerce-integration/contract';
import { expect, it, vi } from 'vitest';
import { bucketKeys, openParts } from './support/bucket.ts';
import { DataExports, layoutOf } from './support/data-exports.ts';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

// The tests start processes, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

// Exports that are interrupted: all files are complete and from one snapshot, and nothing else remains in the file
// storage.
const server = await startTestServer({ WORKER: 'off' });
const acme = await server.partner('Acme Corp');
const exports = new DataExports(server, acme);
const group = await exports.group([layoutOf('product'), layoutOf('price'), layoutOf('availability')]);
const READING = /price_list_version/;

const ROWS = 20_000;
await server.pool.query(
  `insert into product (partner_id, feed_id, sku, product_name, availability, attributes, created_at, updated_at)
   select $1, null, 'S' || n, 'Name of ' || n, 'in_stock', '{}', now(), now() from generate_series(1, $2::integer) n`,
  [Number(acme.id.slice(2)), ROWS],
);
const product = async (sku: string) => (await server.call<Page<Product>>(`/products?sku=${sku}`)).body.items[0];
const exportKeys = async () => (await bucketKeys(server.environment)).filter((key) => key.startsWith('exports/'));

/** Requests an export whose second file has to wait. */
async function heldExport(): Promise<{ jobId: string; release(): Promise<void> }> {
  const held = await holdRows(server, 'lock table price_list_version in access exclusive mode');
  const asked = await exports.ask(group.data_group_id);
  await lockWaiters(server, READING);
  return { jobId: asked.body.job_id, release: () => held.release() };
}

it('restarts when its worker was killed, and has each file once', async () => {
  const worker = await WorkerProcess.start(server.environment);
  const { jobId, release } = await heldExport();
  const [whole] = await exportKeys();
  await worker.kill();
  await server.pool.query(`update product set availability = 'preorder' where sku = 'S1'`);
  await release();
  const second = await WorkerProcess.start(server.environment);
  const { job, files } = await exports.ended(jobId);
  expect(job).toMatchObject({ status: 'completed', attempt: 2 });
  // All files are from the snapshot of the second try.
  expect(files.map(({ rows }) => rows)).toEqual([ROWS, 0, ROWS]);
  expect(files[0]?.text).toContain('\nS1,Name of 1,,,,,,preorder,\n');
  expect(files[2]?.text).toContain('\nS1,preorder\n');
  const keys = await exportKeys();
  expect(keys).toHaveLength(3);
  expect(keys).not.toContain(whole);
  expect(await openParts(server.environment)).toEqual([]);
  await second.stop();
});

it('that is cancelled stops reading, and keeps completed files', async () => {
  const worker = await WorkerProcess.start(server.environment);
  const before = await exportKeys();
  const { jobId, release } = await heldExport();
  // The lock is not released: the statement that waits for it is cancelled.
  const cancelled = await server.call<Job>(`/jobs/${jobId}/cancel`, { method: 'POST', key: acme.key });
  expect([cancelled.status, cancelled.body.status]).toEqual([202, 'running']);
  const { job, result, files } = await exports.ended(jobId);
  expect(job.status).toBe('cancelled');
  expect(files.map(({ entity, rows }) => [entity, rows])).toEqual([['product', ROWS]]);
  expect(result?.files.map(({ entity }) => entity)).toEqual(['product']);
  expect(await exportKeys()).toHaveLength(before.length + 1);
  expect(await openParts(server.environment)).toEqual([]);
  await until(async () => {
    const open = await server.pool.query(`select from pg_stat_activity where state like 'idle in transaction%'`);
    return open.rows.length <= 1;
  });
  await release();
  await worker.stop();
});

it('that is cancelled before it starts has no files', async () => {
  const asked = await exports.ask(group.data_group_id);
  await server.call(`/jobs/${asked.body.job_id}/cancel`, { method: 'POST', key: acme.key });
  const { job, files } = await exports.ended(asked.body.job_id);
  expect([job.status, job.result, files]).toEqual(['cancelled', undefined, []]);
  const ended = `select 1 from data_export join job on job.id = job_id
    where job_type = 'export' and number = $1 and ended_at is not null`;
  expect((await server.pool.query(ended, [Number(asked.body.job_id.slice(2))])).rows).toHaveLength(1);
});

it('blocks no writers, and keeps its group until it has ended', async () => {
  const worker = await WorkerProcess.start(server.environment);
  const { jobId, release } = await heldExport();
  await server.pool.query(`update product set availability = 'backorder' where sku = 'S2'`);
  expect(await product('S2')).toMatchObject({ availability: 'backorder' });
  const refused = await server.call(`/data-groups/${group.data_group_id}`, { method: 'DELETE', key: acme.key });
  expect(refused.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining(jobId) });
  await release();
  const { files } = await exports.ended(jobId);
  expect(files[2]?.text).toContain('\nS2,in_stock\n');
  await worker.stop();
});
