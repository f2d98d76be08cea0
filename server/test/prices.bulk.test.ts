import { setTimeout as delay } from 'node:timers/promises';
import type { Order, PriceInForce, ProductReference, SalesChannel } from '@commerce-integration/contract';
import type { Transaction } from 'kysely';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { findProducts } from '../src/catalog/find-products.ts';
import { lockProductsForChange } from '../src/catalog/lock-products-for-change.ts';
import { openDatabase } from '../src/database/orm.ts';
import { EVERYBODY } from '../src/database/tenancy.ts';
import { Partner } from '../src/partners/partner.entity.ts';
import { type PriceListChange, setPriceLists } from '../src/prices/set-price-lists.ts';
import { feedOf } from './support/feeds.ts';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';

// The functions behind operations batches: many lists in one transaction.

const server = await startTestServer({ DATABASE_POOL_SIZE: '20' });
const database = await openDatabase(server.environment.DATABASE_URL ?? '', 4, [Partner]);
afterAll(() => database.close());
const PRODUCTS = 3_000;
const acme = await server.partner('Acme Corp');
const partnerId = Number(acme.id.slice(2));
await server.load(feedOf(PRODUCTS), { key: acme.key, fields: {} });
const body = { name: 'Web', type: 'WEB_SALES_CHANNEL' };
await server.call<SalesChannel>('/sales-channels', { key: acme.key, body });
const WEB = 1;

const change = (productId: number, prices: number[], salesChannelId: number | null = null): PriceListChange => ({
  partnerId,
  productId,
  salesChannelId,
  entries: prices.map((price, n) => ({
    validFrom: new Date(Date.UTC(2020 + n)),
    price: String(price),
    currency: 'USD',
  })),
});
const set = (changes: readonly PriceListChange[]) =>
  database.open(EVERYBODY).transactional(async (em) => {
    await lockProductsForChange(
      em,
      partnerId,
      changes.map(({ productId }) => productId),
    );
    return setPriceLists(em, changes, new Date());
  });
const count = async (table: string) => Number((await server.pool.query(`select count(*) from ${table}`)).rows[0].count);
const listOf = async (product: number, salesChannelId = 0) =>
  (
    await server.pool.query(
      'select price from product_price where product_id = $1 and sales_channel_id = $2 order by valid_from',
      [product, salesChannelId],
    )
  ).rows.map(({ price }) => Number(price));
const versionsOf = async (product: number) =>
  (
    await server.pool.query('select entries from price_list_version where product_id = $1 order by id', [product])
  ).rows.map(({ entries }) => entries.map(({ price }: { price: number }) => price));

describe('many price lists', () => {
  it('are set in order: the last of a product and channel is the list, and each is in the history', async () => {
    const changed = await set([
      change(1, [10, 11]),
      change(2, [20]),
      change(1, [12]),
      change(1, [30], WEB),
      change(2, []),
      change(1, [12]),
      change(3, []),
      change(1, [13, 14, 15]),
    ]);
    // Lists that change nothing are not included.
    expect(changed).toEqual([0, 1, 2, 3, 4, 7]);
    expect([await listOf(1), await listOf(1, WEB), await listOf(2), await listOf(3)]).toEqual([
      [13, 14, 15],
      [30],
      [],
      [],
    ]);
    expect(await versionsOf(1)).toEqual([[10, 11], [12], [30], [13, 14, 15]]);
    expect(await versionsOf(2)).toEqual([[20], []]);
    expect(await versionsOf(3)).toEqual([]);
    expect(await set([change(1, [13, 14, 15]), change(2, [])])).toEqual([]);
    expect(await set([])).toEqual([]);
  });

  it('with more entries than one statement takes are complete, in order', async () => {
    const long = Array.from({ length: 1_000 }, (_, n) => n);
    const entries = (first: number) =>
      long.map((n) => ({ validFrom: new Date(Date.UTC(2030, 0, 1, n)), price: String(first + n), currency: 'USD' }));
    // Each list is set twice, once in each half: the second one remains.
    const products = Array.from({ length: 30 }, (_, n) => 100 + n);
    const lists = [1, 2].flatMap((first) => products.map((id) => ({ ...change(id, []), entries: entries(first) })));
    expect(await set(lists)).toEqual(lists.map((_, n) => n));
    for (const id of products) {
      expect(await listOf(id)).toEqual(long.map((n) => n + 2));
      expect((await versionsOf(id)).map(([first]) => first)).toEqual([1, 2]);
    }
  });

  it('take three statements for any number of lists', async () => {
    const lists = Array.from({ length: PRODUCTS }, (_, n) => change(n + 1, [n + 1, n + 2, n + 3], WEB));
    await database.open(EVERYBODY).transactional(async (em) => {
      const transaction = em.getTransactionContext<Transaction<unknown>>();
      if (!transaction) throw new Error('No transaction is open');
      const statements = vi.spyOn(transaction, 'executeQuery');
      await setPriceLists(em, lists, new Date());
      expect(statements).toHaveBeenCalledTimes(3);
    });
    expect(await count(`product_price where sales_channel_id = ${WEB}`)).toBe(3 * PRODUCTS);
  });

  it('are rolled back completely with their transaction', async () => {
    const before = [await count('product_price'), await count('price_list_version')];
    const failing = database.open(EVERYBODY).transactional(async (em) => {
      await setPriceLists(em, [change(1, [1]), change(2, [2])], new Date());
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect([await count('product_price'), await count('price_list_version')]).toEqual(before);
  });

  it('are never set before those that they replace, even if clocks differ', async () => {
    const at = async (price: number, time: string) => {
      await database.open(EVERYBODY).transactional((em) => setPriceLists(em, [change(50, [price])], new Date(time)));
    };
    await at(1, '2026-03-01T12:00:05Z');
    await at(2, '2026-03-01T12:00:00Z');
    const { rows } = await server.pool.query(
      'select set_at from price_list_version where product_id = 50 and sales_channel_id = 0 order by id',
    );
    expect(rows.map(({ set_at }) => set_at.toISOString())).toEqual([
      '2026-03-01T12:00:05.000Z',
      '2026-03-01T12:00:05.000Z',
    ]);
    // The clock that set the list is ahead; the list is still in force immediately.
    await at(3, new Date(Date.now() + 60_000).toISOString());
    const now = await server.call<PriceInForce>('/products/PR00050/prices');
    expect(now.body.price).toBe(3);
  });
});

describe('references to products', () => {
  const find = (references: ProductReference[], partner = partnerId) =>
    findProducts(database.open(EVERYBODY), partner, references);
  const id = (number: number) => `PR${String(number).padStart(5, '0')}` as ProductReference['id'];

  it('are resolved by ID, SKU and external ID, and each has its own problem', async () => {
    await server.load(
      `sku,product_name,price,external_id\nSKU-7,Seven,1,ext-7\nSKU-8,Eight,1,twice\nSKU-9,Nine,1,twice\nSKU-10,Ten,1,7\nSKU-11,"Quoted ""11""",1,"{a,""b""}\\"\n`,
      { key: acme.key, fields: {} },
    );
    const other = await server.partner('Other');
    await server.load(`sku,product_name,price,external_id\nTHEIRS,Theirs,1,ext-theirs\nSKU-1,Same SKU,1,\n`, {
      key: other.key,
      fields: {},
    });
    const theirs = PRODUCTS + 1;
    expect(
      await find([
        { id: id(3) },
        { sku: 'SKU-4' },
        { external_id: 'ext-7' },
        { external_id: '{a,"b"}\\' },
        { external_id: '7' },
        { sku: 'SKU-1' },
        { sku: 'SKU-4' },
      ]),
    ).toEqual([3, 4, 7, 11, 10, 1, 4].map((number) => ({ number })));
    expect(
      await find([
        { external_id: 'twice' },
        { id: id(theirs) },
        { sku: 'THEIRS' },
        { external_id: 'ext-theirs' },
        { id: id(999_999) },
        { sku: 'sku-4' },
        { external_id: 'EXT-7' },
        { sku: 'nul \0' },
        { external_id: 'half \ud800' },
      ]),
    ).toMatchObject([
      { problem: { code: 'ambiguous_external_id', path: 'external_id' } },
      { problem: { code: 'not_found', path: 'id', message: `Product not found: ${id(theirs)}` } },
      { problem: { code: 'not_found', path: 'sku' } },
      { problem: { code: 'not_found', path: 'external_id' } },
      { problem: { code: 'not_found', path: 'id' } },
      { problem: { code: 'not_found', path: 'sku' } },
      { problem: { code: 'not_found', path: 'external_id' } },
      { problem: { code: 'not_found', path: 'sku' } },
      { problem: { code: 'not_found', path: 'external_id' } },
    ]);
    expect(await find([{ sku: 'SKU-1' }], Number(other.id.slice(2)))).toEqual([{ number: theirs + 1 }]);
    expect(await find([])).toEqual([]);
  });

  it('are resolved by the thousand, by indexes', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => [
      { sku: `SKU-${1 + (n % PRODUCTS)}` },
      { id: id(1 + (n % PRODUCTS)) },
      { external_id: n % 2 ? 'ext-7' : 'nobody' },
    ]).flat();
    let found = 0;
    const read = await rowsRead(server, 'product', async () => {
      found = (await find(many)).filter((one) => 'number' in one).length;
    });
    expect(found).toBe(25_000);
    // For each reference a product, or both products that share an external_id.
    expect(read).toBeLessThan(4 * many.length);
  });

  it('are locked if they are the partner’s', async () => {
    const locked = await database
      .open(EVERYBODY)
      .transactional((em) => lockProductsForChange(em, partnerId, [5, PRODUCTS + 1, 4, 5, 999_999]));
    expect([...locked]).toEqual([4, 5]);
  });
});

describe('many lists that are set repeatedly', () => {
  it('while orders and feeds hold the same products: no deadlock, and no order has both prices', async () => {
    let over = false;
    const products = Array.from({ length: 200 }, (_, n) => n + 1);
    const shuffled = () => products.toSorted(() => Math.random() - 0.5);
    const prices = new Set<number>();
    const client = async () => {
      while (!over) {
        const items = shuffled()
          .slice(0, 20)
          .map((number) => ({ product_id: `PR${String(number).padStart(5, '0')}`, quantity: 1 }));
        const made = await server.call<Order>('/orders', { key: acme.key, body: { items } });
        expect(made.status).toBe(201);
        prices.add(new Set(made.body.items.map(({ unit_price }) => unit_price)).size);
      }
    };
    await set(products.map((product) => change(product, [1_000])));
    const clients = Array.from({ length: 5 }, client);
    const feeds = async () => {
      for (let price = 10; !over; price += 1) {
        const job = await server.load(feedOf(200, `${price}.00`), { key: acme.key, fields: {} });
        expect(job).toMatchObject({ status: 'completed', attempt: 1 });
      }
    };
    const feeding = feeds();
    for (let round = 1; round <= 15; round += 1) {
      await set(shuffled().map((product) => change(product, [1_000 + round])));
      await delay(20);
    }
    over = true;
    await Promise.all([...clients, feeding]);
    expect([...prices]).toEqual([1]);
  }, 60_000);
});
