import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const WIDE = 'from=2020-01-01&to=2090-01-01';

/** Sales by partner, product, period and share. */
export async function salesAreReported(api: StoryApi): Promise<void> {
  const shops = [await api.partner('Report One'), await api.partner('Report Two'), await api.partner('Report Three')];
  for (const { key } of shops) {
    await api.load(
      'sku,product_name,price,currency,availability\nV1,Vase,3.33,USD,1\nV2,Veil,0.01,USD,1\nV3,Van,1.234,KWD,1\nV4,Vat,10,EUR,1\n',
      { key },
    );
    const { body } = await api.get('/products', { key });
    const [v1, v2, v3, v4] = body.items.map((item: { product_id: string }) => item.product_id);
    const item = (product_id: string, quantity: number) => ({ product_id, quantity });
    const orders = [[item(v1, 1), item(v2, 7), item(v1, 2)], [item(v2, 1)], [item(v3, 3)], [item(v4, 1)]];
    for (const items of orders) await api.post('/orders', { items }, { key });
  }
  await api.post('/orders', { partner_name: 'Report Three', items: [] });
  const { key = null } = shops[0] ?? {};
  const reports = ['sales-by-partner', 'top-products', 'revenue-share', 'sales-over-time', 'feeds'];
  const queries = [
    '',
    'partner_name=report%20two',
    'partner_name=Nobody',
    'currency=USD',
    'currency=JPY',
    WIDE,
    `${WIDE}&granularity=yearly&timezone=Asia/Kathmandu`,
    'from=2090-01-01&to=2090-01-01',
    'to=2000-01-01T00:00:00Z',
    'from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00%2B05:45',
  ];
  for (const report of reports) {
    for (const query of queries) {
      await api.get(`/analytics/${report}?${query}`, { key });
      // All partners' sales from all scenarios: only in the wide range, which is the same in both runs.
      if (query.includes('from=2')) await api.get(`/analytics/${report}?${query}`);
    }
  }
  for (const by of ['revenue', 'units']) {
    await api.get(`/analytics/top-products?${WIDE}&by=${by}&limit=1`);
    await api.get(`/analytics/top-products?${WIDE}&by=${by}&limit=2&currency=USD`);
  }
  const shares = await api.get(`/analytics/revenue-share?${WIDE}&currency=EUR`);
  const sum = shares.body.items.reduce((all: number, item: { revenue_pct: number }) => all + item.revenue_pct * 100, 0);
  expect(Math.round(sum)).toBe(10_000);
  await api.load('sku,product_name\nV1,Vase renamed\n', { key });
  await api.get(`/analytics/top-products?${WIDE}&limit=2`, { key });
}

/** Periods begin at local time in their time zone. */
export async function periodsFollowTheClock(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Clock Inc');
  const series: [string, string, string, string][] = [
    ['hourly', 'Europe/Paris', '2026-03-29', '2026-03-29T04:30:00Z'],
    ['hourly', 'Europe/Paris', '2026-10-24T23:15:00Z', '2026-10-25T03:00:00Z'],
    ['hourly', 'Australia/Lord_Howe', '2026-04-04T13:30:00Z', '2026-04-04T18:00:00Z'],
    ['hourly', 'Australia/Lord_Howe', '2026-10-03T13:30:00Z', '2026-10-03T18:00:00Z'],
    ['hourly', 'Asia/Kathmandu', '2026-04-04T13:31:07.5Z', '2026-04-04T18:00:00Z'],
    ['daily', 'Europe/Paris', '2026-03-27', '2026-04-01'],
    ['daily', 'America/Sao_Paulo', '2018-11-02', '2018-11-07'],
    ['daily', 'Pacific/Apia', '2011-12-28', '2012-01-02'],
    ['daily', 'America/New_York', '2026-10-30T12:00:00Z', '2026-11-03'],
    ['weekly', 'UTC', '2026-01-01', '2026-02-01'],
    ['weekly', 'America/New_York', '2026-03-05', '2026-03-20'],
    ['monthly', 'Asia/Tokyo', '2025-11-15', '2026-03-01T00:00:00Z'],
    ['yearly', 'Africa/Cairo', '2000-12-31', '2003-01-01'],
    ['daily', 'Asia/Tokyo', '2000-01-01', '2000-01-03'],
    ['yearly', 'UTC', '2000-06-01', '2003-01-01'],
    ['daily', 'UTC', '2199-12-30', '2199-12-31T23:59:59.9999Z'],
    ['daily', 'UTC', '0001-01-01', '0001-01-03'],
  ];
  for (const [granularity, timezone, from, to] of series) {
    const range = `from=${from}&to=${to}&timezone=${timezone}&currency=USD`;
    await api.get(`/analytics/sales-over-time?${range}&granularity=${granularity}`, { key });
  }
  for (const granularity of ['hourly', 'daily', 'weekly', 'monthly', 'yearly']) {
    const to = 'to=2026-06-15T12:34:56Z&currency=USD';
    await api.get(`/analytics/sales-over-time?granularity=${granularity}&${to}`, { key });
    await api.get(`/analytics/sales-over-time?granularity=${granularity}&${to}&timezone=America/Los_Angeles`, { key });
    await api.get(`/analytics/sales-over-time?granularity=${granularity}&from=2000-01-01&to=2199-12-31`, { key });
  }
}

/** Reports that are refused. */
export async function wrongReportsAreRefused(api: StoryApi): Promise<void> {
  const wrong = [
    'from=yesterday',
    'from=2026-02-30',
    'to=2026-01-01T00:00:00',
    'timezone=Mars/Olympus',
    'timezone=%2B02:00',
    'timezone=',
    'currency=usd',
    'from=2026-02-01&to=2026-01-01',
    'from=2099-01-01',
    'granularity=minutely',
    'by=profit',
    'limit=0',
    'limit=101',
    'from=a&to=b&timezone=c',
    'partner_name=a&partner_name=b',
  ];
  for (const report of ['sales-by-partner', 'top-products', 'revenue-share', 'sales-over-time', 'feeds']) {
    for (const query of wrong) await api.get(`/analytics/${report}?${query}`);
  }
  await api.get('/analytics');
  await api.get('/analytics/sales');
  const { key } = await api.partner('No Reports Inc', ['orders:read']);
  await api.get('/analytics/feeds', { key });
}
