import { setTimeout as delay } from 'node:timers/promises';
import type { Order, PriceInForce, ProblemBody, SalesChannel } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { lockProductsForChange } from '../src/catalog/lock-products-for-change.ts';
import { Customer, CustomerAddress } from '../src/customers/customer.entity.ts';
import { openDatabase } from '../src/database/orm.ts';
import { createOrder } from '../src/orders/create-order.ts';
import { Partner } from '../src/partners/partner.entity.ts';
import { setPriceLists } from '../src/prices/set-price-lists.ts';
import { SalesChannel as SalesChannelEntity } from '../src/sales-channels/sales-channel.entity.ts';
import { lockWaiters } from './support/held-rows.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer({ DATABASE_POOL_SIZE: '20' });
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other');
await server.load(`sku,product_name,price,currency,availability
A,One,100,EUR,in stock
B,Two,50,EUR,in stock
FREE,Without a price,,,in stock
`);
const [A, B, FREE] = ['PR00001', 'PR00002', 'PR00003'];
const channel = async (name: string, key = acme.key) => {
  const body = { name, type: 'WEB_SALES_CHANNEL' };
  return (await server.call<SalesChannel>('/sales-channels', { key, body })).body.sales_channel_id;
};
const [web, app, theirs] = [await channel('Web'), await channel('App'), await channel('Theirs', other.key)];
const entry = (valid_from: Date, price: number, currency = 'EUR') => ({
  valid_from: valid_from.toISOString(),
  price,
  currency,
});
const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const put = (product: string, price_list: object[], sales_channel_id?: string) =>
  server.call<PriceInForce>(`/products/${product}/price-list`, {
    method: 'PUT',
    key: acme.key,
    body: { price_list, ...(sales_channel_id ? { sales_channel_id } : {}) },
  });
const order = <T = Order>(products: string[], more: object = {}, key = acme.key) =>
  server.call<T>('/orders', {
    key,
    body: { items: products.map((product_id) => ({ product_id, quantity: 1 })), ...more },
  });
const priceOf = async (product: string, sales_channel_id?: string) => {
  const { body } = await order([product], sales_channel_id ? { sales_channel_id } : {});
  return `${body.items[0]?.unit_price} ${body.currency}`;
};
const clear = async () => {
  for (const product of [A, B, FREE]) {
    for (const list of [undefined, web, app]) await put(product, [], list);
  }
};

describe('an order', () => {
  it("uses its channel's prices, else those of the base list, else the feed's", async () => {
    expect(await priceOf(A)).toBe('100 EUR');
    await put(A, [entry(LONG_AGO, 90)]);
    await put(A, [entry(LONG_AGO, 80)], web);
    expect(await Promise.all([priceOf(A), priceOf(A, web), priceOf(A, app)])).toEqual(['90 EUR', '80 EUR', '90 EUR']);
    const { body } = await order([A, B, A], { sales_channel_id: web });
    expect(body).toMatchObject({
      sales_channel_id: web,
      total_amount: 210,
      items: [{ unit_price: 80 }, { unit_price: 50 }, { unit_price: 80 }],
    });
    const read = await server.call<Order>(`/orders/${body.order_id}`, { key: acme.key });
    expect(read.body).toEqual(body);
    await clear();
    expect(await Promise.all([priceOf(A), priceOf(A, web)])).toEqual(['100 EUR', '100 EUR']);
    // Existing orders do not change.
    expect((await server.call<Order>(`/orders/${body.order_id}`)).body).toEqual(body);
  });

  it('uses a list for a product without a feed price', async () => {
    expect((await order<ProblemBody>([FREE])).body.code).toBe('product_not_priced');
    await put(FREE, [entry(LONG_AGO, 7)], web);
    expect(await priceOf(FREE, web)).toBe('7 EUR');
    expect((await order<ProblemBody>([FREE])).body.code).toBe('product_not_priced');
    await put(FREE, [entry(new Date(Date.now() + 60_000), 7)], web);
    expect((await order<ProblemBody>([FREE], { sales_channel_id: web })).body.code).toBe('product_not_priced');
    await clear();
  });

  it('has one currency, that of the prices in force', async () => {
    await put(A, [entry(LONG_AGO, 90, 'USD')], web);
    const mixed = await order<ProblemBody>([A, B], { sales_channel_id: web });
    expect([mixed.status, mixed.body.code]).toEqual([422, 'mixed_currencies']);
    expect((await order([A, B])).status).toBe(201);
    await put(B, [entry(LONG_AGO, 45, 'USD')], web);
    expect((await order([A, B], { sales_channel_id: web })).body).toMatchObject({ total_amount: 135, currency: 'USD' });
    await clear();
  });

  it('is refused for a channel that does not exist or is not the partner’s, with all other problems', async () => {
    const unknown = await order<ProblemBody>([A], { sales_channel_id: 'SC99999' });
    expect([unknown.status, unknown.body.code, unknown.body.detail]).toEqual([
      404,
      'not_found',
      'Sales channel not found: SC99999',
    ]);
    expect((await order([A], { sales_channel_id: theirs })).status).toBe(404);
    expect((await order([A], { sales_channel_id: 'web' })).status).toBe(422);
    const customer_id = 'CU99999';
    const all = await server.call<ProblemBody>('/orders', {
      body: {
        partner_id: acme.id,
        customer_id,
        sales_channel_id: theirs,
        items: [{ product_id: FREE, quantity: 1 }],
      },
    });
    expect([all.status, all.body.errors?.map(({ path, code }) => [path, code])]).toEqual([
      409,
      [
        ['items.0.product_id', 'product_not_priced'],
        ['customer_id', 'not_found'],
        ['sales_channel_id', 'sales_channel_of_another_partner'],
      ],
    ]);
  });
});

describe('a price change of tomorrow', () => {
  it('applies to an order of tomorrow, and not to one of today', async () => {
    const database = await openDatabase(server.environment.DATABASE_URL ?? '', 2, [
      Partner,
      Customer,
      CustomerAddress,
      SalesChannelEntity,
    ]);
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1_000);
    await put(A, [entry(LONG_AGO, 90), entry(tomorrow, 75)]);
    await put(A, [entry(tomorrow, 70)], web);
    const partner = { id: Number(acme.id.slice(2)), name: 'Acme Corp' };
    const orderAt = (time: number, sales_channel_id?: SalesChannel['sales_channel_id']) =>
      database.open({ partnerId: partner.id }).transactional((em) =>
        createOrder(
          em,
          partner,
          {
            items: [{ product_id: A as Order['items'][number]['product_id'], quantity: 2 }],
            ...(sales_channel_id ? { sales_channel_id } : {}),
          },
          () => new Date(time),
        ),
      );
    const seen: unknown[] = [];
    for (const time of [Date.now(), tomorrow.getTime() - 1, tomorrow.getTime(), tomorrow.getTime() + 1]) {
      const [base, channel] = [await orderAt(time), await orderAt(time, web)];
      expect(base.created_at).toBe(new Date(time).toISOString());
      seen.push([base.total_amount, channel.total_amount]);
    }
    expect(seen).toEqual([
      [180, 180],
      [180, 180],
      [150, 140],
      [150, 140],
    ]);
    await database.close();
    await clear();
  });

  it('applies automatically when its time has come', async () => {
    const soon = new Date(Date.now() + 2_000);
    await put(A, [entry(LONG_AGO, 90), entry(soon, 75)]);
    expect(await priceOf(A)).toBe('90 EUR');
    await until(async () => (await priceOf(A)) === '75 EUR');
    expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
    const { body } = await server.call<PriceInForce>(`/products/${A}/prices`);
    expect(body).toMatchObject({ price: 75, since: soon.toISOString(), next: null });
    await clear();
  });
});

describe('concurrently', () => {
  it('lists of one product are set one after the other, and each completely', async () => {
    const lists = Array.from({ length: 24 }, (_, n) =>
      Array.from({ length: 10 }, (_, day) => entry(new Date(Date.UTC(2040, 0, 1 + day, n)), n + 1)),
    );
    const answers = await Promise.all(lists.map((list, n) => put(B, list, n % 2 ? web : undefined)));
    // Each response contains its own complete list.
    expect(answers.map(({ status, body }, n) => [status, n % 2 ? body.channel_list : body.base_list])).toEqual(
      lists.map((list) => [200, list]),
    );
    const { rows } = await server.pool.query(
      `select sales_channel_id, count(*)::int as entries, count(distinct price)::int as prices
       from product_price where product_id = 2 group by 1 order by 1`,
    );
    expect(rows.map(({ entries, prices }) => [entries, prices])).toEqual([
      [10, 1],
      [10, 1],
    ]);
    const versions = await server.pool.query(
      'select set_at from price_list_version where product_id = 2 and set_at is not null order by id',
    );
    const times = versions.rows.map(({ set_at }) => set_at.getTime());
    expect(times).toEqual(times.toSorted((one: number, next: number) => one - next));
    await clear();
  });

  it('orders use one list or the other, and the history agrees', async () => {
    let over = false;
    const made: Order[] = [];
    const client = async () => {
      while (!over) {
        const { status, body } = await order([A, B], { sales_channel_id: web });
        expect(status).toBe(201);
        made.push(body);
        // A list waits for a moment at which no order locks the product.
        await delay(10);
      }
    };
    const clients = Array.from({ length: 6 }, client);
    for (let change = 0; change < 60; change += 1) {
      const product = change % 2 ? A : B;
      const set = await put(product, [entry(LONG_AGO, 10 + change)], change % 3 ? web : undefined);
      expect(set.status).toBe(200);
    }
    over = true;
    await Promise.all(clients);
    expect(made.length).toBeGreaterThan(20);
    // A sample of them, from the first to the last.
    for (const { created_at, items } of made.filter((_, n) => n % Math.ceil(made.length / 60) === 0)) {
      for (const { product_id, unit_price } of items) {
        const query = `at=${created_at}&sales_channel_id=${web}`;
        const then = await server.call<PriceInForce>(`/products/${product_id}/prices?${query}`);
        expect(then.body.price).toBe(unit_price);
      }
    }
    await clear();
  }, 60_000);

  it('an order that waits for a list uses that list', async () => {
    const database = await openDatabase(server.environment.DATABASE_URL ?? '', 2, [Partner]);
    const partnerId = Number(acme.id.slice(2));
    const entries = [{ validFrom: LONG_AGO, price: '33', currency: 'EUR' }];
    const list = { partnerId, productId: 1, salesChannelId: null, entries };
    let waiting: ReturnType<typeof order<Order>> | undefined;
    // Like a batch that has set lists and has not committed.
    await database.open({ partnerId }).transactional(async (em) => {
      await lockProductsForChange(em, partnerId, [1]);
      await setPriceLists(em, [list], new Date());
      waiting = order([A]);
      await lockWaiters(server, /for share of product/);
    });
    const { body } = (await waiting) ?? {};
    expect(body?.total_amount).toBe(33);
    const then = await server.call<PriceInForce>(`/products/${A}/prices?at=${body?.created_at}`);
    expect(then.body.price).toBe(33);
    await database.close();
    await clear();
  });
});
