import { setTimeout as delay } from 'node:timers/promises';
import type {
  Page,
  PriceInForce,
  PriceListChange,
  PriceSource,
  Product,
  SalesChannel,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { allItems } from './support/pages.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const HEADER = 'sku,product_name,price,currency,availability\n';
const SKUS = Array.from({ length: 30 }, (_, n) => `P${n}`);
await server.load(`${HEADER}${SKUS.map((sku) => `${sku},Product ${sku},100,EUR,in stock`).join('\n')}\n`);
await server.load(`${HEADER}FREE,Without a price,,,in stock\n`);
const products = await server.products();
const free = products.find(({ sku }) => sku === 'FREE')?.product_id ?? '';
/** A product of its own for each test. */
let taken = 0;
const nextProduct = () => products[taken++]?.product_id ?? '';

const DAY = 24 * 60 * 60 * 1_000;
const started = Date.now();
/** A time a number of days from now. */
const day = (count: number) => new Date(started + count * DAY).toISOString();
const eur = (valid_from: string, price: number) => ({ valid_from, price, currency: 'EUR' });
const channel = async (name: string) => {
  const body = { name, type: 'WEB_SALES_CHANNEL' };
  return (await server.call<SalesChannel>('/sales-channels', { key: acme.key, body })).body.sales_channel_id;
};
const [web, app] = [await channel('Web'), await channel('App')];
const put = (product: string, price_list: object[], sales_channel_id?: string) =>
  server.call<PriceInForce>(`/products/${product}/price-list`, {
    method: 'PUT',
    key: acme.key,
    body: { price_list, ...(sales_channel_id ? { sales_channel_id } : {}) },
  });
const prices = async (product: string, query: { at?: string; sales_channel_id?: string } = {}) => {
  const search = new URLSearchParams(query);
  return (await server.call<PriceInForce>(`/products/${product}/prices?${search}`, { key: acme.key })).body;
};
const now = async (product: string, sales_channel_id?: string) => {
  const { price, source } = await prices(product, sales_channel_id ? { sales_channel_id } : {});
  return [price, source];
};
/** A time between the previous action and the next. */
const moment = async () => {
  await delay(3);
  const time = new Date().toISOString();
  await delay(3);
  return time;
};

describe('the price in force', () => {
  it("is the feed's if there is no list, since the product was created", async () => {
    const product = nextProduct();
    expect(await prices(product)).toEqual({
      product_id: product,
      sales_channel_id: null,
      at: expect.any(String),
      price: 100,
      currency: 'EUR',
      source: 'feed',
      since: products.find(({ product_id }) => product_id === product)?.created_at,
      lowest_price_30_days: null,
      next: null,
      channel_list: [],
      base_list: [],
    });
    expect(await prices(product, { at: '2020-01-01T00:00:00Z' })).toMatchObject({
      at: '2020-01-01T00:00:00.000Z',
      price: null,
      currency: null,
      source: null,
      since: null,
    });
  });

  it('is none if neither the feed nor a list has one, until one begins', async () => {
    expect(await prices(free)).toMatchObject({ price: null, source: null, since: null, next: null });
    const set = await put(free, [eur(day(1), 5)]);
    expect(set.body).toMatchObject({ price: null, next: { ...eur(day(1), 5), source: 'base_list' } });
    expect(await prices(free, { at: day(2) })).toMatchObject({ price: 5, source: 'base_list', since: day(1) });
  });

  it('follows the base list into the future, whatever the order of its entries', async () => {
    const product = nextProduct();
    const set = await put(product, [eur(day(20), 70), eur(day(-3), 90), eur(day(10), 80)]);
    expect(set.status).toBe(200);
    expect(set.body).toMatchObject({
      price: 90,
      source: 'base_list',
      next: { ...eur(day(10), 80), source: 'base_list' },
      channel_list: [],
      base_list: [eur(day(-3), 90), eur(day(10), 80), eur(day(20), 70)],
    });
    // A list applies from the time it was set: earlier prices do not change.
    expect(Date.parse(set.body.since ?? '')).toBeGreaterThanOrEqual(started);
    const at = async (time: string) => {
      const { price, since, next } = await prices(product, { at: time });
      return [price, since, next?.price];
    };
    expect(await at(day(10))).toEqual([80, day(10), 70]);
    expect(await at(day(19.9))).toEqual([80, day(10), 70]);
    expect(await at(day(20))).toEqual([70, day(20), undefined]);
  });

  it("is the channel's if it has one, and lists of channels and base are independent", async () => {
    const product = nextProduct();
    await put(product, [eur(day(-1), 90)]);
    await put(product, [eur(day(-1), 80), eur(day(5), 75)], web);
    expect(await Promise.all([now(product), now(product, web), now(product, app)])).toEqual([
      [90, 'base_list'],
      [80, 'channel_list'],
      [90, 'base_list'],
    ]);
    const both = await prices(product, { sales_channel_id: web });
    expect(both).toMatchObject({
      sales_channel_id: web,
      channel_list: [eur(day(-1), 80), eur(day(5), 75)],
      base_list: [eur(day(-1), 90)],
    });
    await put(product, [eur(day(-1), 60)], app);
    await put(product, [eur(day(-1), 95)]);
    expect(await Promise.all([now(product), now(product, web), now(product, app)])).toEqual([
      [95, 'base_list'],
      [80, 'channel_list'],
      [60, 'channel_list'],
    ]);
  });

  it('falls back to the base list, and then to the feed, as soon as lists are removed', async () => {
    const product = nextProduct();
    await put(product, [eur(day(-1), 90)]);
    await put(product, [eur(day(-1), 80)], web);
    expect((await put(product, [], web)).body).toMatchObject({ price: 90, source: 'base_list', channel_list: [] });
    expect((await put(product, [])).body).toMatchObject({ price: 100, source: 'feed', base_list: [] });
    expect(await now(product, web)).toEqual([100, 'feed']);
  });

  it("is a channel's list only from its first entry on", async () => {
    const product = nextProduct();
    await put(product, [eur(day(7), 80)], web);
    expect(await now(product, web)).toEqual([100, 'feed']);
    expect(await prices(product, { sales_channel_id: web, at: day(7) })).toMatchObject({ price: 80 });
    expect(await prices(product, { at: day(7) })).toMatchObject({ price: 100 });
  });

  it('treats valid_from in any offset as the same moment', async () => {
    const product = nextProduct();
    const set = await put(product, [
      { valid_from: '2040-01-01T00:00:00+09:00', price: 3, currency: 'EUR' },
      { valid_from: '2039-12-31T10:00:00-04:00', price: 2, currency: 'EUR' },
      { valid_from: '2039-12-31T14:00:00.123456Z', price: 4, currency: 'EUR' },
    ]);
    expect(set.body.base_list).toEqual([
      { valid_from: '2039-12-31T14:00:00.000Z', price: 2, currency: 'EUR' },
      { valid_from: '2039-12-31T14:00:00.123Z', price: 4, currency: 'EUR' },
      { valid_from: '2039-12-31T15:00:00.000Z', price: 3, currency: 'EUR' },
    ]);
    const query = '/prices?at=2039-12-31T23:30:00%2B09:00';
    const read = await server.call<PriceInForce>(`/products/${product}${query}`);
    expect(read.body).toMatchObject({ at: '2039-12-31T14:30:00.000Z', price: 4 });
  });

  it('keeps prices of any currency exact', async () => {
    const product = nextProduct();
    const list = [
      { price: 999_999_999_999.99, currency: 'EUR' },
      { price: 0, currency: 'EUR' },
      { price: 0.1, currency: 'USD' },
      { price: 1_500, currency: 'JPY' },
      { price: 1.005, currency: 'KWD' },
      { price: 12.3456, currency: 'CLF' },
    ].map((money, n) => ({ valid_from: day(n), ...money }));
    expect((await put(product, list)).body.base_list).toEqual(list);
    for (const [n, { price, currency }] of list.entries()) {
      expect(await prices(product, { at: day(n + 0.5) })).toMatchObject({ price, currency });
    }
  });

  it('accepts 1,000 entries and the first and last possible times', async () => {
    const product = nextProduct();
    const list = Array.from({ length: 998 }, (_, n) => eur(day(n + 1), (n % 50) + 1));
    const all = [eur('2000-01-01T00:00:00.000Z', 7), ...list, eur('2199-12-31T23:59:59.999Z', 9)];
    const set = await put(product, all);
    expect([set.status, set.body.price, set.body.base_list]).toEqual([200, 7, all]);
    expect(await prices(product, { at: '2199-12-31T23:59:59.999Z' })).toMatchObject({ price: 9, next: null });
    expect(await prices(product, { at: day(500.5) })).toMatchObject({ price: 50, since: day(500) });
  });
});

describe('prices of the past', () => {
  it('are those of the lists and the feed at that time', async () => {
    const product = nextProduct();
    const sku = products.find(({ product_id }) => product_id === product)?.sku;
    const at: string[] = [];
    const mark = async () => at.push(await moment());
    await mark();
    await put(product, [eur(day(-1), 90)]);
    await mark();
    await server.load(`${HEADER}${sku},Product ${sku},110,EUR,in stock\n`);
    await mark();
    await put(product, [eur(day(-1), 70)], web);
    await mark();
    await put(product, []);
    await mark();
    await put(product, [], web);
    await mark();
    const seen = await Promise.all(
      at.map(async (time) => {
        const [base, channel] = [
          await prices(product, { at: time }),
          await prices(product, { at: time, sales_channel_id: web }),
        ];
        return [base.price, base.source, channel.price, channel.source, channel.base_list.length];
      }),
    );
    expect(seen).toEqual([
      [100, 'feed', 100, 'feed', 0],
      [90, 'base_list', 90, 'base_list', 1],
      [90, 'base_list', 90, 'base_list', 1],
      [90, 'base_list', 70, 'channel_list', 1],
      [110, 'feed', 70, 'channel_list', 0],
      [110, 'feed', 110, 'feed', 0],
    ]);
  });

  it('and include announcements that were never in force', async () => {
    const product = nextProduct();
    await put(product, [eur(day(30), 50)]);
    const announced = await moment();
    await put(product, [eur(day(30), 60)]);
    expect(await prices(product, { at: announced })).toMatchObject({
      next: { price: 50 },
      base_list: [eur(day(30), 50)],
    });
    expect(await prices(product)).toMatchObject({ next: { price: 60 } });
    expect(await prices(product, { at: day(31) })).toMatchObject({ price: 60 });
  });
});

describe('the lowest price of the 30 days before a reduction', () => {
  it('is returned for one in force and for an announced one', async () => {
    const product = nextProduct();
    const set = await put(product, [eur(day(-1), 80), eur(day(40), 120), eur(day(60), 90), eur(day(61), 70)]);
    expect(set.body).toMatchObject({ price: 80, lowest_price_30_days: 100 });
    const lowest = async (time: string) => (await prices(product, { at: time })).lowest_price_30_days;
    expect(await lowest(day(39))).toBe(100);
    expect(await lowest(day(41))).toBeNull();
    // The 80 were in force until day 40, which is within the 30 days before day 60.
    expect(await lowest(day(60))).toBe(80);
    expect(await lowest(day(62))).toBe(80);
  });

  it('includes changes of the feed, and prices of the channel', async () => {
    const product = nextProduct();
    const sku = products.find(({ product_id }) => product_id === product)?.sku;
    await put(product, [eur(day(-1), 70)], web);
    await server.load(`${HEADER}${sku},Product ${sku},95,EUR,in stock\n`);
    await put(product, [eur(day(-1), 60)], web);
    expect(await prices(product)).toMatchObject({ price: 95, source: 'feed', lowest_price_30_days: 100 });
    expect(await prices(product, { sales_channel_id: web })).toMatchObject({ price: 60, lowest_price_30_days: 70 });
    await server.load(`${HEADER}${sku},Product ${sku},95,USD,in stock\n`);
    expect(await prices(product)).toMatchObject({ currency: 'USD', lowest_price_30_days: null });
  });
});

describe('setting a price list', () => {
  it('to its current content changes nothing; otherwise records and announces it', async () => {
    const product = nextProduct();
    const history = async (query = '') =>
      (await server.call<Page<PriceListChange>>(`/products/${product}/price-list/history?limit=100${query}`)).body
        .items;
    const events = async () =>
      (
        await server.pool.query(
          `select data from event where event_type = 'price_list.changed' and data ->> 'product_id' = $1 order by id`,
          [product],
        )
      ).rows.map(({ data }) => data);
    expect((await put(product, [])).status).toBe(200);
    expect(await history()).toEqual([]);
    const list = [eur(day(1), 80), eur(day(2), 70)];
    const first = await put(product, list);
    const again = await put(product, [...list].reverse());
    expect(again.body).toEqual({ ...first.body, at: again.body.at });
    await put(product, [eur(day(1), 60)], web);
    await put(product, [], web);
    await put(product, [], web);
    expect(await history()).toEqual([
      { set_at: expect.any(String), sales_channel_id: web, price_list: [] },
      { set_at: expect.any(String), sales_channel_id: web, price_list: [eur(day(1), 60)] },
      { set_at: expect.any(String), sales_channel_id: null, price_list: list },
    ]);
    expect(await history(`&sales_channel_id=${web}`)).toHaveLength(2);
    expect(await history(`&sales_channel_id=${app}`)).toEqual([]);
    expect(await events()).toEqual([
      { product_id: product, sales_channel_id: null },
      { product_id: product, sales_channel_id: web },
      { product_id: product, sales_channel_id: web },
    ]);
  });

  it('takes effect once per Idempotency-Key, whatever was set since', async () => {
    const product = nextProduct();
    const set = (price: number, key: string) =>
      server.call<PriceInForce>(`/products/${product}/price-list`, {
        method: 'PUT',
        key: acme.key,
        body: { price_list: [eur(day(-1), price)] },
        headers: { 'idempotency-key': `${product} ${key}` },
      });
    const first = await set(80, 'one');
    await set(70, 'two');
    const again = await set(80, 'one');
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
    expect(await now(product)).toEqual([70, 'base_list']);
    expect((await set(75, 'one')).status).toBe(422);
  });

  it('keeps a history that is read page by page', async () => {
    const product = nextProduct();
    for (let price = 1; price <= 7; price += 1) await put(product, [eur(day(1), price)], price % 2 ? web : undefined);
    const path = `/products/${product}/price-list/history`;
    const read = await allItems((cursor) => server.call<Page<PriceListChange>>(`${path}?limit=3${cursor}`));
    expect(read.map(({ price_list }) => price_list[0]?.price)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    const page = await server.call<Page<PriceListChange>>(`${path}?limit=3`);
    const foreign = await server.call(`${path}?sales_channel_id=${web}&cursor=${page.body.next_cursor}`);
    expect([foreign.status, foreign.body.code]).toEqual([400, 'invalid_cursor']);
  });
});

describe('the list of products', () => {
  const listed = async (query: string) => {
    const { body } = await server.call<Page<Product>>(`/products?limit=100${query}`, { key: acme.key });
    return body.items;
  };

  it('shows feed prices by default, and prices in force on request', async () => {
    const product = nextProduct();
    await put(product, [eur(day(-1), 90), eur(day(10), 85)]);
    await put(product, [eur(day(-1), 80)], web);
    const shown = async (query: string) => {
      const found = (await listed(query)).find(({ product_id }) => product_id === product);
      return [found?.price, found?.currency, found?.price_source];
    };
    expect(await shown('')).toEqual([100, 'EUR', undefined]);
    expect(await shown(`&sales_channel_id=${web}`)).toEqual([80, 'EUR', 'channel_list']);
    expect(await shown(`&sales_channel_id=${app}`)).toEqual([90, 'EUR', 'base_list']);
    expect(await shown(`&as_of=${day(11)}`)).toEqual([85, 'EUR', 'base_list']);
    expect(await shown(`&as_of=${day(11)}&sales_channel_id=${web}`)).toEqual([80, 'EUR', 'channel_list']);
    expect(await shown('&as_of=2020-01-01T00:00:00Z')).toEqual([null, null, null]);
    const [first] = await listed(`&as_of=${day(0)}`);
    expect(Object.keys(first ?? {})).toEqual([
      'product_id',
      'feed_id',
      'partner_id',
      'partner_name',
      'sku',
      'product_name',
      'description',
      'brand',
      'category',
      'price',
      'currency',
      'price_source',
      'availability',
      'attributes',
      'created_at',
      'updated_at',
    ]);
    const byFeed = await server.call<Page<Product>>(
      `/products/by-feed/${first?.feed_id}?limit=100&sales_channel_id=${web}`,
    );
    expect(byFeed.body.items.find(({ product_id }) => product_id === product)).toMatchObject({ price: 80 });
  });

  it('pages through them by any sort, with cursors bound to the time and the channel', async () => {
    const query = `&sort_by=product_name&as_of=${day(1)}&sales_channel_id=${web}`;
    const paged = await allItems((cursor) => server.call<Page<Product>>(`/products?limit=7${query}${cursor}`));
    expect(paged).toEqual(await listed(query));
    const page = await server.call<Page<Product>>(`/products?limit=7${query}`);
    for (const other of [`&as_of=${day(2)}&sales_channel_id=${web}`, `&as_of=${day(1)}`, '']) {
      const moved = await server.call(`/products?sort_by=product_name${other}&cursor=${page.body.next_cursor}`);
      expect([moved.status, moved.body.code]).toEqual([400, 'invalid_cursor']);
    }
  });

  it.each(['price_min=1', 'price_max=1', 'sort_by=price'])('does not combine them with %s', async (query) => {
    for (const asked of [`as_of=${day(0)}`, `sales_channel_id=${web}`]) {
      for (const path of ['/products', `/products/by-feed/${products[0]?.feed_id}`]) {
        const { status, body } = await server.call(`${path}?${query}&${asked}`);
        expect([status, body.code, body.detail]).toEqual([
          400,
          'invalid_parameter',
          'as_of and sales_channel_id do not go with price_min, price_max and sort_by=price, which look at the price of the feed.',
        ]);
      }
    }
  });

  it('agrees with the product itself at any time', async () => {
    const few = Array.from({ length: 4 }, nextProduct);
    const times = [day(-1), await moment()];
    // A small pseudo-random walk, the same in each run, so that failures are reproducible.
    let seed = 42;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let step = 0; step < 40; step += 1) {
      const product = few[random(few.length)] ?? '';
      const from = Array.from({ length: random(4) }, () => Date.now() + (random(400) - 200) * 1_000 * random(300));
      const list = [...new Set(from)].map((time) => eur(new Date(time).toISOString(), random(50) + 1));
      if (step % 10 === 9) {
        const sku = products.find(({ product_id }) => product_id === product)?.sku;
        await server.load(`${HEADER}${sku},Product ${sku},${random(50) + 1},EUR,in stock\n`);
      } else await put(product, list, [undefined, web, app][random(3)]);
      times.push(await moment());
    }
    times.push(day(0.01), day(0.1), day(0.5), day(1), day(300));
    for (const time of times) {
      for (const sales_channel_id of [undefined, web, app]) {
        const asked = { at: time, ...(sales_channel_id ? { sales_channel_id } : {}) };
        const list = await listed(`&as_of=${time}${sales_channel_id ? `&sales_channel_id=${sales_channel_id}` : ''}`);
        for (const product of few) {
          const shown = list.find(({ product_id }) => product_id === product);
          const { price, currency, source } = await prices(product, asked);
          const expected: [number | null, string | null, PriceSource | null] = [price, currency, source];
          expect([shown?.price, shown?.currency, shown?.price_source]).toEqual(expected);
        }
      }
    }
  });
});
