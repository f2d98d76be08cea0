import { idNumber, type Page, type PriceInForce } from '@commerce-integration/contract';
import {
  type FeedPrice,
  type ListVersion,
  type PriceHistory,
  presentPriceInForce,
  priceTimeline,
  type TimedPrice,
} from '@commerce-integration/contract/rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const HEADER = 'sku,product_name,price,currency,availability\n';
const COUNT = 30;
const rows = Array.from({ length: COUNT }, (_, n) => `P${n},Product ${n},100,EUR,in stock`);
await server.load(`${HEADER}${rows.join('\n')}\n`);
const products: string[] = (await server.products()).map(({ product_id }) => product_id);
const channelBody = { name: 'Web', type: 'WEB_SALES_CHANNEL' };
const channel = (
  await server.call<{ sales_channel_id: string }>('/sales-channels', { key: acme.key, body: channelBody })
).body.sales_channel_id;

const DAY = 24 * 60 * 60 * 1_000;
const BEGINNING = Date.now() - 300 * DAY;
const pricesOf = (product: string, query: Record<string, string> = {}) =>
  server.call<PriceInForce>(`/products/${product}/prices?${new URLSearchParams(query)}`, { key: acme.key });
const setPrice = (product: string, price: number) => {
  const price_list = [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }];
  return server.call(`/products/${product}/price-list`, { method: 'PUT', key: acme.key, body: { price_list } });
};

describe('the price in force', () => {
  // Few prices and whole days, so that the same price is set repeatedly, and several changes have the same time.
  const date = fc.integer({ min: 0, max: 280 }).map((day) => new Date(BEGINNING + day * DAY));
  const money = fc.record({ price: fc.constantFrom(1, 2, 3, 4.99), currency: fc.constantFrom('EUR', 'EUR', 'USD') });
  const byTime = <T>(timeOf: (one: T) => Date) => ({ selector: (one: T) => timeOf(one).getTime(), maxLength: 6 });
  const entry: fc.Arbitrary<TimedPrice> = fc
    .tuple(fc.integer({ min: -20, max: 400 }), money)
    .map(([day, price]) => ({ validFrom: new Date(BEGINNING + day * DAY), ...price }));
  const entries = fc
    .uniqueArray(
      entry,
      byTime(({ validFrom }) => validFrom),
    )
    .map((list) => list.sort((one, other) => one.validFrom.getTime() - other.validFrom.getTime()));
  const versions: fc.Arbitrary<ListVersion[]> = fc
    .array(fc.record({ setAt: date, entries }), { maxLength: 40, size: 'max' })
    .map((list) => list.sort((one, other) => one.setAt.getTime() - other.setAt.getTime()));
  const feed: fc.Arbitrary<FeedPrice[]> = fc
    .array(fc.record({ from: date, price: fc.option(money) }), { minLength: 1, maxLength: 30, size: 'max' })
    .map((list) => list.sort((one, other) => one.from.getTime() - other.from.getTime()));
  const histories = fc.sample(fc.record({ feed, baseList: versions, channelList: versions }), {
    numRuns: COUNT - 5,
    seed: 20,
  });

  /** Writes a history; each change of the feed's price follows one of only the availability. */
  async function store(product: string, { feed: fed, ...lists }: PriceHistory): Promise<void> {
    const ids = [idNumber(product), idNumber(acme.id)];
    const [first, latest] = [fed[0]?.from, fed.at(-1)?.price];
    await server.pool.query('update product set created_at = $2, price = $3, currency = $4 where id = $1', [
      ids[0],
      first,
      latest?.price,
      latest?.currency,
    ]);
    const changes = fed.slice(1).map(({ from, price }, index) => ({ at: from, from: fed[index]?.price, to: price }));
    await server.pool.query(
      `insert into product_change (product_id, partner_id, job_id, changed_at,
         price_from, price_to, currency_from, currency_to, availability_from, availability_to)
       select $1, $2, 1, change.at, ("from" ->> 'price')::numeric, (after ->> 'price')::numeric,
         "from" ->> 'currency', after ->> 'currency', 'in_stock', 'out_of_stock'
       from jsonb_to_recordset($3::jsonb) as change (at timestamptz, "from" jsonb, "to" jsonb)
       cross join lateral unnest(array["from", "to"]) with ordinality as step (after, place)
       order by change.at, place`,
      [...ids, JSON.stringify(changes)],
    );
    const versionsOf = (channelNumber: number, list: readonly ListVersion[]) =>
      list.map(({ setAt, entries: set }) => ({
        sales_channel_id: channelNumber,
        set_at: setAt,
        entries: set.map(({ validFrom, ...price }) => ({ valid_from: validFrom, ...price })),
      }));
    const set = [...versionsOf(0, lists.baseList), ...versionsOf(idNumber(channel), lists.channelList)];
    await server.pool.query(
      `insert into price_list_version (product_id, partner_id, sales_channel_id, set_at, entries)
       select $1, $2, sales_channel_id, set_at, entries
       from rows from (
         jsonb_to_recordset($3::jsonb) as (sales_channel_id bigint, set_at timestamptz, entries jsonb)
       ) with ordinality as version (sales_channel_id, set_at, entries, place)
       order by place`,
      [...ids, JSON.stringify(set)],
    );
  }

  /** The expected result, computed from everything known at a time. */
  function byWholeHistory(productId: number, history: PriceHistory, at: Date, salesChannelId: number | null) {
    const then = (list: readonly ListVersion[]) => list.filter(({ setAt }) => setAt <= at);
    const known = {
      feed: history.feed.filter(({ from }) => from <= at),
      baseList: then(history.baseList),
      channelList: salesChannelId === null ? [] : then(history.channelList),
    };
    return presentPriceInForce({ productId, salesChannelId, at }, priceTimeline(known), known);
  }

  it('reads as little of a long history as of a short one', async () => {
    for (const [index, history] of histories.entries()) {
      const product = products[index] ?? '';
      await store(product, history);
      const times = [-1, 0, 3, 50, 99, 100, 181, 240, 280, 350].map((day) => new Date(BEGINNING + day * DAY));
      for (const salesChannelId of [null, idNumber(channel)]) {
        const query = salesChannelId === null ? {} : { sales_channel_id: channel };
        const asked = [undefined, ...times].map(async (at) => {
          const { body } = await pricesOf(product, { ...query, ...(at ? { at: at.toISOString() } : {}) });
          const expected = byWholeHistory(idNumber(product), history, new Date(body.at), salesChannelId);
          expect(body, `history ${index}`).toEqual(expected);
          if (at) expect(body.at).toBe(at.toISOString());
        });
        await Promise.all(asked);
      }
    }
  }, 120_000);
});

describe('a product with years of price changes', () => {
  const VERSIONS = 5_000;
  const HOUR = 60 * 60 * 1_000;
  const TABLES = ['price_list_version', 'product_change'];

  /**
   * A product with a price list for each hour, whose prices alternate by 1, and as many changes of its feed's price and
   * availability.
   */
  async function oldProduct(place: number): Promise<string> {
    const product = products[COUNT - 1 - place] ?? '';
    const values = [idNumber(product), idNumber(acme.id), VERSIONS];
    await server.pool.query(`update product set created_at = now() - interval '10 years' where id = $1`, [values[0]]);
    await server.pool.query(
      `insert into price_list_version (product_id, partner_id, sales_channel_id, set_at, entries)
       select $1, $2, 0, now() - ($3 - n) * interval '1 hour', jsonb_build_array(jsonb_build_object(
         'valid_from', '2020-01-01T00:00:00.000Z', 'price', 10 + (n + 1) % 2 + case when n > $3 - 900 then 10 else 0 end,
         'currency', 'EUR'))
       from generate_series(1, $3::integer) n`,
      values,
    );
    await server.pool.query(
      `insert into product_change (product_id, partner_id, job_id, changed_at, price_from, price_to,
         currency_from, currency_to, availability_from, availability_to)
       select $1, $2, 1, now() - ($3 - n) * interval '1 hour', 100 + n / 2, 100 + (n + 1) / 2, 'EUR', 'EUR',
         'in_stock', 'in_stock'
       from generate_series(1, $3::integer) n`,
      values,
    );
    await server.pool.query('analyze price_list_version, product_change');
    return product;
  }

  /** A time with the higher price. */
  const former = () => new Date(Date.now() - 0.4 * VERSIONS * HOUR).toISOString();
  const reads = {
    'sets its price': async (product: string) => expect((await setPrice(product, 30)).status).toBe(200),
    'reads its price': async (product: string) =>
      expect((await pricesOf(product)).body).toMatchObject({ price: 21, lowest_price_30_days: null }),
    'reads a former price': async (product: string) =>
      expect((await pricesOf(product, { at: former() })).body).toMatchObject({ price: 11, lowest_price_30_days: null }),
    'lists it at a former price': async (product: string) => {
      const found = `/products?as_of=${former()}&sku=P${products.indexOf(product)}`;
      expect((await server.call<Page<object>>(found)).body.items).toMatchObject([{ price: 11 }]);
    },
  };

  it.each(Object.entries(reads))('%s from what is in force, however old the product is', async (name, read) => {
    const product = await oldProduct(Object.keys(reads).indexOf(name));
    for (const table of TABLES) expect(await rowsRead(server, table, () => read(product)), table).toBeLessThan(100);
  });

  it('reads a reduced price from what was in force in the 30 days before', async () => {
    const product = await oldProduct(4);
    await setPrice(product, 15);
    const lowest = async () => expect((await pricesOf(product)).body).toMatchObject({ lowest_price_30_days: 20 });
    expect(await rowsRead(server, 'price_list_version', lowest)).toBeLessThan(1_000);
    expect(await rowsRead(server, 'product_change', lowest)).toBeLessThan(100);
  });
});
