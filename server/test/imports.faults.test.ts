import { LIMITS, type Page, type Product } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { zipOf } from './support/archives/zip-bytes.ts';
import { bucketKeys } from './support/bucket.ts';
import { holdProducts, holdRows, lockWaiters } from './support/held-rows.ts';
import { counts, Imports } from './support/imports.ts';
import { maintenanceOf } from './support/maintenance.ts';
import { startTestServer } from './support/server.ts';
import { WorkerProcess } from './support/worker-process.ts';

// Imports that are interrupted: each file is imported completely or not at all, and none twice.
const server = await startTestServer({ WORKER: 'off' });
const acme = await server.partner('Acme Corp');
const imports = new Imports(server, acme);

const STOCK = {
  entity: 'availability' as const,
  file_name_pattern: 'stock*',
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'availability', source: 'state' },
  ],
};
const PRODUCTS = {
  entity: 'product' as const,
  file_name_pattern: 'products*',
  columns: ['sku', 'product_name'].map((name) => ({ target: name, source: name })),
};
const group = await imports.group([PRODUCTS, STOCK]);
const LOCK = /for no key update/;

/** A ZIP whose second stock file is imported last. */
const files = (sku: string) =>
  zipOf([
    { name: 'products.csv', content: `sku,product_name\n${sku},New\n` },
    { name: 'stock1.csv', content: `sku,state\n${sku},preorder\n` },
    { name: 'stock2.csv', content: `sku,state\nH,no\n` },
  ]);

/** Creates the product that tests lock. */
const withHeld = () => imports.run(group.data_group_id, 'products.csv', 'sku,product_name\nH,Held\n');

const product = async (sku: string) => (await server.call<Page<Product>>(`/products?sku=${sku}`)).body.items[0];

it('continues with its current file when its worker was killed, and cancels only whole files', async () => {
  const worker = await WorkerProcess.start(server.environment);
  await withHeld();
  const held = await holdProducts(server, (await product('H'))?.product_id ?? '');
  const sent = await imports.send(group.data_group_id, 'files.zip', files('K'));
  await lockWaiters(server, LOCK);
  await worker.kill();
  expect(await product('K')).toMatchObject({ availability: 'preorder' });

  // Someone changes the values that the first files have set: the files are not imported again.
  const second = await WorkerProcess.start(server.environment);
  await server.pool.query(`update product set availability = 'backorder' where sku = 'K'`);
  await held.release();
  const ended = await imports.ended(sent.body.job_id);
  expect(ended.files.map((file) => [file.file_name, ...counts(file)])).toEqual([
    ['products.csv', 1, 1, 0, 0, 0],
    ['stock1.csv', 1, 0, 1, 0, 0],
    ['stock2.csv', 1, 0, 1, 0, 0],
  ]);
  expect(ended.job.attempt).toBe(2);
  expect(await product('K')).toMatchObject({ availability: 'backorder' });

  const again = await holdProducts(server, (await product('H'))?.product_id ?? '');
  const cancelled = await imports.send(group.data_group_id, 'files.zip', files('C'));
  await lockWaiters(server, LOCK);
  await server.call(`/jobs/${cancelled.body.job_id}/cancel`, { method: 'POST', key: acme.key });
  await again.release();
  expect((await imports.ended(cancelled.body.job_id)).job.status).toBe('cancelled');
  expect(await product('C')).toMatchObject({ availability: 'preorder' });
  await second.stop();
});

it('runs two imports of one group one after the other, and keeps a group until they have ended', async () => {
  const worker = await WorkerProcess.start(server.environment);
  await withHeld();
  const id = (await product('H'))?.product_id ?? '';
  const held = await holdProducts(server, id);
  const first = await imports.send(group.data_group_id, 'stock.csv', 'sku,state\nH,yes\n');
  await lockWaiters(server, LOCK);
  const second = await imports.send(group.data_group_id, 'stock.csv', 'sku,state\nH,preorder\n');
  const refused = await server.call(`/data-groups/${group.data_group_id}`, { method: 'DELETE', key: acme.key });
  expect(refused.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining(first.body.job_id) });
  await held.release();
  expect(counts((await imports.ended(first.body.job_id)).files[0])).toEqual([1, 0, 1, 0, 0]);
  expect(counts((await imports.ended(second.body.job_id)).files[0])).toEqual([1, 0, 1, 0, 0]);
  expect(await product('H')).toMatchObject({ availability: 'preorder' });
  await worker.stop();
});

it('stays refused when its worker is killed before recording it, and lists what was imported before', async () => {
  const worker = await WorkerProcess.start(server.environment);
  await withHeld();
  const stopping = await imports.group([PRODUCTS, STOCK], { on_error: 'stop_group' });
  const events = await holdRows(server, 'lock table event in share mode');
  const stopped = zipOf([
    { name: 'stock1.csv', content: 'sku,state\nH,preorder\n' },
    { name: 'stock2.csv', content: 'sku,state\nH,maybe\nH,no\n' },
    { name: 'stock3.csv', content: 'sku,state\nH,yes\n' },
  ]);
  const sent = await imports.send(stopping.data_group_id, 'files.zip', stopped);
  await lockWaiters(server, /into event/);
  await worker.kill();
  await events.release();
  const second = await WorkerProcess.start(server.environment);
  const { job, files: named } = await imports.ended(sent.body.job_id);
  expect(job).toMatchObject({ status: 'failed', error: expect.stringMatching(/^stock2.csv was not imported, and/) });
  expect(named.map(({ file_name, status }) => [file_name, status])).toEqual([
    ['stock1.csv', 'completed'],
    ['stock2.csv', 'failed'],
  ]);
  expect(await product('H')).toMatchObject({ availability: 'preorder' });
  await second.stop();
});

it('also fails in its second try if no descriptor matches a file', async () => {
  const worker = await WorkerProcess.start(server.environment);
  const events = await holdRows(server, 'lock table event in share mode');
  const unknown = await imports.send(group.data_group_id, 'lager.txt', 'x');
  await lockWaiters(server, /into event/);
  await worker.kill();
  await events.release();
  const second = await WorkerProcess.start(server.environment);
  const { job } = await imports.ended(unknown.body.job_id);
  expect(job).toMatchObject({ status: 'failed', attempt: 2, result: { files: [{ status: 'unmatched' }] } });
  await second.stop();
});

it('runs imports of several groups in the order in which they were sent', async () => {
  const worker = await WorkerProcess.start(server.environment);
  await withHeld();
  const later = await imports.group([STOCK]);
  const held = await holdProducts(server, (await product('H'))?.product_id ?? '');
  const first = await imports.send(later.data_group_id, 'stock.csv', 'sku,state\nH,yes\n');
  await lockWaiters(server, LOCK);
  const second = await imports.send(later.data_group_id, 'stock.csv', 'sku,state\nH,preorder\n');
  const third = await imports.send(group.data_group_id, 'stock.csv', 'sku,state\nH,no\n');
  await held.release();
  for (const { body } of [first, second, third]) await imports.ended(body.job_id);
  expect(await product('H')).toMatchObject({ availability: 'out_of_stock' });
  await worker.stop();
});

it('never leaves a group with a concurrently deleted descriptor', async () => {
  const { data_descriptor_id: id } = await imports.descriptor(STOCK);
  const groups = await holdRows(server, 'lock table data_group in access exclusive mode');
  const deletion = server.call(`/data-descriptors/${id}`, { method: 'DELETE', key: acme.key });
  await lockWaiters(server, /from data_group/);
  const creation = server.call('/data-groups', { body: { name: 'late', descriptors: [id] }, key: acme.key });
  await lockWaiters(server, /data_descriptor|data_group/, 2);
  await groups.release();
  expect([(await deletion).status, (await creation).status]).toEqual([204, 422]);
});

it('that is cancelled before it starts expires like others, and so does its file', async () => {
  const { clear } = await maintenanceOf(server);
  const theirs = await imports.group([STOCK]);
  const sent = await imports.send(theirs.data_group_id, 'stock.csv', 'sku,state\nH,no\n');
  await server.call(`/jobs/${sent.body.job_id}/cancel`, { method: 'POST', key: acme.key });
  const left = async () => ({
    imports: (
      await server.pool.query('select 1 from data_import where group_id = $1', [Number(theirs.data_group_id.slice(2))])
    ).rows.length,
    files: (await bucketKeys(server.environment)).filter((key) => key.includes(`/${theirs.data_group_id}/`)).length,
  });
  await clear(LIMITS.importDays * 24 - 1);
  expect(await left()).toEqual({ imports: 1, files: 1 });
  await clear(LIMITS.importDays * 24 + 1);
  expect(await left()).toEqual({ imports: 0, files: 0 });
});

it('imports once if sent twice with one idempotency key', async () => {
  const headers = { 'idempotency-key': 'once' };
  const file = 'sku,state\nH,no\n';
  const first = await imports.send(group.data_group_id, 'stock.csv', file, headers);
  const second = await imports.send(group.data_group_id, 'stock.csv', file, headers);
  expect([second.status, second.body.job_id]).toEqual([202, first.body.job_id]);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  const other = await imports.send<{ code: string }>(group.data_group_id, 'stock.csv', `${file} `, headers);
  expect(other.body.code).toBe('idempotency_key_reused');
});

it('of another partner sees neither groups nor descriptors, and changes only its own products', async () => {
  const worker = await WorkerProcess.start(server.environment);
  await withHeld();
  const other = await server.partner('Globex');
  const foreign = new Imports(server, other);
  expect((await foreign.send(group.data_group_id, 'stock.csv', 'sku,state\nH,no\n')).status).toBe(404);
  const body = { name: 'theirs', descriptors: group.descriptors };
  const refused = await server.call('/data-groups', { body, key: other.key });
  expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ path: 'descriptors.0' }, {}] });
  // Also if the operator creates the group: descriptors and group have one partner.
  expect((await server.call('/data-groups', { body: { ...body, partner_id: other.id } })).status).toBe(422);
  const own = await foreign.group([STOCK]);
  const { errors } = await foreign.run(own.data_group_id, 'stock.csv', 'sku,state\nH,discontinued\n');
  expect(errors.map(({ code }) => code)).toEqual(['unknown_product']);
  expect(await product('H')).not.toMatchObject({ availability: 'discontinued' });
  await worker.stop();
});
