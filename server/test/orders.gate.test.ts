import type { Order, PriceInForce } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { lockProductsForChange } from '../src/catalog/lock-products-for-change.ts';
import { openDatabase } from '../src/database/orm.ts';
import { Partner } from '../src/partners/partner.entity.ts';
import { Batches } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

// PostgreSQL lets orders, who only read a product, pass whoever waits to change it. Sixteen clients order one product
// here without a pause, so that there is never a moment at which nobody holds it: every change must get through.

const server = await startTestServer({ DATABASE_POOL_SIZE: '30' });
const acme = await server.partner('Acme Corp');
const feed = (price: string) => `sku,product_name,price,currency,availability
A,One,${price},EUR,in stock
B,Two,${price},EUR,in stock
`;
await server.load(feed('100'));
const PRODUCT = 'PR00001';
const CLIENTS = 16;
const batches = new Batches(server, acme);

const order = (product_id = PRODUCT) =>
  server.call<Order>('/orders', { key: acme.key, body: { items: [{ product_id, quantity: 1 }] } });
const setPrice = (price: number) =>
  server.call<PriceInForce>(`/products/${PRODUCT}/price-list`, {
    method: 'PUT',
    key: acme.key,
    body: { price_list: list(price) },
  });
const priceNow = async () => (await order()).body.total_amount;
const list = (price: number) => [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }];

/** Does something while orders of the product never end. @returns what came of it, and of the orders */
async function amongOrders<T>(work: () => Promise<T>): Promise<{ done: T; statuses: Set<number> }> {
  let over = false;
  const statuses = new Set<number>();
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!over) statuses.add((await order()).status);
  });
  try {
    return { done: await work(), statuses };
  } finally {
    over = true;
    await Promise.all(clients);
  }
}

describe('while a product is ordered without a pause', () => {
  it('its price list is set', async () => {
    const { done, statuses } = await amongOrders(() => setPrice(90));
    expect(done).toMatchObject({ status: 200, body: { price: 90 } });
    expect([...statuses]).toEqual([201]);
    expect(await priceNow()).toBe(90);
  }, 30_000);

  it.each(['continue', 'rollback'] as const)(
    'a batch with on_error %s sets it',
    async (on_error) => {
      const price = on_error === 'continue' ? 80 : 70;
      const operation = {
        '@type': 'ProductValidFromPriceUpdate',
        product: { id: PRODUCT },
        price_list: list(price),
      };
      const { done, statuses } = await amongOrders(() => batches.run({ c1: operation }, { on_error }));
      expect(done).toMatchObject({ status: 'completed', succeeded: 1 });
      expect([...statuses]).toEqual([201]);
      expect(await priceNow()).toBe(price);
    },
    30_000,
  );

  it('a feed is loaded', async () => {
    const { done, statuses } = await amongOrders(() => server.load(feed('110')));
    expect(done).toMatchObject({ status: 'completed', result: { updated: 2 } });
    expect([...statuses]).toEqual([201]);
  }, 30_000);
});

describe('while a change takes long', () => {
  it('others of the same product wait for it, and orders of other products do not', async () => {
    const database = await openDatabase(server.environment.DATABASE_URL ?? '', 2, [Partner]);
    const partnerId = Number(acme.id.slice(2));
    const operation = { '@type': 'ProductValidFromPriceUpdate', product: { id: PRODUCT }, price_list: list(61) };
    let answered = 0;
    const count = () => {
      answered += 1;
    };
    // As a batch that is all or nothing holds its products.
    const { set, batch } = await database.open({ partnerId }).transactional(async (em) => {
      await lockProductsForChange(em, partnerId, [1]);
      const waiting = { set: setPrice(60), batch: batches.run({ c1: operation }) };
      void waiting.set.then(count);
      void waiting.batch.then(count);
      // One after the other, for longer than the two need to begin to wait.
      for (let made = 0; made < 40; made += 1) expect((await order('PR00002')).status).toBe(201);
      expect(answered).toBe(0);
      return waiting;
    });
    expect((await set).status).toBe(200);
    expect(await batch).toMatchObject({ status: 'completed', succeeded: 1 });
    expect([60, 61]).toContain(await priceNow());
    await database.close();
  }, 30_000);
});
