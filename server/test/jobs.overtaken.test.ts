import { describe, expect, inject, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { holdProducts, holdRows, lockWaiters } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { StallingProxy } from './support/stalling-proxy.ts';
import { until } from './support/until.ts';

const feed = (price: number) => `sku,product_name,price,currency\nA,One,${price},EUR\n`;
const PRODUCT = 'PR00001';

const server = await startTestServer({ WORKER: 'off' });
const partner = await server.partner('Acme Corp');
const jobs = new Jobs(server);
const loader = await startTestServer({ ...server.environment, WORKER: 'on' });
await loader.load(feed(1));
await loader.stop();

const startWorker = (more: Record<string, string> = {}) =>
  startTestServer({ ...server.environment, WORKER: 'on', SHUTDOWN_SECONDS: '1', ...more });
const price = async () => (await server.products())[0]?.price;

/** Ends the connections that say who works for a partner: those that hold a lock and do nothing with it. */
async function endHoldings(): Promise<void> {
  const ended = await server.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity join pg_locks using (pid)
     where datname = current_database() and locktype = 'advisory' and granted and state = 'idle'`,
  );
  expect(ended.rowCount).toBe(1);
}

/** Whether a worker has taken what the queue has handed out again. */
const takenAgain = () =>
  until(async () => {
    const found = await server.pool.query(`select from pgboss.job where state = 'active' and retry_count > 0`);
    return found.rowCount === 1;
  });

/** A worker that does not hear that its connections end, as where the network between it and the database fails. */
async function startCutOffWorker(): Promise<{ worker: TestServer; way: StallingProxy }> {
  const way = await StallingProxy.before(server.environment.DATABASE_URL ?? '');
  return { worker: await startWorker({ DATABASE_URL: way.url }), way };
}

describe('a worker that the queue takes for dead', () => {
  it('keeps its job where it lives', async () => {
    const products = await holdProducts(server, PRODUCT);
    const first = await startWorker();
    const id = await jobs.ask(feed(2));
    await jobs.running(id);
    const second = await startWorker();
    await jobs.retryNow('active');
    await takenAgain();
    await lockWaiters(server, /pg_advisory_lock/);
    await products.release();
    expect(await jobs.finished(id)).toMatchObject({ status: 'completed', attempt: 1, result: { updated: 1 } });
    await first.stop();
    await second.stop();
    expect(await jobs.events(id)).toEqual(['job.completed', 'feed.validation.completed', 'product.price.changed']);
  });

  it('gives up its try when it hears that another may have begun', async () => {
    const storage = await StallingProxy.before(inject('resources').s3.endpoint);
    storage.stall('GET ');
    const worker = await startWorker({ S3_ENDPOINT: storage.url });
    const id = await jobs.ask(feed(3));
    await jobs.running(id);
    await endHoldings();
    await jobs.saying(id, 'ETL processing interrupted; it is tried again (1 of 5 tries so far).');
    storage.resume();
    expect(await jobs.finished(id)).toMatchObject({ status: 'completed', attempt: 2, result: { updated: 1 } });
    await worker.stop();
    await storage.close();
  });
});

describe('a try that was overtaken by another', () => {
  it('cannot complete a load', async () => {
    const products = await holdProducts(server, PRODUCT);
    const { worker: first, way } = await startCutOffWorker();
    const id = await jobs.ask(feed(4));
    await jobs.running(id);
    await lockWaiters(server, /from product\s.*for no key update/s);
    way.loseClosings();
    await endHoldings();
    const second = await startWorker();
    await jobs.retryNow('active');
    await jobs.running(id, 2);
    // The second try can begin to report when the first one's transaction is over.
    const reports = await holdRows(server, 'lock table job_error in exclusive mode');
    await products.release();
    await lockWaiters(server, /delete from job_error/);
    expect(await jobs.get(id)).toMatchObject({ status: 'running', attempt: 2 });
    expect(await price()).toBe(3);
    expect(await jobs.events(id)).toEqual([]);
    await reports.release();
    expect(await jobs.finished(id)).toMatchObject({ status: 'completed', attempt: 2, result: { updated: 1 } });
    expect(await price()).toBe(4);
    expect(await jobs.events(id)).toEqual(['job.completed', 'feed.validation.completed', 'product.price.changed']);
    await way.close();
    await first.stop();
    await second.stop();
  });

  it('cannot keep a chunk of a batch', async () => {
    const own = new Batches(server, partner);
    const lists = [5, 6].map((amount) => [{ valid_from: '2020-01-01T00:00:00Z', price: amount, currency: 'EUR' }]);
    const operations = lists.map((price_list, place) => [
      `op${place}`,
      { '@type': 'ProductValidFromPriceUpdate', product: { id: PRODUCT }, price_list },
    ]);
    const products = await holdProducts(server, PRODUCT);
    const { worker: first, way } = await startCutOffWorker();
    const batch = await own.create(zipOfOperations(Object.fromEntries(operations)), { on_error: 'continue' });
    await jobs.running(batch.job_id);
    await lockWaiters(server, /from product\s.*for no key update/s);
    way.loseClosings();
    await endHoldings();
    const second = await startWorker();
    await jobs.retryNow('active');
    await jobs.running(batch.job_id, 2);
    // Both wait for the product, or for each other: whichever comes first, the second one's chunk is what counts.
    await products.release();
    expect(await own.finished(batch)).toMatchObject({ status: 'completed', succeeded: 2, failed: 0 });
    expect(await jobs.get(batch.job_id)).toMatchObject({ attempt: 2 });
    const set = await server.pool.query(
      `select (entries -> 0 ->> 'price')::integer as price from price_list_version order by id`,
    );
    expect(set.rows).toEqual([{ price: 5 }, { price: 6 }]);
    await way.close();
    await first.stop();
    await second.stop();
  });
});
