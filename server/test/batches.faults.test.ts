import { setTimeout as delay } from 'node:timers/promises';
import type { Job, OperationsBatch, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, inject, it } from 'vitest';
import { zipOf } from './support/archives/zip-bytes.ts';
import { Batches } from './support/batches.ts';
import { CutOff } from './support/cut-off.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

const PRODUCTS = 50;
const catalogue = () =>
  `sku,product_name\n${Array.from({ length: PRODUCTS }, (_, n) => `S${n},Product ${n}\n`).join('')}`;

/** Updates of the same products in turn: the nth update sets the price n. */
function updates(count: number): Buffer {
  return zipOf(
    Array.from({ length: count }, (_, n) => {
      const operation_id = `op-${String(n + 1).padStart(6, '0')}`;
      const price_list = [{ valid_from: '2020-01-01T00:00:00Z', price: n + 1, currency: 'EUR' }];
      const operation = { '@type': 'ProductValidFromPriceUpdate', product: { sku: `S${n % PRODUCTS}` }, price_list };
      return { name: `${operation_id}.json`, content: JSON.stringify({ operation_id, ...operation }), method: 0 };
    }),
  );
}

/** The prices that each product's list was set to, in order. */
async function history(server: TestServer, partnerId: string): Promise<number[][]> {
  const found = await server.pool.query<{ prices: number[] }>(
    `select array_agg((entries -> 0 ->> 'price')::integer order by version.id) as prices
     from price_list_version version where partner_id = $1 group by product_id order by product_id`,
    [Number(partnerId.slice(2))],
  );
  return found.rows.map(({ prices }) => prices);
}

const inOrder = (count: number) =>
  Array.from({ length: PRODUCTS }, (_, product) =>
    Array.from({ length: Math.ceil((count - product) / PRODUCTS) }, (_, round) => product + 1 + round * PRODUCTS),
  );

const finished = (server: TestServer, own: Batches, batch: OperationsBatch) =>
  until(async () => {
    await server.call(`/jobs/${batch.job_id}?wait=30`);
    const { body } = await own.call<OperationsBatch>(`/${batch.batch_id}`);
    return !['queued', 'running'].includes(body.status) && body;
  }, 120_000);

describe('a worker killed at many points of a batch', () => {
  it.each(['continue', 'rollback'] as const)(
    '(%s) executes no operation twice or out of order',
    async (on_error) => {
      const server = await startTestServer({ WORKER: 'off' });
      const partner = await server.partner('Acme Corp');
      const own = new Batches(server, partner);
      const worker = await startTestServer({ ...server.environment, WORKER: 'on' });
      await worker.load(catalogue());
      await worker.stop();
      const count = 10_000;
      const batch = await own.create(updates(count), { on_error });
      const seen: number[] = [];
      const kills = on_error === 'continue' ? 8 : 3;
      for (let kill = 0; kill < kills; kill += 1) {
        const { attempt } = (await server.call<Job>(`/jobs/${batch.job_id}`)).body;
        const victim = await WorkerProcess.start(server.environment);
        await until(async () => (await server.call<Job>(`/jobs/${batch.job_id}`)).body.attempt > attempt);
        await delay(60 + 70 * kill);
        await victim.kill();
        // The queue would retry a dead worker's message after a delay; the test makes it retry now.
        await server.pool.query(`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`);
        seen.push((await own.call<OperationsBatch>(`/${batch.batch_id}`)).body.succeeded);
        // Resets the count: after five failed tries, the job would end.
        await server.pool.query(
          `update job set tries = 0 where subject_type = 'operations_batch' and status = 'running'`,
        );
        if (seen.at(-1) === count) break;
      }
      const last = await WorkerProcess.start(server.environment);
      const done = await finished(server, own, batch);
      await last.stop();
      expect(done).toMatchObject({ status: 'completed', total: count, succeeded: count, failed: 0, skipped: 0 });
      expect(await history(server, partner.id)).toEqual(inOrder(count));
      if (on_error === 'continue') expect(seen).toEqual([...seen].sort((a, b) => a - b));
      else expect(new Set(seen)).toEqual(new Set([0]));
      const events = await server.pool.query(
        `select event_type, data ->> 'products_changed' as products from event where data ->> 'batch_id' = $1 order by id`,
        [batch.batch_id],
      );
      expect(events.rows).toEqual([
        { event_type: 'job.completed', products: null },
        { event_type: 'operations_batch.completed', products: null },
        { event_type: 'product.price.changed', products: String(PRODUCTS) },
      ]);
    },
    240_000,
  );
});

describe('a batch that is cancelled', () => {
  it.each(['continue', 'rollback'] as const)(
    '(%s) stops at the next chunk and skips the rest',
    async (on_error) => {
      const server = await startTestServer();
      const partner = await server.partner('Acme Corp');
      const own = new Batches(server, partner);
      await server.load(catalogue());
      const batch = await own.create(updates(20_000), { on_error });
      await until(async () => (await server.call<Job>(`/jobs/${batch.job_id}`)).body.progress.rows_done > 500);
      const asked = await own.call<OperationsBatch>(`/${batch.batch_id}/cancel`, { method: 'POST' });
      expect(asked.status).toBe(202);
      const done = await finished(server, own, batch);
      expect(done).toMatchObject({
        status: 'cancelled',
        message: 'Operations batch cancelled.',
        total: 20_000,
        failed: 0,
      });
      expect(done.succeeded + done.skipped).toBe(20_000);
      expect(await history(server, partner.id)).toEqual(on_error === 'continue' ? inOrder(done.succeeded) : []);
      expect(done.skipped).toBeGreaterThan(0);
      expect((await own.operations(done, '&status=skipped'))[0]?.position).toBe(done.succeeded + 1);
      const events = await server.pool.query(`select data from event where event_type = 'product.price.changed'`);
      expect(events.rowCount).toBe(done.succeeded > 0 ? 1 : 0);
    },
    120_000,
  );
});

describe('two batches', () => {
  it('of one partner run one after the other, those of two partners in parallel', async () => {
    const server = await startTestServer({ WORKER: 'off' });
    const partners = await Promise.all(['One', 'Two'].map((name) => server.partner(name)));
    const loader = await startTestServer({ ...server.environment, WORKER: 'on' });
    for (const partner_name of ['One', 'Two']) await loader.load(catalogue(), { fields: { partner_name } });
    await loader.stop();
    const [one, two] = partners.map((partner) => new Batches(server, partner)) as [Batches, Batches];
    const zip = updates(4_000);
    const made: [Batches, OperationsBatch][] = [];
    for (const own of [one, one, two]) made.push([own, await own.create(zip)]);
    const many = { WORKER: 'on', WORKER_CONCURRENCY: '4', DATABASE_POOL_SIZE: '30' };
    const worker = await startTestServer({ ...server.environment, ...many });
    const ended = await Promise.all(made.map(([own, batch]) => finished(server, own, batch)));
    const jobs = await Promise.all(ended.map(async ({ job_id }) => (await server.call<Job>(`/jobs/${job_id}`)).body));
    const [first, second, other] = jobs.map(({ started_at = '', finished_at = '' }) => ({ started_at, finished_at }));
    expect(second && first && second.started_at >= first.finished_at).toBe(true);
    expect(other && first && other.started_at < first.finished_at && first.started_at < other.finished_at).toBe(true);
    await worker.stop();
  }, 120_000);
});

describe('unreachable storage', () => {
  it('refuses a batch, and delays one until it is back', async () => {
    const way = await CutOff.before(inject('resources').s3.endpoint);
    const server = await startTestServer({ S3_ENDPOINT: way.url, WORKER: 'off' });
    const partner = await server.partner('Acme Corp');
    const own = new Batches(server, partner);
    const batch = await own.create(updates(11));
    const upload_id = await own.upload(updates(1));
    await way.cut();
    const refused = await own.call<ProblemBody>('/valid-from-price-updates', { body: { upload_id } });
    expect(refused.body).toMatchObject({ status: 503, code: 'service_unavailable' });
    await way.mend();
    const worker = await startTestServer({ ...server.environment, WORKER: 'on' });
    await way.cut();
    await until(async () => {
      const { message, status } = (await server.call<Job>(`/jobs/${batch.job_id}`)).body;
      return status === 'completed' || /^Operations batch interrupted; it will be retried/.test(message);
    });
    await way.mend();
    expect(await finished(server, own, batch)).toMatchObject({ status: 'completed', total: 11, failed: 11 });
    expect((await own.call('/valid-from-price-updates', { body: { upload_id } })).status).toBe(201);
    await worker.stop();
    await way.cut();
    await way.mend();
  }, 120_000);
});
