import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page, PartnerSales } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startCommand } from './support/command.ts';
import { PastSales } from './support/sales.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';

const HEADER = 'sku,product_name,price,currency,availability\n';

async function totals(server: TestServer): Promise<[orders: number, sales: number]> {
  const { items } = (await server.call<Page<PartnerSales>>('/analytics/sales-by-partner')).body;
  return [
    items.reduce((sum, item) => sum + item.order_count, 0),
    items.reduce((sum, item) => sum + item.total_sales, 0),
  ];
}

async function recent(server: TestServer): Promise<number> {
  return (await server.pool.query('select count(*)::integer as rows from recent_sales')).rows[0].rows;
}

interface Verified {
  code: number | null;
  lines: string[];
}

async function verify(server: TestServer): Promise<Verified> {
  const { output, code } = await startCommand('verify-analytics', server.environment).ended;
  return { code, lines: output.trim().split('\n') };
}

describe('rolling up', () => {
  it('by several processes during new orders counts each order once at any moment', async () => {
    const server = await startTestServer({ WORKER: 'off' });
    await server.partner('Acme Corp');
    const shops = [await PastSales.open(server), await PastSales.open(server)];
    const seller = await PastSales.open(server);
    let sold = 0;
    let selling = true;
    const settling = shops.map(async (shop) => {
      while (selling) await shop.rollUp(5);
    });
    const watching = (async () => {
      while (selling) {
        const before = sold;
        const [orders, sales] = await totals(server);
        expect(orders).toBeGreaterThanOrEqual(before);
        expect(orders).toBeLessThanOrEqual(sold + 8);
        expect(sales).toBe(orders);
      }
    })();
    for (let round = 0; round < 40; round += 1) {
      const at = new Date(Date.parse('2025-03-01T00:00Z') + round * 400_000).toISOString();
      await Promise.all(Array.from({ length: 8 }, () => seller.sellAt(at)));
      sold += 8;
    }
    selling = false;
    await Promise.all([...settling, watching]);
    expect(await totals(server)).toEqual([320, 320]);
    await shops[0]?.rollUp();
    expect(await recent(server)).toBe(0);
    expect(await totals(server)).toEqual([320, 320]);
    expect(await verify(server)).toMatchObject({ code: 0 });
  });

  it('is done periodically by worker processes', async () => {
    const server = await startTestServer();
    const { key } = await server.partner('Acme Corp');
    await server.load(`${HEADER}MUG,Mug,2.50,USD,in stock\n`);
    const [mug] = await server.products();
    const body = { items: [{ product_id: mug?.product_id, quantity: 2 }] };
    expect((await server.call('/orders', { key, body })).status).toBe(201);
    await until(async () => (await recent(server)) === 0);
    expect(await totals(server)).toEqual([1, 5]);
  });
});

describe('npm run verify-analytics', () => {
  it('finds no difference while a server runs, whatever is rolled up, and reports every wrong row', async () => {
    const server = await startTestServer({ WORKER: 'off' });
    await server.partner('Acme Corp');
    await server.partner('Birch & Co');
    const past = await PastSales.open(server);
    await past.sellAt('2026-01-31T23:50Z');
    await past.sellAt('2026-02-01T00:10Z', { items: [{ product: 2, units: 3, revenue: '0.0005' }] });
    await past.rollUp();
    await past.sellAt('2026-02-01T00:12Z', {
      partner: 2,
      items: [2, 2].map((product) => ({ product, units: 1, revenue: '9.9' })),
    });
    const clean = await verify(server);
    expect(clean.lines.at(-1)).toMatch(/^Sums compared with the orders: 9 checks, 0 differences, \d+\.\d s\.$/);
    expect(clean.code).toBe(0);

    await server.pool.query(
      `update partner_sales set units = units + 1 where grain = 3 and bucket = '2026-02-01Z' and partner_id = 1`,
    );
    await server.pool.query(`delete from product_sales where grain = 4 and bucket = '2026-01-01Z'`);
    await server.pool.query(`update recent_sales set revenue = '{9.9, 9.8}'`);
    const damaged = await verify(server);
    expect(damaged.code).toBe(1);
    expect(damaged.lines).toEqual([
      'partner_sales, quarter hour of 2026-02-01T00:00:00.000Z, all partners, USD: kept 2 orders, 5 units, 19.7005; sold 2 orders, 5 units, 19.8005',
      'partner_sales, quarter hour of 2026-02-01T00:00:00.000Z, PT00002, USD: kept 1 orders, 2 units, 19.7000; sold 1 orders, 2 units, 19.8000',
      'partner_sales, day of 2026-02-01T00:00:00.000Z, PT00001, USD: kept 1 orders, 4 units, 0.0005; sold 1 orders, 3 units, 0.0005',
      'product_sales, quarter hour of 2026-02-01T00:00:00.000Z, PT00002, PR00002, USD: kept 1 orders, 2 units, 19.7000; sold 1 orders, 2 units, 19.8000',
      'product_sales, month of 2026-01-01T00:00:00.000Z, PT00001, PR00001, USD: kept nothing; sold 1 orders, 1 units, 1.0000',
      expect.stringMatching(/^Sums compared with the orders: 9 checks, 5 differences, /),
    ]);
  });

  it('finds no difference after the documented repair', async () => {
    const server = await startTestServer({ WORKER: 'off' });
    await server.partner('Acme Corp');
    const past = await PastSales.open(server);
    for (let day = 0; day < 9; day += 1) await past.sellAt(new Date(Date.UTC(2026, 0, 1 + day)).toISOString());
    await past.rollUp();
    await past.sellAt('2026-02-01T00:10:00Z');
    await server.pool.query('update partner_sales set order_count = 7');
    await server.pool.query('delete from product_sales');
    const page = await readFile(path.join(import.meta.dirname, '../../docs/how-to/verify-analytics.md'), 'utf8');
    const repair = /<<'SQL'\n([\s\S]+?)\nSQL\n/.exec(page)?.[1] ?? '';
    expect(repair).toContain('lock table');
    await server.pool.query(`begin; ${repair} commit`);
    expect(await totals(server)).toEqual([10, 10]);
    expect(await verify(server)).toMatchObject({ code: 0 });
    await past.rollUp();
    expect(await verify(server)).toMatchObject({ code: 0 });
  });

  it('prints the first hundred differences and counts all', async () => {
    const server = await startTestServer({ WORKER: 'off' });
    await server.partner('Acme Corp');
    const past = await PastSales.open(server);
    for (let day = 0; day < 60; day += 1) await past.sellAt(new Date(Date.UTC(2026, 0, 1 + day)).toISOString());
    await past.rollUp();
    await server.pool.query('update partner_sales set order_count = 7 where grain = 3');
    const { code, lines } = await verify(server);
    expect([code, lines.length]).toEqual([1, 102]);
    expect(lines.at(-2)).toBe('… and 20 more.');
  });

  it('reports a missing database', async () => {
    const { output, code } = await startCommand('verify-analytics', { DATA_DIR: '/nowhere/at/all' }).ended;
    expect(code).toBe(1);
    expect(output).toContain('has no database yet');
  });
});
