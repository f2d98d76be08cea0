import type { Job, OperationsBatch, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';

const update = (sku: string) => ({ '@type': 'ProductValidFromPriceUpdate', product: { sku } });
const retry = (own: Batches, { batch_id }: Pick<OperationsBatch, 'batch_id'>, headers: Record<string, string> = {}) =>
  own.call<OperationsBatch & Pick<ProblemBody, 'code' | 'detail'>>(`/${batch_id}/retry-failed`, {
    method: 'POST',
    headers,
  });
const add = (server: TestServer, ...skus: string[]) =>
  server.load(`sku,product_name\n${skus.map((sku) => `${sku},Product\n`).join('')}`);

const server = await startTestServer();
const batches = new Batches(server, await server.partner('Acme Corp'));

/** A batch whose only operation failed, on a server without a worker. */
async function failedBatch(): Promise<[TestServer, Batches, OperationsBatch]> {
  const idle = await startTestServer({ WORKER: 'off' });
  const own = new Batches(idle, await idle.partner('Acme Corp'));
  const made = await own.create(zipOfOperations({ a: update('none') }));
  expect((await retry(own, made)).body).toMatchObject({ status: 409, code: 'batch_not_finished' });
  const worker = await startTestServer({ ...idle.environment, WORKER: 'on' });
  const batch = await own.finished(made);
  await worker.stop();
  expect(batch).toMatchObject({ status: 'completed', failed: 1 });
  return [idle, own, batch];
}

describe('retries of one batch', () => {
  it('requested concurrently make one batch', async () => {
    const [idle, own, batch] = await failedBatch();
    const answers = await Promise.all(Array.from({ length: 10 }, () => retry(own, batch)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('batch_not_finished');
    expect((await idle.pool.query('select 1 from operations_batch where retry_of_id is not null')).rowCount).toBe(1);
  });

  it('requested concurrently make one batch, however fast that ends', async () => {
    const [idle, own, batch] = await failedBatch();
    // The job ends as soon as it is created, and all calls wait before one of them gets the lock.
    await idle.pool.query(`
      create function end_at_once() returns trigger language plpgsql as $$ begin new.status := 'completed'; return new; end $$;
      create trigger end_at_once before insert on job for each row execute function end_at_once()`);
    const client = await idle.pool.connect();
    await client.query('begin');
    await client.query('select 1 from batch_upload for update');
    const asked = Promise.all(Array.from({ length: 5 }, () => retry(own, batch)));
    await until(async () => {
      // On another connection: inside a transaction, the result would never change.
      const waiting = await idle.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.rowCount === 5;
    });
    await client.query('commit');
    client.release();
    expect((await asked).map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect((await retry(own, batch)).status).toBe(201);
  });

  it('wait for each other, including retries of a retry', async () => {
    const [, own, batch] = await failedBatch();
    const first = await retry(own, batch);
    expect(first.status).toBe(201);
    const second = await retry(own, batch);
    expect(second.body).toMatchObject({ status: 409, code: 'batch_not_finished' });
    expect(second.body.detail).toBe(
      `Operations batch ${first.body.batch_id} retries what failed in ${batch.batch_id} and is queued: wait for its end and see what came of it first.`,
    );
    const cancelled = await own.call(`/${first.body.batch_id}/cancel`, { method: 'POST' });
    expect(cancelled.status).toBe(200);
    expect((await retry(own, batch)).body).toMatchObject({ retry_of: batch.batch_id, total: 1 });
    // The cancelled batch has no failed operations, so there is nothing to retry.
    expect((await retry(own, first.body)).status).toBe(409);
  });

  it('report their number of operations before they run', async () => {
    const [idle, own, batch] = await failedBatch();
    const { body } = await retry(own, batch);
    const job = await idle.call<Job>(`/jobs/${body.job_id}`);
    expect(job.body).toMatchObject({ status: 'queued', progress: { rows_total: 1, rows_done: 0 } });
  });

  it('with one Idempotency-Key are one, with another key a second one', async () => {
    const batch = await batches.run({ a: update('none') });
    const [one, same] = [
      await retry(batches, batch, { 'idempotency-key': 'r1' }),
      await retry(batches, batch, { 'idempotency-key': 'r1' }),
    ];
    expect(same.body.batch_id).toBe(one.body.batch_id);
    await batches.finished(one.body);
    expect((await retry(batches, batch, { 'idempotency-key': 'r1' })).body.batch_id).toBe(one.body.batch_id);
    const other = await retry(batches, batch, { 'idempotency-key': 'r2' });
    expect(other.status).toBe(201);
    expect(other.body.batch_id).not.toBe(one.body.batch_id);
    await batches.finished(other.body);
  });

  it('include operations that still fail, and not those that an earlier retry has executed', async () => {
    const batch = await batches.run({ a: update('R1'), b: update('R2'), c: update('R3') });
    expect(batch.failed).toBe(3);
    await add(server, 'R1');
    const first = await batches.finished((await retry(batches, batch)).body);
    expect(await batches.outcomes(first)).toEqual(['a succeeded', 'b failed not_found', 'c failed not_found']);
    await add(server, 'R2');
    // A retry of the retry also counts for the first batch.
    const second = await batches.finished((await retry(batches, first)).body);
    expect(await batches.outcomes(second)).toEqual(['b succeeded', 'c failed not_found']);
    const third = await batches.finished((await retry(batches, batch)).body);
    expect(await batches.outcomes(third)).toEqual(['c failed not_found']);
    expect(third.retry_of).toBe(batch.batch_id);
    await add(server, 'R3');
    expect(await batches.outcomes(await batches.finished((await retry(batches, third)).body))).toEqual(['c succeeded']);
    for (const one of [batch, first, second, third])
      expect((await retry(batches, one)).body).toMatchObject({ status: 409, code: 'nothing_to_retry' });
    // The results of the first batch do not change.
    expect(await batches.operations(batch, '&status=failed')).toHaveLength(3);
  });

  it('of two batches with the same operations do not affect each other', async () => {
    const [one, two] = [await batches.run({ a: update('T1') }), await batches.run({ a: update('T1') })];
    await add(server, 'T1');
    await batches.finished((await retry(batches, one)).body);
    expect((await retry(batches, two)).body).toMatchObject({ total: 1, retry_of: two.batch_id });
  });

  it('after a rollback include failed operations until one succeeds', async () => {
    const batch = await batches.run({ a: update('U1'), b: update('U2') }, { on_error: 'rollback' });
    expect(batch.failed).toBe(2);
    await add(server, 'U1');
    const first = await batches.finished((await retry(batches, batch)).body);
    expect(await batches.outcomes(first)).toEqual(['a skipped', 'b failed not_found']);
    await add(server, 'U2');
    const second = await batches.finished((await retry(batches, batch)).body);
    expect(await batches.outcomes(second)).toEqual(['a succeeded', 'b succeeded']);
  });
});
