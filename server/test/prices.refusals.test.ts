import type { PriceInForce, SalesChannel } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other');
const FEED = 'sku,product_name,price,currency,availability\nA,One,100,EUR,in stock\n';
await server.load(FEED, { key: acme.key, fields: {} });
await server.load(FEED, { key: other.key, fields: {} });
const [mine, theirs] = ['PR00001', 'PR00002'];
const channel = async (key: string) => {
  const body = { name: 'Web', type: 'WEB_SALES_CHANNEL' };
  return (await server.call<SalesChannel>('/sales-channels', { key, body })).body.sales_channel_id;
};
const [myChannel, theirChannel] = [await channel(acme.key), await channel(other.key)];
const AT = '2040-01-01T00:00:00Z';
const entry = { valid_from: AT, price: 10, currency: 'EUR' };
const put = (body: object | string, { product = mine, key = acme.key } = {}) =>
  server.call(`/products/${product}/price-list`, { method: 'PUT', key, body });
const untouched = async () => {
  const { rows } = await server.pool.query(
    'select (select count(*) from price_list_version) + (select count(*) from product_price) as n',
  );
  expect(rows[0].n).toBe('0');
};

describe('a price list is refused', () => {
  it.each([
    ['a negative price', { ...entry, price: -1 }, 'price'],
    ['a price that is a text', { ...entry, price: '10' }, 'price'],
    ['no price', { valid_from: AT, currency: 'EUR' }, 'price'],
    ['null for a price', { ...entry, price: null }, 'price'],
    ['yen with decimals', { ...entry, price: 1.5, currency: 'JPY' }, 'price'],
    ['euros with three decimals', { ...entry, price: 1.001 }, 'price'],
    ['a price that is nearly nothing', { ...entry, price: 1e-12 }, 'price'],
    ['dinars with four decimals', { ...entry, price: 1.0001, currency: 'KWD' }, 'price'],
    ['a price of 13 digits', { ...entry, price: 1e12 }, 'price'],
    ['a currency that there is not', { ...entry, currency: 'EUX' }, 'currency'],
    ['a currency in small letters', { ...entry, currency: 'eur' }, 'currency'],
    ['no currency', { valid_from: AT, price: 10 }, 'currency'],
    ['no valid_from', { price: 10, currency: 'EUR' }, 'valid_from'],
    ['a valid_from that is no time', { ...entry, valid_from: 'tomorrow' }, 'valid_from'],
    ['a valid_from without an offset', { ...entry, valid_from: '2040-01-01T00:00:00' }, 'valid_from'],
    ['a day that there is not', { ...entry, valid_from: '2040-02-30T00:00:00Z' }, 'valid_from'],
    ['an offset that there is not', { ...entry, valid_from: '2040-01-01T00:00:00+23:00' }, 'valid_from'],
    ['the year 0', { ...entry, valid_from: '0000-12-31T23:59:59Z' }, 'valid_from'],
    ['a time that is before the year 2000 in UTC', { ...entry, valid_from: '2000-01-01T00:00:00+01:00' }, 'valid_from'],
    ['a time that is after the year 2199 in UTC', { ...entry, valid_from: '2199-12-31T23:59:59-01:00' }, 'valid_from'],
    ['a field that there is not', { ...entry, valid_to: AT }, ''],
  ])('for %s', async (_, wrong, field) => {
    const { status, body } = await put({ price_list: [{ ...entry, valid_from: '2039-01-01T00:00:00Z' }, wrong] });
    expect([status, body.code]).toEqual([422, 'validation_failed']);
    expect(body.errors?.map(({ path }) => path)).toEqual([field === '' ? 'price_list.1' : `price_list.1.${field}`]);
    await untouched();
  });

  it('for two entries at the same time, in any offsets, with the later one named', async () => {
    for (const same of ['2040-01-01T09:00:00+09:00', '2039-12-31T23:59:00-00:01', '2040-01-01T00:00:00.0004Z']) {
      const { status, body } = await put({ price_list: [{ ...entry, valid_from: same }, entry] });
      expect([status, body.errors]).toEqual([
        422,
        [{ path: 'price_list.1.valid_from', code: 'custom', message: 'Entry 0 is valid from the same time.' }],
      ]);
    }
    await untouched();
  });

  it('for 1,001 entries', async () => {
    const price_list = Array.from({ length: 1_001 }, (_, n) => ({
      ...entry,
      valid_from: new Date(Date.UTC(2040, 0, 1, 0, n)).toISOString(),
    }));
    expect(await put({ price_list })).toMatchObject({
      status: 422,
      body: { detail: 'price_list: A price list has at most 1000 entries.' },
    });
    await untouched();
  });

  it.each([
    ['no list', {}, 422],
    ['null for a list', { price_list: null }, 422],
    ['a list that is none', { price_list: { '0': entry } }, 422],
    ['a channel ID that is none', { price_list: [entry], sales_channel_id: 'web' }, 422],
    ['a field that there is not', { price_list: [entry], merge: true }, 422],
    ['a body that is no JSON', '{', 400],
  ])('for %s', async (_, body, status) => {
    expect((await put(body)).status).toBe(status);
    await untouched();
  });

  it("for a product or a channel that does not exist, or is not the caller's", async () => {
    const list = { price_list: [entry] };
    const refusals = [
      await put(list, { product: 'PR99999' }),
      await put(list, { product: theirs }),
      await put({ ...list, sales_channel_id: 'SC99999' }),
      await put({ ...list, sales_channel_id: theirChannel }),
      await put({ ...list, sales_channel_id: myChannel }, { product: theirs, key: other.key }),
    ];
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual(refusals.map(() => [404, 'not_found']));
    expect(refusals[3]?.body.errors).toEqual([
      { code: 'not_found', path: 'sales_channel_id', message: `Sales channel not found: ${theirChannel}` },
    ]);
    expect((await put(list, { product: 'SKU-1' })).status).toBe(400);
    await untouched();
  });

  it("for another partner's channel, by the operator", async () => {
    const { status, body } = await put({ price_list: [entry], sales_channel_id: theirChannel }, { key: OPERATOR_KEY });
    expect([status, body.code, body.detail]).toEqual([
      422,
      'sales_channel_of_another_partner',
      `Sales channel ${theirChannel} belongs to ${other.id}, not to Acme Corp.`,
    ]);
    await untouched();
  });

  it('without the scope to write products, and without a key', async () => {
    const reader = await server.partner('Reader', ['products:read']);
    expect((await put({ price_list: [entry] }, { key: reader.key })).status).toBe(403);
    const anonymous = await server.call(`/products/${mine}/price-list`, { method: 'PUT', key: null, body: {} });
    expect(anonymous.status).toBe(401);
  });

  it('of a paused partner, whose prices can still be read', async () => {
    const paused = await server.partner('Paused');
    await server.load(FEED, { key: paused.key, fields: {} });
    const list = { price_list: [{ ...entry, valid_from: '2020-01-01T00:00:00Z' }] };
    expect((await put(list, { product: 'PR00003', key: paused.key })).status).toBe(200);
    await server.call(`/partners/${paused.id}`, { method: 'PATCH', body: { status: 'paused' } });
    for (const key of [paused.key, OPERATOR_KEY]) {
      const refused = await put({ price_list: [] }, { product: 'PR00003', key });
      expect([refused.status, refused.body.code]).toEqual([409, 'partner_not_active']);
    }
    const read = await server.call<PriceInForce>('/products/PR00003/prices', { key: paused.key });
    expect([read.status, read.body.price]).toEqual([200, 10]);
  });
});

describe('reading prices is refused', () => {
  it.each([
    ['/products/PR99999/prices', 404],
    ['/products/PR99999/price-list/history', 404],
    [`/products/${theirs}/prices`, 404],
    [`/products/${theirs}/price-list/history`, 404],
    [`/products/${mine}/prices?sales_channel_id=SC99999`, 404],
    [`/products/${mine}/prices?sales_channel_id=${theirChannel}`, 404],
    [`/products/${mine}/price-list/history?sales_channel_id=${theirChannel}`, 404],
    [`/products?sales_channel_id=${theirChannel}`, 404],
    [`/products?as_of=2040-01-01T00:00:00Z&sales_channel_id=${theirChannel}`, 404],
    ['/products/A/prices', 400],
    [`/products/${mine}/prices?sales_channel_id=web`, 400],
    [`/products/${mine}/prices?at=tomorrow`, 400],
    [`/products/${mine}/prices?at=2040-01-01`, 400],
    [`/products/${mine}/prices?at=0000-01-01T00:00:00Z`, 400],
    [`/products/${mine}/prices?at=9999-12-31T23:59:59-12:00`, 400],
    [`/products/${mine}/price-list/history?cursor=x`, 400],
    [`/products/${mine}/price-list/history?limit=101`, 400],
    ['/products?as_of=yesterday', 400],
    ['/products?as_of=2039-12-31T23:00:00%2B23:00', 400],
    ['/products?as_of=0000-06-01T00:00:00Z', 400],
    ['/products?sales_channel_id=PR00001', 400],
    ['/products?updated_since=0000-06-01T00:00:00Z', 400],
    ['/orders?created_from=9999-12-31T23:59:59-12:00', 400],
  ])('%s: %i', async (path, status) => {
    const answer = await server.call(path, { key: acme.key });
    expect([answer.status, answer.body.code]).toEqual([status, status === 404 ? 'not_found' : expect.any(String)]);
  });
});
