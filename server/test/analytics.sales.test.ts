import {
  analyticsContract,
  type Order,
  type PartnerSales,
  type PeriodSales,
  type ProductSales,
  type RevenueShare,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { PastSales } from './support/sales.ts';
import { startTestServer } from './support/server.ts';

interface Report<T> {
  from: string | null;
  to: string;
  timezone: string;
  count: number;
  items: T[];
}

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Birch & Co');
const HEADER = 'sku,product_name,price,currency,availability\n';
await server.load(
  `${HEADER}TOTE,Canvas Tote Bag,49.99,USD,in stock\nMUG,Mug,0.10,USD,in stock\nBRAS,Bras,9.5,EUR,in stock\n`,
);
await server.load(`${HEADER}LAMP,Desk Lamp,20,USD,in stock\n`, { fields: { partner_name: 'Birch & Co' } });
const ids = Object.fromEntries((await server.products()).map((one) => [one.sku, one.product_id]));
const past = await PastSales.open(server);

async function order(key: string, items: Record<string, number>): Promise<void> {
  const body = { items: Object.entries(items).map(([sku, quantity]) => ({ product_id: ids[sku], quantity })) };
  expect((await server.call<Order>('/orders', { key, body })).status).toBe(201);
}

async function report<T>(path: string, key?: string): Promise<Report<T>> {
  const answer = await server.call<Report<T>>(`/analytics/${path}`, key ? { key } : {});
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(answer.body.count).toBe(answer.body.items.length);
  return answer.body;
}

describe('an order', () => {
  it('is in every report immediately', async () => {
    await order(acme.key, { TOTE: 2, MUG: 3 });
    await order(acme.key, { MUG: 1 });
    await order(acme.key, { BRAS: 2 });
    await order(other.key, { LAMP: 1 });

    const byPartner = await report<PartnerSales>('sales-by-partner');
    const acmes = { partner_id: acme.id, partner_name: 'Acme Corp' };
    const birch = { partner_id: other.id, partner_name: 'Birch & Co' };
    expect(byPartner).toMatchObject({ from: null, timezone: 'UTC' });
    expect(byPartner.items).toEqual([
      { ...acmes, currency: 'EUR', order_count: 1, units_sold: 2, total_sales: 19 },
      { ...acmes, currency: 'USD', order_count: 2, units_sold: 6, total_sales: 100.38 },
      { ...birch, currency: 'USD', order_count: 1, units_sold: 1, total_sales: 20 },
    ]);

    const overTime = await report<PeriodSales>('sales-over-time');
    expect(overTime.items).toHaveLength(60);
    const today = `${overTime.to.slice(0, 10)}T00:00:00.000Z`;
    expect(overTime.items.slice(-2)).toEqual([
      { period_start: today, currency: 'EUR', order_count: 1, units_sold: 2, total_sales: 19 },
      { period_start: today, currency: 'USD', order_count: 3, units_sold: 7, total_sales: 120.38 },
    ]);
    expect(overTime.items.slice(0, -2).every((item) => item.order_count === 0 && item.total_sales === 0)).toBe(true);

    const top = await report<ProductSales>('top-products');
    expect(
      top.items.map((item) => [item.currency, item.sku, item.order_count, item.units_sold, item.total_sales]),
    ).toEqual([
      ['EUR', 'BRAS', 1, 2, 19],
      ['USD', 'TOTE', 1, 2, 99.98],
      ['USD', 'LAMP', 1, 1, 20],
      ['USD', 'MUG', 2, 4, 0.4],
    ]);
    expect(top.items[1]).toMatchObject({ ...acmes, product_id: ids.TOTE, product_name: 'Canvas Tote Bag' });

    expect((await report<RevenueShare>('revenue-share')).items).toEqual([
      { ...acmes, currency: 'EUR', total_revenue: 19, revenue_pct: 100 },
      { ...acmes, currency: 'USD', total_revenue: 100.38, revenue_pct: 83.39 },
      { ...birch, currency: 'USD', total_revenue: 20, revenue_pct: 16.61 },
    ]);
  });

  it('counts once for a product that is in several of its items', async () => {
    const twice = [
      { product_id: ids.LAMP, quantity: 2 },
      { product_id: ids.LAMP, quantity: 3 },
    ];
    expect((await server.call('/orders', { key: other.key, body: { items: twice } })).status).toBe(201);
    const top = await report<ProductSales>('top-products', other.key);
    expect(top.items).toMatchObject([{ sku: 'LAMP', order_count: 2, units_sold: 6, total_sales: 120 }]);
  });

  it("has exactly the contract's format", async () => {
    for (const [path, route] of Object.entries({
      'sales-by-partner': analyticsContract.getSalesByPartner,
      'sales-over-time': analyticsContract.getSalesOverTime,
      'top-products': analyticsContract.getTopProducts,
      'revenue-share': analyticsContract.getRevenueShare,
    })) {
      const body = await report(path);
      expect(route.responses[200]['~standard'].validate(body)).toEqual({ value: body });
    }
  });

  it('is visible only to its partner, whose share is then 100 percent', async () => {
    const shares = await report<RevenueShare>('revenue-share', other.key);
    expect(shares.items).toMatchObject([{ partner_name: 'Birch & Co', revenue_pct: 100 }]);
    for (const path of ['sales-by-partner', 'top-products', 'revenue-share']) {
      const items = (await report<{ partner_id: string }>(path, other.key)).items;
      expect(new Set(items.map((item) => item.partner_id))).toEqual(new Set([other.id]));
      expect((await report(`${path}?partner_name=Acme%20Corp`, other.key)).items).toEqual([]);
      expect((await report(`${path}?partner_name=birch%20%26%20co`, other.key)).items).toEqual(items);
    }
    expect((await report<PeriodSales>('sales-over-time', other.key)).items.at(-1)).toMatchObject({ total_sales: 120 });
    expect((await report('sales-over-time?partner_name=Acme%20Corp', other.key)).items).toEqual([]);
  });

  it('can be filtered by partner and by currency', async () => {
    expect((await report<PartnerSales>('sales-by-partner?partner_name=acme%20corp&currency=EUR')).items).toMatchObject([
      { partner_name: 'Acme Corp', currency: 'EUR', total_sales: 19 },
    ]);
    expect((await report('top-products?currency=JPY')).items).toEqual([]);
    expect((await report('sales-by-partner?partner_name=Nobody')).items).toEqual([]);
    const yen = await report<PeriodSales>('sales-over-time?currency=JPY');
    expect(yen.items).toHaveLength(30);
    expect(yen.items[0]).toMatchObject({ currency: 'JPY', order_count: 0, units_sold: 0, total_sales: 0 });
  });
});

describe('the top products', () => {
  const day = 'from=2020-02-01&to=2020-02-02';

  it('are limited per currency, by revenue or by units, with ties in ID order', async () => {
    const [tote, mug, bras] = [ids.TOTE, ids.MUG, ids.BRAS].map((id) => Number(id?.slice(2))) as [
      number,
      number,
      number,
    ];
    await past.sellAt('2020-02-01T10:00:00Z', {
      items: [
        { product: mug, units: 5, revenue: '0.5' },
        { product: tote, units: 5, revenue: '49.9999' },
        { product: bras, units: 1, revenue: '50' },
      ],
    });
    const skus = async (query: string) =>
      (await report<ProductSales>(`top-products?${day}&${query}`)).items.map((item) => item.sku);
    expect(await skus('')).toEqual(['BRAS', 'TOTE', 'MUG']);
    expect(await skus('limit=1')).toEqual(['BRAS']);
    expect(await skus('by=units')).toEqual(['TOTE', 'MUG', 'BRAS']);
    expect(await skus('by=units&limit=2')).toEqual(['TOTE', 'MUG']);
  });
});

describe('a range', () => {
  it('is half-open, precise to the millisecond', async () => {
    await past.sellAt('2021-05-05T11:59:59.999Z');
    await past.sellAt('2021-05-05T12:00:00.000Z');
    await past.sellAt('2021-05-05T12:00:00.001Z');
    const count = async (from: string, to: string) =>
      (await report<PartnerSales>(`sales-by-partner?from=${from}&to=${to}`)).items[0]?.order_count ?? 0;
    expect(await count('2021-05-05T12:00:00Z', '2021-05-06')).toBe(2);
    expect(await count('2021-05-05', '2021-05-05T12:00:00Z')).toBe(1);
    expect(await count('2021-05-05T12:00:00.000Z', '2021-05-05T12:00:00.001Z')).toBe(1);
    expect(await count('2021-05-05T12:00:00.0001Z', '2021-05-05T12:00:00.0019Z')).toBe(1);
    expect(await count('2021-05-05T14:00:00%2B02:00', '2021-05-06')).toBe(2);
  });

  it('of no length is empty', async () => {
    for (const path of ['sales-by-partner', 'sales-over-time', 'top-products', 'revenue-share', 'feeds']) {
      const empty = await report(`${path}?from=2021-05-05&to=2021-05-05`);
      expect(empty).toMatchObject({ from: '2021-05-05T00:00:00.000Z', to: '2021-05-05T00:00:00.000Z', items: [] });
    }
  });

  it('that begins inside a period counts only its part, and names the period', async () => {
    await past.sellAt('2021-07-14T08:00:00Z', { currency: 'CHF' });
    await past.sellAt('2021-07-20T08:00:00Z', { currency: 'CHF' });
    const months = await report<PeriodSales>(
      'sales-over-time?from=2021-07-15&to=2021-08-02&granularity=monthly&currency=CHF',
    );
    expect(months.from).toBe('2021-07-15T00:00:00.000Z');
    expect(months.items.map((item) => [item.period_start, item.order_count])).toEqual([
      ['2021-07-01T00:00:00.000Z', 1],
      ['2021-08-01T00:00:00.000Z', 0],
    ]);
    const weeks = await report<PeriodSales>(
      'sales-over-time?from=2021-07-14&to=2021-07-21&granularity=weekly&currency=CHF',
    );
    expect(weeks.items.map((item) => [item.period_start, item.order_count])).toEqual([
      ['2021-07-12T00:00:00.000Z', 1],
      ['2021-07-19T00:00:00.000Z', 1],
    ]);
  });

  it('may span all time', async () => {
    const all = await report<PartnerSales>(
      'sales-by-partner?from=2000-01-01&to=2199-12-31&timezone=Asia/Tokyo&currency=CHF',
    );
    expect(all.items[0]?.order_count).toBe(2);
    expect((await report('sales-over-time?from=2000-01-01&to=2199-12-31&granularity=yearly&currency=CHF')).count).toBe(
      200,
    );
  });
});

it("keeps amounts exact that exceed a double's precision", async () => {
  const items = [{ product: 1, units: 1, revenue: '999999999999.9999' }];
  for (let n = 0; n < 10; n += 1) await past.sellAt('2019-01-01T00:00:00Z', { items });
  for (const path of ['sales-by-partner', 'sales-over-time', 'top-products', 'revenue-share']) {
    const answer = await fetch(`${server.url}/analytics/${path}?from=2019-01-01&to=2019-01-02`, {
      headers: { 'x-api-key': acme.key },
    });
    expect(await answer.text()).toContain('9999999999999.999');
  }
});

describe('a refused report', () => {
  it.each([
    ['sales-by-partner?from=2026-02-30', 'invalid_parameter', 'from'],
    ['sales-by-partner?from=yesterday', 'invalid_parameter', 'from'],
    ['sales-by-partner?from=0000-01-01', 'invalid_parameter', 'from'],
    ['sales-by-partner?to=2026-01-01T00:00:00%2B23:59', 'invalid_parameter', 'to'],
    ['sales-by-partner?from=2026-01-02&to=2026-01-01', 'invalid_parameter', 'from'],
    ['feeds?from=2026-01-02&to=2026-01-01', 'invalid_parameter', 'from'],
    ['revenue-share?from=2199-01-01', 'invalid_parameter', 'from'],
    ['sales-over-time?from=2026-01-02T00:00:00.001Z&to=2026-01-02', 'invalid_parameter', 'from'],
    ['sales-by-partner?timezone=Mars/Olympus', 'invalid_parameter', 'timezone'],
    ['sales-by-partner?timezone=IST', 'invalid_parameter', 'timezone'],
    ['sales-by-partner?timezone=pst', 'invalid_parameter', 'timezone'],
    ['sales-by-partner?from=2026-01-01&timezone=US/Pacific-New', 'invalid_parameter', 'timezone'],
    ['sales-over-time?timezone=US/Pacific-New', 'invalid_parameter', 'timezone'],
    ['sales-by-partner?timezone=%2B02:00', 'invalid_parameter', 'timezone'],
    ["sales-by-partner?timezone='; drop table partner; --", 'invalid_parameter', 'timezone'],
    ['sales-by-partner?currency=usd', 'invalid_parameter', 'currency'],
    ['sales-over-time?granularity=fortnightly', 'invalid_parameter', 'granularity'],
    ['top-products?limit=0', 'invalid_parameter', 'limit'],
    ['top-products?limit=101', 'invalid_parameter', 'limit'],
    ['top-products?by=name', 'invalid_parameter', 'by'],
    ['sales-over-time?granularity=hourly&from=2000-01-01&to=2026-01-01', 'range_too_long', 'from'],
    ['sales-over-time?granularity=hourly&from=2024-01-01&to=2025-02-21', 'range_too_long', 'from'],
    ['sales-over-time?granularity=daily&from=2000-01-01&to=2199-12-31', 'range_too_long', 'from'],
  ])('%s says what is wrong: %s', async (path, code, field) => {
    const refused = await server.call(`/analytics/${path}`);
    expect(refused.body).toMatchObject({ status: 400, code, errors: [{ path: field }] });
  });

  it('of too many periods names the limit and a solution', async () => {
    const refused = await server.call('/analytics/sales-over-time?granularity=hourly&from=2000-01-01&to=2026-01-01');
    expect(refused.body.detail).toMatch(
      /more than 10000 hourly periods: ask for a shorter range, or for longer periods/,
    );
    const most = await report(
      'sales-over-time?granularity=hourly&from=2024-01-01T00:00:00Z&to=2025-02-20T16:00:00Z&currency=USD',
    );
    expect(most.count).toBe(10_000);
  });

  it('requires a key with the scope', async () => {
    const { key } = await server.partner('Unscoped', ['orders:read']);
    for (const path of ['sales-by-partner', 'sales-over-time', 'top-products', 'revenue-share', 'feeds']) {
      expect((await server.call(`/analytics/${path}`, { key: null })).status).toBe(401);
      expect((await server.call(`/analytics/${path}`, { key })).body).toMatchObject({ code: 'forbidden' });
    }
  });
});
