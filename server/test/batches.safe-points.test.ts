import type { Job, OperationsBatch } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

const priced = (sku: string, price: number) => ({
  '@type': 'ProductValidFromPriceUpdate',
  product: { sku },
  price_list: [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }],
});

/** A server without a worker, with a product S1. */
async function idleServer(): Promise<[TestServer, Batches]> {
  const server = await startTestServer({ WORKER: 'off' });
  const own = new Batches(server, await server.partner('Acme Corp'));
  const loader = await startTestServer({ ...server.environment, WORKER: 'on' });
  await loader.load('sku,product_name\nS1,One\n');
  await loader.stop();
  return [server, own];
}

/** The prices that the list of S1 was set to, in order. */
async function history(server: TestServer): Promise<number[]> {
  const found = await server.pool.query<{ price: number }>(
    `select (entries -> 0 ->> 'price')::integer as price from price_list_version order by id`,
  );
  return found.rows.map(({ price }) => price);
}

/** Makes the queue retry now what it would retry after a delay. */
const hurry = (server: TestServer, state: 'active' | 'retry') =>
  server.pool.query(`update pgboss.job set state = 'retry', start_after = now() where state = $1`, [state]);

const ended = (server: TestServer, own: Batches, batch: OperationsBatch) =>
  until(async () => {
    await hurry(server, 'retry');
    const { body } = await own.call<OperationsBatch>(`/${batch.batch_id}`);
    return !['queued', 'running'].includes(body.status) && body;
  });

it('a batch that stops at a failure does not continue when its worker dies before recording it', async () => {
  const [server, own] = await idleServer();
  const zip = zipOfOperations({ a: priced('S1', 1), b: priced('none', 2), c: priced('S1', 3) });
  const batch = await own.create(zip, { on_error: 'stop' });
  // The end of the job waits for a lock that the test holds; the results of the operations are committed before.
  await server.pool.query(`
    create function wait_for_test() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock(20261128); return new; end $$;
    create trigger wait_for_test before update on job for each row when (new.status = 'failed')
      execute function wait_for_test()`);
  const holder = await server.pool.connect();
  await holder.query('select pg_advisory_lock(20261128)');
  const victim = await WorkerProcess.start(server.environment);
  await until(async () => {
    const waiting = await holder.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory' and query ~ 'failed'`,
    );
    return waiting.rowCount === 1;
  });
  expect(await own.outcomes(batch)).toEqual(['a succeeded', 'b failed not_found', 'c pending']);
  await victim.kill();
  await holder.query('select pg_advisory_unlock(20261128)');
  holder.release();
  await server.pool.query('drop trigger wait_for_test on job');
  await hurry(server, 'active');
  const worker = await WorkerProcess.start(server.environment);
  const done = await ended(server, own, batch);
  await worker.stop();
  expect(done).toMatchObject({ status: 'failed', succeeded: 1, failed: 1, skipped: 1 });
  expect(done.message).toContain(
    'It stopped at operation b: No product has the SKU none. Done before it: 1. Skipped: 1.',
  );
  expect(await own.outcomes(batch)).toEqual(['a succeeded', 'b failed not_found', 'c skipped']);
  expect(await history(server)).toEqual([1]);
}, 120_000);

/** The updates of the batch's row that fail, by number: each is the last statement of a step. */
const BREAKS = [
  // Listing, first chunk and second chunk, once each.
  ['continue', { on_error: 'continue' }, [1, 3, 5], 4],
  // Everything is repeated each time: listing, first chunk, second chunk, end.
  ['rollback', { on_error: 'rollback' }, [1, 4, 7, 11], 5],
  ['validate_only', { on_error: 'continue', validate_only: true }, [1, 4, 7, 11], 5],
] as const;

it.each(BREAKS)(
  'a batch (%s) that is interrupted at every safe point executes each operation once',
  async (_, wish, numbers, attempts) => {
    const [server, own] = await idleServer();
    const fails = wish.on_error === 'rollback' ? [] : ['000b'];
    const operations = Object.fromEntries(
      Array.from({ length: 600 }, (_item, n) => [String(n + 1).padStart(4, '0'), priced('S1', n + 1)]),
    );
    const zip = zipOfOperations({ ...operations, ...Object.fromEntries(fails.map((id) => [id, priced('none', 1)])) });
    const batch = await own.create(zip, wish);
    await server.pool.query(`
    create sequence updates;
    create function break_off() returns trigger language plpgsql as $$ begin
      if nextval('updates') = any('{${numbers.join(',')}}') then raise exception 'broken off' using errcode = '57P01'; end if;
      return new;
    end $$;
    create trigger break_off before update on operations_batch for each row execute function break_off()`);
    const worker = await startTestServer({ ...server.environment, WORKER: 'on' });
    const done = await ended(server, own, batch);
    await worker.stop();
    expect(done).toMatchObject({ status: 'completed', succeeded: 600, failed: fails.length, skipped: 0 });
    expect((await server.call<Job>(`/jobs/${batch.job_id}`)).body.attempt).toBe(attempts);
    const written = 'validate_only' in wish ? [] : Array.from({ length: 600 }, (_item, n) => n + 1);
    expect(await history(server)).toEqual(written);
  },
  120_000,
);
