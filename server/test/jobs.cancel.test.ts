import type { FeedAccepted, OperationsBatch, Page } from '@commerce-integration/contract';
import { describe, expect, inject, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { holdProducts, holdRows, lockWaiters } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { StallingProxy } from './support/stalling-proxy.ts';
import { WorkerProcess } from './support/worker-process.ts';

const feed = (price: number, sku = 'A') => `sku,product_name,price,currency\n${sku},One,${price},EUR\n`;
const PRODUCT = 'PR00001';

describe('a requested job that waits behind another', () => {
  it('never runs once it is cancelled', async () => {
    const server = await startTestServer();
    const jobs = new Jobs(server);
    await server.load(feed(1));
    const products = await holdProducts(server, PRODUCT);
    const first = await jobs.ask(feed(2));
    await jobs.running(first);
    const second = await jobs.ask(feed(3, 'B'));
    const third = await jobs.ask(feed(4));
    const cancelled = await jobs.cancel(second);
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
    await products.release();
    expect(await jobs.finished(first)).toMatchObject({ status: 'completed' });
    // It was requested after the cancelled one, which therefore must have been skipped when this one is done.
    expect(await jobs.finished(third)).toMatchObject({ status: 'completed' });
    expect(await jobs.get(second)).toMatchObject({
      status: 'cancelled',
      message: 'ETL processing cancelled.',
      attempt: 0,
      progress: { rows_done: 0 },
    });
    expect((await jobs.get(second)).started_at).toBeUndefined();
    expect(await server.products()).toMatchObject([{ sku: 'A', price: 4 }]);
    expect(await jobs.events(second)).toEqual(['job.cancelled']);
  });
});

describe('a running job that is cancelled', () => {
  it('ends while its file is still being read', async () => {
    const storage = await StallingProxy.before(inject('resources').s3.endpoint);
    const server = await startTestServer({ S3_ENDPOINT: storage.url });
    const jobs = new Jobs(server);
    const id = (await server.upload<FeedAccepted>(feed(1))).body.validation_job_id;
    storage.stall('GET ');
    await jobs.askAgain(id);
    await jobs.running(id);
    const asked = await jobs.cancel(id);
    expect([asked.status, asked.body.status, asked.body.message]).toEqual([202, 'running', 'Cancelling.']);
    const ended = await jobs.finished(id);
    expect(ended).toMatchObject({ status: 'cancelled', message: 'ETL processing cancelled.', attempt: 1 });
    expect(ended.finished_at).toMatch(/Z$/);
    storage.resume();
    expect(await server.products()).toEqual([]);
    // The cancellation does not affect the next run.
    expect(await server.run(id)).toMatchObject({ status: 'completed', attempt: 2, result: { inserted: 1 } });
    await storage.close();
  });

  it('just before its end is cancelled, and writes nothing', async () => {
    const server = await startTestServer();
    const jobs = new Jobs(server);
    await server.load(feed(1));
    const products = await holdProducts(server, PRODUCT);
    const id = await jobs.ask(feed(2));
    await jobs.running(id);
    // A cancellation that is committed when the load is at its last statement.
    const last = await holdRows(server, `update job set cancel_requested_at = now() where status = 'running'`);
    await products.release();
    await lockWaiters(server, /update job set status = 'completed'/);
    await last.release();
    expect(await jobs.finished(id)).toMatchObject({ status: 'cancelled', attempt: 1 });
    expect(await server.products()).toMatchObject([{ sku: 'A', price: 1 }]);
    const history = await server.call<Page<unknown>>(`/products/${PRODUCT}/history`);
    expect(history.body.items).toEqual([]);
    expect(await jobs.events(id)).toEqual(['job.cancelled']);
  });

  it('whose worker has died does not restart', async () => {
    const server = await startTestServer({ WORKER: 'off' });
    const jobs = new Jobs(server);
    const loader = await startTestServer({ ...server.environment, WORKER: 'on' });
    await loader.load(feed(1));
    await loader.stop();
    const products = await holdProducts(server, PRODUCT);
    const worker = await WorkerProcess.start(server.environment);
    const id = await jobs.ask(feed(2));
    await jobs.running(id);
    await worker.kill();
    await products.release();
    expect((await jobs.cancel(id)).body).toMatchObject({ status: 'running', message: 'Cancelling.' });
    await jobs.retryNow('active');
    const other = await WorkerProcess.start(server.environment);
    expect(await jobs.finished(id)).toMatchObject({ status: 'cancelled', attempt: 1 });
    expect(await server.products()).toMatchObject([{ price: 1 }]);
    await other.stop();
  });
});

describe('a batch that is cancelled', () => {
  const operations = (...prices: number[]) =>
    Object.fromEntries(
      prices.map((price, place) => {
        const price_list = [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }];
        return [`op${place}`, { '@type': 'ProductValidFromPriceUpdate', product: { id: PRODUCT }, price_list }];
      }),
    );
  const price = async (server: TestServer) => (await server.products())[0]?.price;

  it.each(['continue', 'rollback'] as const)(
    '(%s) while a chunk is being executed keeps nothing of the chunk',
    async (on_error) => {
      const server = await startTestServer();
      const jobs = new Jobs(server);
      const partner = await server.partner('Acme Corp');
      await server.load(feed(1));
      const own = new Batches(server, partner);
      const products = await holdProducts(server, PRODUCT);
      const batch = await own.create(zipOfOperations(operations(5, 6)), { on_error });
      await jobs.running(batch.job_id);
      await lockWaiters(server, /from product .*for no key update/s);
      expect((await jobs.cancel(batch.job_id)).status).toBe(202);
      await products.release();
      expect(await own.finished(batch)).toMatchObject({ status: 'cancelled', total: 2, succeeded: 0, skipped: 2 });
      expect(await price(server)).toBe(1);
    },
  );

  it('after its worker was told to stop keeps executed operations, and skips the rest', async () => {
    const server = await startTestServer({ SHUTDOWN_SECONDS: '1', WORKER: 'off' });
    const jobs = new Jobs(server);
    const partner = await server.partner('Acme Corp');
    const own = new Batches(server, partner);
    const storage = await StallingProxy.before(inject('resources').s3.endpoint);
    const batch = await own.create(zipOfOperations(operations(5)));
    storage.stall('GET ');
    const first = await startTestServer({ ...server.environment, S3_ENDPOINT: storage.url, WORKER: 'on' });
    await jobs.running(batch.job_id);
    await first.stop();
    await storage.close();
    expect(await jobs.get(batch.job_id)).toMatchObject({ status: 'queued', attempt: 1 });
    // A worker has to clean up what it left.
    const asked = await own.call<OperationsBatch>(`/${batch.batch_id}/cancel`, { method: 'POST' });
    expect([asked.status, asked.body.message]).toEqual([202, 'Cancelling.']);
    const second = await startTestServer({ ...server.environment, WORKER: 'on' });
    expect(await own.finished(batch)).toMatchObject({ status: 'cancelled', succeeded: 0 });
    expect(await jobs.get(batch.job_id)).toMatchObject({ status: 'cancelled', attempt: 1 });
    await second.stop();
  });
});
