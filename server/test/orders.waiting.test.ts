import type { Order, PriceInForce, SalesChannel } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { type HeldRows, holdProducts, holdRows, lockWaiters, waitingStatements } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

// Orders only read a product, so PostgreSQL would let them pass a waiting change of it: if one order always begins
// before the last one ends, the change would wait for ever. The test makes them overlap: each order names its own sales
// channel, whose row the test locks, so that the order waits after it has locked its product and before it is written.

const server = await startTestServer({ DATABASE_POOL_SIZE: '30', WORKER_CONCURRENCY: '2' });
const acme = await server.partner('Acme Corp');
const batches = new Batches(server, acme);
const jobs = new Jobs(server);
const feed = (price: number) => `sku,product_name,price,currency,availability
A,One,${price},EUR,in stock
B,Two,${price},EUR,in stock
`;
await server.load(feed(100));
const [PRODUCT, OTHER] = ['PR00001', 'PR00002'];

const list = (price: number) => [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }];
const order = (product_id = PRODUCT, more: object = {}) =>
  server.call<Order>('/orders', { key: acme.key, body: { items: [{ product_id, quantity: 1 }], ...more } });
const setPrice = (price: number) =>
  server.call<PriceInForce>(`/products/${PRODUCT}/price-list`, {
    method: 'PUT',
    key: acme.key,
    body: { price_list: list(price) },
  });
const priceBatch = (price: number, on_error: 'continue' | 'rollback' = 'continue') => {
  const operation = { '@type': 'ProductValidFromPriceUpdate', product: { id: PRODUCT }, price_list: list(price) };
  return batches.create(zipOfOperations({ op: operation }), { on_error });
};
const priceNow = async () => (await order()).body.total_amount;

/** An order in progress: it has locked its product, and is written only when released. */
interface HeldOrder {
  answer: ReturnType<typeof order>;
  release(): Promise<void>;
}

async function holdOrder(): Promise<HeldOrder> {
  const body = { type: 'WEB_SALES_CHANNEL', name: 'Held' };
  const channel = await server.call<SalesChannel>('/sales-channels', { key: acme.key, body });
  const { sales_channel_id } = channel.body;
  const row: HeldRows = await holdRows(server, 'select from sales_channel where id = $1 for update', [
    Number(sales_channel_id.slice(2)),
  ]);
  return { answer: order(PRODUCT, { sales_channel_id }), release: () => row.release() };
}

/** Waits until so many orders have locked their product, or wait for it. */
const ordersInHand = (count: number) =>
  until(async () => {
    const waiting = await waitingStatements(server);
    return waiting.filter(({ query }) => /insert into sales_order|for share of product/.test(query)).length === count;
  });

/**
 * Ends an order only when the next one has locked its product or waits for it, until the change is made.
 *
 * @returns whether it was made while orders overlapped
 */
async function madeAmongOrders(change: Promise<unknown>, first: HeldOrder): Promise<boolean> {
  let over = false;
  const end = change.finally(() => {
    over = true;
  });
  let held = first;
  for (let orders = 0; !over && orders < 40; orders += 1) {
    const next = await holdOrder();
    await ordersInHand(2);
    await held.release();
    expect((await held.answer).status).toBe(201);
    held = next;
  }
  const made = over;
  await held.release();
  expect((await held.answer).status).toBe(201);
  await end;
  return made;
}

describe('a change of a product that is ordered continuously', () => {
  const changes: [string, (price: number) => Promise<unknown>][] = [
    ['of its price list is made', setPrice],
    ['by a batch is made', async (price) => batches.finished(await priceBatch(price))],
    [
      'by a batch that is all or nothing is made',
      async (price) => batches.finished(await priceBatch(price, 'rollback')),
    ],
  ];
  it.each(changes)('%s', async (_name, change) => {
    const price = 60 + Math.round((await priceNow()) / 10);
    const first = await holdOrder();
    await ordersInHand(1);
    const making = change(price);
    await lockWaiters(server, /from product .*for no key update/s);
    expect(await madeAmongOrders(making, first)).toBe(true);
    expect(await priceNow()).toBe(price);
  });

  it('by a feed succeeds', async () => {
    const first = await holdOrder();
    await ordersInHand(1);
    const id = await jobs.ask(feed(110));
    await lockWaiters(server, /from product\s.*for no key update/s);
    expect(await madeAmongOrders(jobs.finished(id), first)).toBe(true);
    expect(await jobs.get(id)).toMatchObject({ status: 'completed', result: { updated: 2 } });
  });
});

describe('a feed and an order of the same product', () => {
  it('wait for each other: the feed for an order in progress', async () => {
    await server.load(feed(120));
    const held = await holdOrder();
    await ordersInHand(1);
    const id = await jobs.ask(feed(121));
    await lockWaiters(server, /from product\s.*for no key update/s);
    expect((await jobs.get(id)).status).toBe('running');
    expect((await server.products()).map((product) => product.feed_id)).not.toContain((await jobs.get(id)).feed_id);
    await held.release();
    expect((await held.answer).status).toBe(201);
    expect(await jobs.finished(id)).toMatchObject({ status: 'completed', result: { updated: 2 } });
  });

  it('wait for each other: the order for a feed that has begun to write', async () => {
    await server.load(feed(130));
    const products = await holdProducts(server, OTHER);
    const id = await jobs.ask(feed(131));
    await jobs.running(id);
    // Held after the feed has written everything, before its job is completed.
    const row = await holdRows(server, `select from job where status = 'running' for update`);
    await products.release();
    await lockWaiters(server, /update job set status = 'completed'/);
    const answer = order(OTHER);
    await lockWaiters(server, /for share of product/);
    await row.release();
    expect((await answer).body.total_amount).toBe(131);
    expect((await jobs.finished(id)).status).toBe('completed');
  });
});

describe('during a long change', () => {
  it('others of the same product wait for it, and orders of other products do not', async () => {
    const held = await holdProducts(server, PRODUCT);
    const set = setPrice(60);
    const batch = await priceBatch(61);
    await jobs.running(batch.job_id);
    await lockWaiters(server, /no key update/);
    for (let made = 0; made < 10; made += 1) expect((await order(OTHER)).status).toBe(201);
    expect((await jobs.get(batch.job_id)).status).toBe('running');
    await held.release();
    expect((await set).status).toBe(200);
    expect(await batches.finished(batch)).toMatchObject({ status: 'completed', succeeded: 1 });
    expect([60, 61]).toContain(await priceNow());
  });
});
