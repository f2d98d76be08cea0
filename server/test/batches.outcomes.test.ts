import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { OperationsBatch, Page } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { s3Client } from './support/bucket.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const one = await server.partner('One');
const other = await server.partner('Other');
const own = new Batches(server, one);
const asOperator = new Batches(server, { id: one.id });
const failing = zipOfOperations({ a: { '@type': 'ProductValidFromPriceUpdate', product: { sku: 'none' } } });
const objectOf = ({ upload_id }: OperationsBatch) => ({
  Bucket: server.environment.S3_BUCKET ?? '',
  Key: `batches/${one.id}/${upload_id}.zip`,
});

describe('the operator naming one partner', () => {
  it("cannot access another partner's uploads, batches or keys", async () => {
    const theirs = new Batches(server, other);
    const upload_id = await theirs.upload(failing);
    const body = { upload_id };
    expect((await asOperator.call('/valid-from-price-updates', { body })).body).toMatchObject({
      status: 404,
      detail: `Upload ${upload_id} not found.`,
    });
    // The refused call did not use up the upload.
    const batch = (await theirs.call<OperationsBatch>('/valid-from-price-updates', { body })).body;
    await theirs.finished(batch);
    for (const path of ['', '/operations', '/errors.zip'])
      expect((await asOperator.call(`/${batch.batch_id}${path}`)).status).toBe(404);
    for (const path of ['/cancel', '/retry-failed'])
      expect((await asOperator.call(`/${batch.batch_id}${path}`, { method: 'POST' })).status).toBe(404);
    expect((await asOperator.call<Page<unknown>>('')).body.items).toEqual([]);
    const keys = await server.call<Page<{ api_key_id: string }>>(`/partners/${other.id}/api-keys`);
    const path = `/api-keys/${keys.body.items[0]?.api_key_id}`;
    expect((await server.call(`/partners/${one.id}${path}`, { method: 'DELETE' })).status).toBe(404);
    expect((await theirs.call('')).status).toBe(200);
  });
});

it('a queued batch lists its operations as pending, and counts none of them as skipped', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const theirs = new Batches(idle, await idle.partner('Waiting'));
  const made = await theirs.create(failing);
  const worker = await startTestServer({ ...idle.environment, WORKER: 'on' });
  await theirs.finished(made);
  await worker.stop();
  const { body: retry } = await theirs.call<OperationsBatch>(`/${made.batch_id}/retry-failed`, { method: 'POST' });
  expect(retry).toMatchObject({ status: 'queued', total: 1, succeeded: 0, failed: 0, skipped: 0 });
  expect(await theirs.outcomes(retry)).toEqual(['a pending']);
  expect(await theirs.operations(retry, '&status=pending')).toHaveLength(1);
  expect(await theirs.operations(retry, '&status=skipped')).toEqual([]);
  const { body: cancelled } = await theirs.call<OperationsBatch>(`/${retry.batch_id}/cancel`, { method: 'POST' });
  expect(cancelled).toMatchObject({ status: 'cancelled', skipped: 1 });
  expect(await theirs.operations(retry, '&status=pending')).toEqual([]);
  expect(await theirs.operations(retry, '&status=skipped')).toHaveLength(1);
});

describe('an upload that is deleted or replaced after the batch was created', () => {
  it.each([
    ['gone', undefined],
    ['replaced', 'something else'],
  ])('(%s) fails the operations not executed yet, and has no errors.zip', async (_, content) => {
    const batch = await own.run(failing);
    expect(batch).toMatchObject({ status: 'completed', failed: 1 });
    const client = s3Client(server.environment);
    if (content === undefined) await client.send(new DeleteObjectCommand(objectOf(batch)));
    else await client.send(new PutObjectCommand({ ...objectOf(batch), Body: content }));
    client.destroy();
    expect((await own.call(`/${batch.batch_id}/errors.zip`)).body).toMatchObject({
      status: 409,
      code: 'conflict',
      detail: `The ZIP of operations batch ${batch.batch_id} is gone or was replaced.`,
    });
    const retried = await own.call<OperationsBatch>(`/${batch.batch_id}/retry-failed`, { method: 'POST' });
    const done = await own.finished(retried.body);
    const cause =
      content === undefined
        ? 'The uploaded file is gone'
        : 'The uploaded file was replaced after the batch was created';
    expect(done).toMatchObject({ status: 'failed', message: `Operations batch failed: ${cause}: upload it again.` });
    expect(done).toMatchObject({ total: 1, succeeded: 0, failed: 0, skipped: 1 });
    expect(await own.outcomes(done)).toEqual(['a skipped']);
  });
});

it('a paused partner cannot retry anything', async () => {
  const paused = await server.partner('Paused');
  const theirs = new Batches(server, paused);
  const batch = await theirs.run(failing);
  await server.call(`/partners/${paused.id}`, { method: 'PATCH', body: { status: 'paused' } });
  expect((await theirs.call(`/${batch.batch_id}/retry-failed`, { method: 'POST' })).body).toMatchObject({
    status: 409,
    code: 'partner_not_active',
  });
});
