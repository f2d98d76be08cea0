import { formatId, type Granularity, type Page } from '@commerce-integration/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PastSales, type SoldOrder } from './support/sales.ts';
import { startTestServer } from './support/server.ts';

// Compares every report with a GROUP BY over the orders: before they are rolled up, halfway, and after.

const server = await startTestServer({ WORKER: 'off' });
const partners = [await server.partner('First'), await server.partner('Second'), await server.partner('Third')];
// Two products per partner. They are inserted directly, since a worker that could load them would also roll up orders.
await server.pool.query(
  `insert into product (id, partner_id, sku, product_name, created_at, updated_at)
   select n, (n + 1) / 2, 'SKU-' || n, 'Product ' || n, now(), now() from generate_series(1, 6) n`,
);
const past = await PastSales.open(server);

const ZONES = [
  'UTC',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/Havana',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
/** Times close to the ends of days, months and years, and to daylight saving changes. */
const PLACES = [
  '2024-12-31T23:00Z',
  '2025-03-09T05:00Z',
  '2025-10-04T15:00Z',
  '2025-11-02T05:00Z',
  '2026-01-31T12:00Z',
];
const DAY_MS = 24 * 3_600_000;

const moment = fc.oneof(
  fc
    .tuple(fc.constantFrom(...PLACES), fc.integer({ min: -DAY_MS, max: DAY_MS }))
    .map(([at, by]) => Date.parse(at) + by),
  fc.integer({ min: Date.parse('2024-10-01T00:00Z'), max: Date.parse('2026-04-01T00:00Z') }),
  // On full and quarter hours, where the boundaries are.
  fc.integer({ min: 0, max: 300 * 96 }).map((quarters) => Date.parse('2025-01-01T00:00Z') + quarters * 900_000),
);
const time = moment.map((at) => new Date(at).toISOString());
const date = time.map((at) => at.slice(0, 10));

const inUnits = (tenThousandths: number) => (tenThousandths / 10_000).toFixed(4);

const soldOrder: fc.Arbitrary<SoldOrder> = fc.integer({ min: 1, max: 3 }).chain((partner) =>
  fc.record({
    partner: fc.constant(partner),
    currency: fc.constantFrom('USD', 'EUR'),
    at: time,
    items: fc.array(
      fc
        .record({
          product: fc.integer({ min: 2 * partner - 1, max: 2 * partner }),
          units: fc.integer({ min: 1, max: 9 }),
          price: fc.integer({ min: 0, max: 1_000_000 }),
        })
        .map(({ price, ...item }) => ({ ...item, price: inUnits(price), revenue: inUnits(price * item.units) })),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);

const query = fc.record(
  {
    from: fc.oneof(time, date),
    to: fc.oneof(time, date),
    partner: fc.integer({ min: 0, max: 3 }),
    currency: fc.constantFrom('USD', 'JPY'),
  },
  { requiredKeys: ['from', 'to'] },
);
type Query = typeof query extends fc.Arbitrary<infer T> ? T : never;
const caller = fc.integer({ min: 0, max: 3 });
const zone = fc.constantFrom(...ZONES);

/**
 * The orders of a query, selected in the simplest way: dates are compared as local dates, since a midnight can occur
 * twice. $1 from, $2 to, $3 time zone, $4 partner, $5 currency, $6 key.
 */
const ORDERS = `
  select o.id, o.partner_id, o.currency, o.created_at, i.product_id, i.quantity - i.gone as quantity,
    i.line_total - i.unit_price * i.gone as line_total
  from sales_order o
    join (select *, cancelled_quantity + returned_quantity as gone from order_item) i on i.order_id = o.id
  where i.quantity > i.gone and case when length($1) = 10 then (o.created_at at time zone $3)::date >= $1::date else o.created_at >= $1::timestamptz end
    and case when length($2) = 10 then (o.created_at at time zone $3)::date < $2::date else o.created_at < $2::timestamptz end
    and ($4::bigint is null or o.partner_id = $4) and ($5::text is null or o.currency = $5)
    and ($6::bigint is null or o.partner_id = $6)`;
const SUMS = `count(distinct id)::integer as orders, sum(quantity)::integer as units, trim_scale(sum(line_total))::text as sales`;

async function naive(by: string, timezone: string, q: Query, key: number): Promise<unknown[][]> {
  const { rows } = await server.pool.query(
    { text: `select ${by}, ${SUMS} from (${ORDERS}) orders group by ${by}`, rowMode: 'array' },
    [q.from, q.to, timezone, q.partner ?? null, q.currency ?? null, key || null],
  );
  return rows;
}

async function report(path: string, timezone: string, q: Query, key: number, more: Record<string, string> = {}) {
  const { partner, ...asked } = q;
  const named = partner === undefined ? {} : { partner_name: ['Nobody', 'First', 'Second', 'Third'][partner] ?? '' };
  const search = new URLSearchParams({ ...asked, ...named, ...more, timezone });
  const own = partners[key - 1];
  const answer = await server.call<Page<Record<string, string | number>>>(
    `/analytics/${path}?${search}`,
    own ? { key: own.key } : {},
  );
  // The bounds are random: reversed ones are refused.
  if (answer.status === 400) return undefined;
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items;
}

type Item = Record<string, string | number>;
const sums = (item: Item) => [item.order_count, item.units_sold, String(item.total_sales)];
const sorted = (rows: unknown[][]) => rows.map((row) => JSON.stringify(row)).toSorted();

async function expectPartners(timezone: string, q: Query, key: number): Promise<void> {
  const items = await report('sales-by-partner', timezone, q, key);
  if (!items) return;
  const expected = await naive('partner_id, currency', timezone, q, key);
  const known = expected.map(([partner, ...others]) => [formatId('partner', Number(partner)), ...others]);
  expect(sorted(items.map((item) => [item.partner_id, item.currency, ...sums(item)]))).toEqual(sorted(known));
  const shares = (await report('revenue-share', timezone, q, key)) ?? [];
  expect(sorted(shares.map((item) => [item.partner_id, item.currency, String(item.total_revenue)]))).toEqual(
    sorted(known.map(([partner, currency, , , sales]) => [partner, currency, sales])),
  );
  for (const ofCurrency of Map.groupBy(shares, (item) => item.currency).values()) {
    const whole = ofCurrency.reduce((sum, item) => sum + Math.round(Number(item.revenue_pct) * 100), 0);
    expect(whole).toBe(ofCurrency.some((item) => Number(item.total_revenue) > 0) ? 10_000 : 0);
  }
}

async function expectProducts(timezone: string, q: Query, key: number): Promise<void> {
  const items = await report('top-products', timezone, q, key, { limit: '100' });
  if (!items) return;
  const expected = await naive('product_id, currency', timezone, q, key);
  expect(sorted(items.map((item) => [item.product_id, item.currency, ...sums(item)]))).toEqual(
    sorted(expected.map(([product, ...others]) => [formatId('product', Number(product)), ...others])),
  );
  const revenue = items.map((item) => [item.currency, -Number(item.total_sales), item.product_id]);
  expect(revenue).toEqual(revenue.toSorted((a, b) => (JSON.stringify(a) === JSON.stringify(b) ? 0 : order(a, b))));
}

function order(a: unknown[], b: unknown[]): number {
  const place = a.findIndex((value, n) => value !== b[n]);
  return (a[place] as string | number) < (b[place] as string | number) ? -1 : 1;
}

const UNITS = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' } as const;

async function expectPeriods(granularity: Granularity, timezone: string, q: Query, key: number): Promise<void> {
  const items = await report('sales-over-time', timezone, q, key, { granularity });
  if (!items) return;
  const zone = `'${timezone}'`;
  // An hour is one of real time, counted from the last full hour on the clock; the days of longer periods are the clock's.
  const period =
    granularity === 'hourly'
      ? `to_char(created_at - (created_at at time zone ${zone} - date_trunc('hour', created_at at time zone ${zone})), 'YYYYMMDDHH24MI')`
      : `to_char(date_trunc('${UNITS[granularity]}', created_at at time zone ${zone}), 'YYYYMMDD')`;
  const expected = await naive(`${period}, currency`, timezone, q, key);
  const local =
    granularity === 'hourly' ? `to_char(start, 'YYYYMMDDHH24MI')` : `to_char(start at time zone ${zone}, 'YYYYMMDD')`;
  const { rows } = await server.pool.query<{ local: string }>(
    `select ${local} as local from unnest($1::timestamptz[]) with ordinality starts (start, place) order by place`,
    [items.map((item) => item.period_start)],
  );
  const found = items.map((item, place) => [rows[place]?.local, item.currency, ...sums(item)]);
  expect(sorted(found.filter(([, , orders]) => orders !== 0))).toEqual(sorted(expected));
  const currencies = new Set([...expected.map(([, currency]) => currency), ...(q.currency ? [q.currency] : [])]);
  // An empty range has no periods.
  if (items.length === 0 && expected.length === 0) return;
  expect(new Set(items.map((item) => item.currency))).toEqual(currencies);
  expect(items.length).toBe(new Set(items.map((item) => item.period_start)).size * currencies.size);
}

/** The remaining quantities of each order. */
const orders: { order: number; items: { item: number; units: number }[] }[] = [];

async function sell(sold: SoldOrder): Promise<void> {
  const { order, items } = await past.sell(sold);
  orders.push({ order, items: items.map((item, place) => ({ item, units: sold.items[place]?.units ?? 0 })) });
}

/** The quantities taken from an order, per item: at most what remains; usually a part, sometimes all. */
const taking = fc.record({
  order: fc.nat(),
  parts: fc.array(
    fc.record({ units: fc.constantFrom(0, 1, 3, 99), as: fc.constantFrom('cancelled' as const, 'returned' as const) }),
    { minLength: 4, maxLength: 4 },
  ),
});

async function takeAway({ order: place, parts }: typeof taking extends fc.Arbitrary<infer T> ? T : never) {
  const order = orders[place % orders.length];
  if (!order) throw new Error('Nothing was sold');
  const taken = order.items.flatMap((left, at) => {
    const { units = 0, as = 'cancelled' } = parts[at] ?? {};
    const quantity = Math.min(units, left.units);
    left.units -= quantity;
    return quantity === 0 ? [] : [{ item: left.item, quantity, as }];
  });
  if (taken.length > 0) await past.takeAway(order.order, taken);
}

/** The same seed for all runs, so that failures are reproducible. */
const SEED = 20_261_121;
const settings = (numRuns: number) => ({ numRuns, endOnFailure: false, seed: SEED });

describe.each([
  ['before anything is rolled up', async () => undefined],
  ['when a part is rolled up', () => past.rollUp(7)],
  ['when all is rolled up', () => past.rollUp()],
])('%s', (_when, prepare) => {
  it('every report equals a GROUP BY over the orders', { timeout: 120_000 }, async () => {
    await prepare();
    // These sales are not rolled up, except in the last case.
    for (const sold of fc.sample(soldOrder, { numRuns: 120, seed: SEED })) await sell(sold);
    // From orders that are rolled up and from others; more than once from some.
    for (const one of fc.sample(taking, { numRuns: 90, seed: SEED })) await takeAway(one);
    expect(orders.some(({ items }) => items.every(({ units }) => units === 0))).toBe(true);
    if (_when === 'when all is rolled up') await past.rollUp(50);
    await fc.assert(fc.asyncProperty(zone, query, caller, expectPartners), settings(40));
    await fc.assert(fc.asyncProperty(zone, query, caller, expectProducts), settings(40));
    const long = fc.constantFrom<Granularity>('daily', 'weekly', 'monthly', 'yearly');
    await fc.assert(fc.asyncProperty(long, zone, query, caller, expectPeriods), settings(40));
    // Lord Howe has half-hour offsets, which the simple SQL does not support.
    const whole = fc.constantFrom(...ZONES.filter((name) => name !== 'Australia/Lord_Howe'));
    await fc.assert(
      fc.asyncProperty(fc.constant('hourly' as const), whole, query, caller, expectPeriods),
      settings(15),
    );
    const told: string[] = [];
    const verified = await past.verify((difference) => told.push(difference));
    expect([told, verified]).toEqual([[], { checks: 9, differences: 0, stopped: false }]);
  });
});
