import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient, type IngestSummary, type Order, type PagePromise } from '../src/index.ts';
import { FAULTS, faultDealer } from './support/chaos-faults.ts';
import { ChaosProxy } from './support/chaos-proxy.ts';

const SEED = 118;
const ORDERS = 1_000;
const FEEDS = 100;
const PARTNERS = 5;
/** How long the client waits for a response. */
const PATIENCE_MS = 2_000;
/** Every third feed is larger than this, and is uploaded to the file storage with a presigned URL. */
const DIRECT_LIMIT = 4_096;

/** Feeds of two sizes, with products that no other feed has. */
const feeds = Array.from({ length: FEEDS }, (_, index) => {
  const rows = Array.from({ length: index % 3 === 2 ? 200 : 20 }, (_, row) => `F${index}-${row},Thing,${row + 1}.50\n`);
  const file = new File(['sku,product_name,price,currency,availability\n', ...rows.map(inStock)], `feed-${index}.csv`);
  return { partner_name: `Partner ${index % PARTNERS}`, file, rows: rows.length };
});

describe('through a network with faults in three of ten calls', () => {
  const proxies = new Map<string, Promise<ChaosProxy>>();
  let server: FreshServer;
  /** Reads the server's data, bypassing the proxies. */
  let direct: CommerceClient;
  /** All of its calls go through a proxy, including those to the file storage. */
  let client: CommerceClient;

  /** The proxy of an address, started by its first call. */
  function proxyOf(origin: string): Promise<ChaosProxy> {
    const proxy = proxies.get(origin) ?? ChaosProxy.start(origin, { seed: SEED, holdMs: PATIENCE_MS + 500 });
    proxies.set(origin, proxy);
    return proxy;
  }

  beforeAll(async () => {
    server = await startFreshServer({ MAX_UPLOAD_BYTES: String(DIRECT_LIMIT) });
    const options = { apiKey: 'demo-secret-key', baseUrl: server.url };
    direct = new CommerceClient(options);
    client = new CommerceClient({
      ...options,
      timeoutMs: PATIENCE_MS,
      maxRetries: 20,
      fetch: async (url, init) => {
        const { origin } = new URL(url);
        return fetch(url.replace(origin, (await proxyOf(origin)).url), init);
      },
    });
  }, 60_000);
  afterAll(async () => {
    for (const proxy of proxies.values()) await (await proxy).stop();
    await server.stop();
  });

  it('1,000 orders and 100 feeds have exactly these results', { timeout: 300_000 }, async ({ annotate }) => {
    const [first, ...others] = feeds;
    if (!first) throw new Error('There are no feeds.');
    const ingest = ({ rows: _, ...fields }: (typeof feeds)[number]) => client.feeds.ingest(fields);
    const firstSummary = await ingest(first);
    const products = await all(client.products.listByFeed(firstSummary.feed.feed_id));
    const order = (_: unknown, index: number) =>
      client.orders.create({
        partner_name: first.partner_name,
        customer_reference: `PO-${index}`,
        items: [{ product_id: products[index % products.length]?.product_id ?? '', quantity: (index % 7) + 1 }],
      });
    const [orders, otherSummaries] = await Promise.all([
      inParallel(Array(ORDERS).fill(undefined), 16, order),
      inParallel(others, 16, ingest),
    ]);

    await expectOrders(direct, orders);
    await expectFeeds(direct, [firstSummary, ...otherSummaries]);
    for (const [origin, started] of proxies) {
      const { calls, faults, unplanned } = await started;
      await annotate(`${origin === server.url ? 'API' : 'file storage'}: ${calls} calls, ${JSON.stringify(faults)}`);
      expect(unplanned).toEqual([]);
      expect(Math.min(...Object.values(faults))).toBeGreaterThan(0);
      const share = Object.values(faults).reduce((sum, count) => sum + count) / calls;
      expect(share).toBeGreaterThan(0.25);
    }
    expect(proxies.size).toBe(2);
  });
});

describe('the faults', () => {
  it('are the same for the same seed, and affect three of ten calls', () => {
    const fates = (seed: number) => Array.from({ length: 300 }, faultDealer(seed));
    expect(fates(1)).toEqual(fates(1));
    expect(fates(1)).not.toEqual(fates(2));
    for (const fault of FAULTS) expect(fates(1).filter((fate) => fate === fault)).toHaveLength(10);
    expect(fates(1).filter((fate) => fate === undefined)).toHaveLength(210);
  });
});

async function expectOrders(direct: CommerceClient, returned: Order[]): Promise<void> {
  const there = await all(direct.orders.list());
  expect(there).toHaveLength(ORDERS);
  expect(new Set(there.map((order) => order.customer_reference)).size).toBe(ORDERS);
  expect(byId(there)).toEqual(byId(returned));
  const sold = (await direct.analytics.salesByPartner()).items[0];
  expect(sold).toMatchObject({ order_count: ORDERS, units_sold: unitsOf(returned), total_sales: totalOf(returned) });
}

async function expectFeeds(direct: CommerceClient, returned: IngestSummary[]): Promise<void> {
  const there = await all(direct.feeds.list());
  expect(there).toHaveLength(FEEDS);
  expect(there.filter((feed) => feed.duplicate_of !== undefined)).toEqual([]);
  expect(byId(there)).toEqual(byId(returned.map(({ feed }) => feed)));
  const loads = await all(direct.jobs.list({ job_type: 'validation' }));
  expect(loads.map(({ status, attempt }) => `${status} ${attempt}`)).toEqual(Array(FEEDS).fill('completed 1'));
  expect(byId(loads)).toEqual(byId(returned.map(({ job }) => job)));
  const rows = feeds.reduce((sum, feed) => sum + feed.rows, 0);
  expect(returned.reduce((sum, { result }) => sum + (result?.inserted ?? 0), 0)).toBe(rows);
  expect(await all(direct.jobs.list({ job_type: 'submission' }))).toHaveLength(FEEDS);
  expect(await all(direct.products.list())).toHaveLength(rows);
  expect(await all(direct.partners.list())).toHaveLength(PARTNERS);
}

function unitsOf(orders: Order[]): number {
  return orders.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Counted in cents, so that the sum is exact. */
function totalOf(orders: Order[]): number {
  return orders.reduce((cents, { total_amount }) => cents + Math.round(total_amount * 100), 0) / 100;
}

function inStock(row: string): string {
  return row.replace('\n', ',USD,in_stock\n');
}

async function all<T>(list: PagePromise<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

function byId<T extends object>(items: T[]): T[] {
  const id = (item: T) => String(Object.values(item)[0]);
  return [...items].sort((a, b) => (id(a) < id(b) ? -1 : 1));
}

/** Processes the items with limited concurrency. */
async function inParallel<T, R>(items: T[], width: number, work: (item: T, index: number) => PromiseLike<R>) {
  const results: R[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
