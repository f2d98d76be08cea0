import type { Job, Order, Page, PriceInForce, Product, ProductChange } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

// The prices in the history are those that buyers paid, whatever changes them and however close in time.

const server = await startTestServer({ DATABASE_POOL_SIZE: '30' });
const acme = await server.partner('Acme Corp');
const batches = new Batches(server, acme);
const PRODUCTS = 40;
const feed = (price: number, more = '') => {
  const rows = Array.from({ length: PRODUCTS }, (_, row) => `S-${row},Product ${row},${price},EUR,in stock\n`);
  return `sku,product_name,price,currency,availability\n${rows.join('')}${more}`;
};
await server.load(feed(10));
const products = (await server.products()).map(({ product_id }) => product_id);
const idOf = (row: number) => products[row % PRODUCTS] ?? '';

/** Creates orders without a pause while something else runs. */
async function ordersDuring(work: () => Promise<void>): Promise<Order[]> {
  let over = false;
  const made: Order[] = [];
  const clients = Array.from({ length: 6 }, async (_, client) => {
    for (let turn = 0; !over; turn += 1) {
      const items = [idOf(turn), idOf(turn + client + 1)].map((product_id) => ({ product_id, quantity: 1 }));
      const { status, body } = await server.call<Order>('/orders', { key: acme.key, body: { items } });
      expect([status, body]).toEqual([201, expect.anything()]);
      made.push(body);
    }
  });
  try {
    await work();
  } finally {
    over = true;
    await Promise.all(clients);
  }
  return made;
}

const priceAt = async (product: string, at: string) =>
  (await server.call<PriceInForce>(`/products/${product}/prices?at=${at}`)).body.price;

/** Orders close to a change whose price differs from the history. */
async function disagreements(orders: readonly Order[]): Promise<string[]> {
  const found: string[] = [];
  const looked = orders.filter((_, place) => place % Math.ceil(orders.length / 400) === 0);
  for (const { order_id, created_at, items } of looked) {
    for (const { product_id, unit_price } of items) {
      const then = await priceAt(product_id, created_at);
      if (then !== unit_price)
        found.push(`${order_id} ${product_id} at ${created_at}: paid ${unit_price}, was ${then}`);
    }
  }
  return found;
}

const list = (price: number) => [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }];

describe('every order was created at the price in the history', () => {
  it('while feeds change the prices', async () => {
    const orders = await ordersDuring(async () => {
      for (let price = 11; price < 26; price += 1) {
        expect(await server.load(feed(price))).toMatchObject({ result: { updated: PRODUCTS } });
      }
    });
    expect(new Set(orders.flatMap(({ items }) => items.map((item) => item.unit_price))).size).toBeGreaterThan(5);
    expect(await disagreements(orders)).toEqual([]);
  }, 120_000);

  it.each(['continue', 'rollback'] as const)(
    'while batches with on_error %s set lists',
    async (on_error) => {
      const orders = await ordersDuring(async () => {
        for (let price = 30; price < 38; price += 1) {
          const operations = products.map((id, place) => [
            `o${place}`,
            { '@type': 'ProductValidFromPriceUpdate', product: { id }, price_list: list(price) },
          ]);
          expect(await batches.run(Object.fromEntries(operations), { on_error })).toMatchObject({
            succeeded: PRODUCTS,
          });
        }
      });
      expect(await disagreements(orders)).toEqual([]);
    },
    120_000,
  );

  it('while lists are set one by one, from now on', async () => {
    const orders = await ordersDuring(async () => {
      for (let change = 0; change < 60; change += 1) {
        const price_list = [{ valid_from: new Date().toISOString(), price: 50 + change, currency: 'EUR' }];
        const call = { method: 'PUT', key: acme.key, body: { price_list } };
        expect((await server.call(`/products/${idOf(change)}/price-list`, call)).status).toBe(200);
      }
    });
    expect(await disagreements(orders)).toEqual([]);
  }, 120_000);
});

describe('a product', () => {
  const fields = { partner_name: 'Newcomer' };
  const of = '&partner_name=Newcomer';

  /**
   * Loads a feed that must wait for a product before it can write.
   *
   * @param meanwhile runs while it waits
   */
  async function loadThatWaits(file: string, product: Product, meanwhile: () => Promise<void>): Promise<Job> {
    const holder = await server.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('select from product where id = $1 for share', [Number(product.product_id.slice(2))]);
      const uploaded = await server.upload(file, { fields });
      const id = uploaded.body.validation_job_id;
      const running = server.run(id);
      // The load is about to write when it has reported all rows.
      await expect
        .poll(async () => (await server.call<Job>(`/jobs/${id}`)).body.progress?.rows_done)
        .toBeGreaterThan(0);
      await meanwhile();
      await holder.query('commit');
      return await running;
    } finally {
      holder.release();
    }
  }

  it('that a load creates has no price before it is visible, and misses no list of changes', async () => {
    await server.load(feed(1), { fields });
    const [first] = await server.products(of);
    if (!first) throw new Error('Nothing was loaded');
    let asked = '';
    const done = await loadThatWaits(feed(2, 'N-1,New,3,EUR,in stock\n'), first, async () => {
      expect((await server.products(`${of}&sku=N-1`)).length).toBe(0);
      asked = new Date().toISOString();
    });
    expect(done.result).toMatchObject({ inserted: 1, updated: PRODUCTS });
    const [fresh] = await server.products(`${of}&sku=N-1`);
    expect(fresh).toMatchObject({ price: 3 });
    expect(await priceAt(fresh?.product_id ?? '', asked)).toBeNull();
    const listed = await server.products(`${of}&sku=N-1&as_of=${asked}`);
    expect(listed).toMatchObject([{ price: null }]);
    expect(await priceAt(fresh?.product_id ?? '', new Date().toISOString())).toBe(3);
    // The other products had their old price until the load could write.
    expect(await priceAt(first.product_id, asked)).toBe(1);
    const { body } = await server.call<Page<ProductChange>>(`/products/${first.product_id}/history`);
    expect(body.items[0]).toMatchObject({ price_from: 1, price_to: 2 });
    expect((body.items[0]?.changed_at ?? '') > asked).toBe(true);
    // A caller that requested changes during the load gets all of them with the next request.
    const since = await server.products(`${of}&updated_since=${asked}`);
    expect(since.length).toBe(PRODUCTS + 1);
    const exported = await server.call<string>(`/products/export?updated_since=${asked}${of}`);
    expect(exported.body.split('\r\n').filter(Boolean).length).toBe(PRODUCTS + 2);
    expect(await server.products(`${of}&updated_since=${new Date().toISOString()}`)).toEqual([]);
  }, 60_000);

  it('that a batch changes is in the list of changes since then, and only then', async () => {
    const before = new Date().toISOString();
    const operation = { '@type': 'ProductAttributesUpdate', product: { sku: 'S-1' }, attributes: { colour: 'red' } };
    await batches.run({ a: operation }, {}, 'product-updates');
    const mine = '&partner_name=Acme%20Corp';
    expect(await server.products(`${mine}&updated_since=${before}`)).toMatchObject([{ sku: 'S-1' }]);
    expect(await server.products(`${mine}&updated_since=${new Date().toISOString()}`)).toEqual([]);
  });
});
