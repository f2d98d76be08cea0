import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OperationsBatch } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { zipOf } from './support/archives/zip-bytes.ts';
import { Batches } from './support/batches.ts';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer();
const partner = await server.partner('Acme Corp');
const batches = new Batches(server, partner);
await server.load('sku,product_name\nS1,One\nS2,Two\n');

const update = (sku: string, price: number) => ({
  '@type': 'ProductValidFromPriceUpdate',
  product: { sku },
  price_list: [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }],
});

async function errorsZip(batch: OperationsBatch): Promise<Buffer> {
  const url = `${server.url}/org/${partner.id}/operations-batches/${batch.batch_id}/errors.zip`;
  const answer = await fetch(url, { headers: { 'x-api-key': OPERATOR_KEY } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/zip');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${batch.batch_id}-errors.zip"`);
  return Buffer.from(await answer.arrayBuffer());
}

async function entriesOf(zip: Buffer): Promise<Record<string, string>> {
  const texts: [string, string][] = [];
  const archive = await fromBufferPromise(zip, {});
  const entries = [];
  for await (const entry of archive.eachEntry()) entries.push(entry);
  for (const entry of entries) {
    let text = '';
    for await (const piece of await archive.openReadStreamPromise(entry)) text += piece;
    texts.push([entry.fileName, text]);
  }
  return Object.fromEntries(texts);
}

it('errors.zip has the failed files, unchanged, and their problems; it can be sent again after correction', async () => {
  const odd = `  {"operation_id":"odd", "@type":"ProductValidFromPriceUpdate",\n\t"product":{"sku":"S3"}}\n`;
  const batch = await batches.run({ a: update('S1', 5), odd, größe: update('none', 6), broken: '{"x"' });
  expect(batch).toMatchObject({ status: 'completed', succeeded: 1, failed: 3 });
  const zip = await errorsZip(batch);
  const entries = await entriesOf(zip);
  expect(Object.keys(entries)).toEqual(['broken.json', 'größe.json', 'odd.json', 'errors.json']);
  expect(entries['odd.json']).toBe(odd);
  expect(entries['broken.json']).toBe('{"x"');
  expect(JSON.parse(entries['errors.json'] ?? '')).toEqual([
    { operation_id: 'broken', entry_name: 'broken.json', code: 'invalid_json', message: expect.any(String) },
    {
      operation_id: 'größe',
      entry_name: 'größe.json',
      code: 'not_found',
      message: 'No product has the SKU none.',
      errors: [{ path: 'product.sku', code: 'not_found', message: 'No product has the SKU none.' }],
    },
    expect.objectContaining({ operation_id: 'odd', code: 'not_found' }),
  ]);
  // Unchanged, it can be uploaded again: the report in it is ignored.
  const same = await batches.run(zip);
  expect(same).toMatchObject({ status: 'completed', total: 3, failed: 3 });
  expect(await errorsZip(same)).toEqual(zip);
  // Corrected by hand and packed by another tool.
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-errors-'));
  for (const [name, text] of Object.entries(entries)) {
    await writeFile(path.join(folder, name), text.replace('none', 'S1').replace('S3', 'S2'));
  }
  await writeFile(path.join(folder, 'broken.json'), JSON.stringify({ operation_id: 'broken', ...update('S2', 7) }));
  const names = await readdir(folder);
  const packed = path.join(folder, 'corrected.zip');
  execFileSync(process.execPath, [path.join(import.meta.dirname, 'support/archives/pack.ts'), packed, ...names], {
    cwd: folder,
  });
  expect(await batches.run(await readFile(packed))).toMatchObject({ status: 'completed', total: 3, succeeded: 3 });
  await rm(folder, { recursive: true });
});

it('errors.zip of a batch without failures has an empty report', async () => {
  const batch = await batches.run({ a: update('S1', 5) });
  expect(await entriesOf(await errorsZip(batch))).toEqual({ 'errors.json': '[]\n' });
});

it('errors.zip with more files than 16 bits can count is valid', async () => {
  const many = Array.from({ length: 70_000 }, (_, n) => ({ name: `op-${n}.json`, content: '{}', method: 0 }));
  const batch = await batches.run(zipOf(many));
  expect(batch).toMatchObject({ total: 70_000, failed: 70_000 });
  const zip = await errorsZip(batch);
  const archive = await fromBufferPromise(zip, {});
  expect(archive.entryCount).toBe(70_001);
  const again = await batches.run(zip);
  expect(again).toMatchObject({ status: 'completed', total: 70_000, failed: 70_000 });
}, 120_000);

it('failed operations can be executed again unchanged once their references exist', async () => {
  const batch = await batches.run({ a: update('S1', 8), b: update('S7', 9), c: update('S8', 9) }, { name: 'Spring' });
  expect(batch.failed).toBe(2);
  await server.load('sku,product_name\nS7,Seven\n');
  const retry = () =>
    batches.call<OperationsBatch>(`/${batch.batch_id}/retry-failed`, {
      method: 'POST',
      headers: { 'idempotency-key': 'again' },
    });
  const made = await retry();
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ retry_of: batch.batch_id, name: 'Spring', total: 2, upload_id: batch.upload_id });
  expect((await retry()).body.batch_id).toBe(made.body.batch_id);
  const done = await batches.finished(made.body);
  expect(await batches.outcomes(done)).toEqual(['b succeeded', 'c failed not_found']);
  expect(Object.keys(await entriesOf(await errorsZip(done)))).toEqual(['c.json', 'errors.json']);
  await server.load('sku,product_name\nS8,Eight\n');
  const third = await batches.call<OperationsBatch>(`/${done.batch_id}/retry-failed`, { method: 'POST' });
  const last = await batches.finished(third.body);
  expect(last).toMatchObject({ status: 'completed', total: 1, succeeded: 1 });
  expect((await batches.call(`/${last.batch_id}/retry-failed`, { method: 'POST' })).body).toMatchObject({
    status: 409,
    code: 'nothing_to_retry',
  });
});

it('neither exists before the end', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const own = new Batches(idle, await idle.partner('Acme Corp'));
  const batch = await own.create(Buffer.from('later'));
  expect(batch).toMatchObject({ status: 'queued', message: 'Operations batch queued.', total: 0, finished_at: null });
  expect((await own.call(`/${batch.batch_id}/errors.zip`)).body).toMatchObject({
    status: 409,
    code: 'batch_not_finished',
  });
  expect((await own.call(`/${batch.batch_id}/retry-failed`, { method: 'POST' })).body).toMatchObject({
    status: 409,
    code: 'batch_not_finished',
  });
  const cancelled = await own.call<OperationsBatch>(`/${batch.batch_id}/cancel`, { method: 'POST' });
  expect(cancelled.status).toBe(200);
  expect(cancelled.body).toMatchObject({ status: 'cancelled', message: 'Operations batch cancelled.' });
  expect((await own.call(`/${batch.batch_id}/cancel`, { method: 'POST' })).body).toMatchObject({
    code: 'job_already_finished',
  });
});
