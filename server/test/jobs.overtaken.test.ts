import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { holdProducts, holdRows, lockWaiters } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { StallingProxy } from './support/stalling-proxy.ts';
import { until } from './support/until.ts';

const feed = (price: number) => `sku,product_name,price,currency\nA,One,${price},EUR\nB,Two,1,EUR\n`;
const [PRODUCT, OTHER] = ['PR00001', 'PR00002'];
/** The maximum number of operations of a batch that run in one transaction. */
const CHUNK = 500;
/** PostgreSQL's code for a connection that was terminated. */
const ADMIN_SHUTDOWN = '57P01';

const server = await startTestServer({ WORKER: 'off' });
const partner = await server.partner('Acme Corp');
const jobs = new Jobs(server);
const loader = await startTestServer({ ...server.environment, WORKER: 'on' });
await loader.load(feed(1));
await loader.stop();

async function startWorker(more: Record<string, string> = {}): Promise<TestServer> {
  const worker = await startTestServer({ ...server.environment, WORKER: 'on', SHUTDOWN_SECONDS: '1', ...more });
  onTestFinished(() => worker.stop());
  return worker;
}
const price = async () => (await server.products())[0]?.price;

/** Terminates the idle connections that hold the lock of a partner's worker. */
async function endHoldings(): Promise<void> {
  const ended = await server.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity join pg_locks using (pid)
     where datname = current_database() and locktype = 'advisory' and granted and state = 'idle'`,
  );
  expect(ended.rowCount).toBe(1);
}

/** Whether a worker has taken the message that the queue offered again. */
const takenAgain = () =>
  until(async () => {
    const found = await server.pool.query(`select from pgboss.job where state = 'active' and retry_count > 0`);
    return found.rowCount === 1;
  });

/**
 * A worker that does not notice that its connections end, as if the network to the database failed. It runs one try at
 * a time, so that another worker runs the next one.
 */
async function startCutOffWorker(): Promise<{ worker: TestServer; way: StallingProxy }> {
  const way = await StallingProxy.before(server.environment.DATABASE_URL ?? '');
  const one = { WORKER_CONCURRENCY: '1', WORKER_SMALL_CONCURRENCY: '1' };
  return { worker: await startWorker({ DATABASE_URL: way.url, ...one }), way };
}

/**
 * Waits until no client of a proxy has a transaction open in several checks in a row: it may be between two
 * transactions.
 */
async function withoutTransaction(way: StallingProxy): Promise<void> {
  let looks = 0;
  await until(async () => {
    const found = await server.pool.query(
      'select from pg_stat_activity where client_port = any($1) and xact_start is not null',
      [way.ports],
    );
    looks = found.rowCount === 0 ? looks + 1 : 0;
    return looks === 5;
  }, 20_000);
}

describe('a live worker that the queue considers dead', () => {
  it('keeps its job', async () => {
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
    expect(await jobs.events(id)).toEqual(['job.completed', 'product.price.changed', 'feed.validation.completed']);
  });

  it('aborts its try when another may have started', async () => {
    const storage = await StallingProxy.before(inject('resources').s3.endpoint);
    storage.stall('GET ');
    const worker = await startWorker({ S3_ENDPOINT: storage.url });
    const id = await jobs.ask(feed(3));
    await jobs.running(id);
    await endHoldings();
    await jobs.saying(id, 'ETL processing interrupted; it will be retried (1 of 5 tries so far).');
    storage.resume();
    expect(await jobs.finished(id)).toMatchObject({ status: 'completed', attempt: 2, result: { updated: 1 } });
    await worker.stop();
    await storage.close();
  });
});

describe('a try that another one has replaced', () => {
  it('cannot complete a load', async () => {
    const products = await holdProducts(server, PRODUCT);
    const { worker: first, way } = await startCutOffWorker();
    const id = await jobs.ask(feed(4));
    await jobs.running(id);
    await lockWaiters(server, /from product\s.*for no key update/s);
    way.loseEnds(ADMIN_SHUTDOWN);
    await endHoldings();
    const second = await startWorker();
    await jobs.retryNow('active');
    await jobs.running(id, 2);
    // The second try can report its first problem once the first one's transaction has ended.
    const reports = await holdRows(server, 'lock table job_error in exclusive mode');
    await products.release();
    await lockWaiters(server, /delete from job_error/);
    expect(await jobs.get(id)).toMatchObject({ status: 'running', attempt: 2 });
    expect(await price()).toBe(3);
    expect(await jobs.events(id)).toEqual([]);
    await reports.release();
    expect(await jobs.finished(id)).toMatchObject({ status: 'completed', attempt: 2, result: { updated: 1 } });
    expect(await price()).toBe(4);
    expect(await jobs.events(id)).toEqual(['job.completed', 'product.price.changed', 'feed.validation.completed']);
    await way.close();
    await first.stop();
    await second.stop();
  });

  it('cannot keep a chunk of a batch', async () => {
    const own = new Batches(server, partner);
    // The operations of the first chunk change one product; the last one, in the second chunk, changes another.
    const priceOf = (place: number) => 10 + (place % 2);
    const operations = Array.from({ length: CHUNK + 1 }, (_, place) => {
      const price_list = [{ valid_from: '2020-01-01T00:00:00Z', price: priceOf(place), currency: 'EUR' }];
      const product = { id: place < CHUNK ? PRODUCT : OTHER };
      return [`op${String(place).padStart(4, '0')}`, { '@type': 'ProductValidFromPriceUpdate', product, price_list }];
    });
    const products = await holdProducts(server, PRODUCT);
    const others = await holdProducts(server, OTHER);
    const { worker: first, way } = await startCutOffWorker();
    const batch = await own.create(zipOfOperations(Object.fromEntries(operations)), { on_error: 'continue' });
    await jobs.running(batch.job_id);
    await lockWaiters(server, /from product\s.*for no key update/s);
    way.loseEnds(ADMIN_SHUTDOWN);
    await endHoldings();
    const second = await startWorker();
    await jobs.retryNow('active');
    await jobs.running(batch.job_id, 2);
    // Both have read the chunk and wait for the product: whichever gets the lock first, the second worker's chunk
    // counts.
    await lockWaiters(server, /from product\s.*for no key update/s, 2);
    await products.release();
    // The second worker reaches the other product, for which the first one must never wait.
    await until(async () => (await jobs.get(batch.job_id)).progress.rows_done === CHUNK);
    await withoutTransaction(way);
    await others.release();
    expect(await own.finished(batch)).toMatchObject({ status: 'completed', succeeded: CHUNK + 1, failed: 0 });
    expect(await jobs.get(batch.job_id)).toMatchObject({ attempt: 2 });
    const set = await server.pool.query<{ price: number }>(
      `select (entries -> 0 ->> 'price')::integer as price from price_list_version where product_id = 1 order by id`,
    );
    expect(set.rows.map(({ price }) => price)).toEqual(Array.from({ length: CHUNK }, (_, place) => priceOf(place)));
    await way.close();
    await first.stop();
    await second.stop();
  });
});
