import pg from 'pg';
import { rollUpSales } from '../../src/analytics/roll-up-sales.ts';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { costInAnOrder } from './cost-in-an-order.ts';
import { type Asked, groupByTime, median, REPORTS, type ReportName } from './group-by.ts';
import { seedFeeds } from './seed-feeds.ts';
import { seedOrders } from './seed-orders.ts';

// Compares the reports over two years of orders with a GROUP BY over the orders; measures the cost of counting a sale.

const ORDERS = Number(process.argv[2] ?? 1_000_000);
const CALLS = Number(process.argv[3] ?? 20);
const LOADS = ORDERS * 0.15;
const AIM_MS = 50;
const AIM_RATIO = 20;
const AIM_SHARE = 0.15;
const GROUP_BY_RUNS = 3;
const ROUNDS = 15;
const PARTNER = 7;
const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata'];

const servers = await BenchServers.open();
try {
  const url = await servers.startOurs(4182);
  const pool = new pg.Pool({ connectionString: servers.databaseUrl, max: 8 });
  pool.on('error', () => undefined);
  const now = new Date();
  await seed(pool, now);
  const callers = [
    { name: 'operator', key: OPERATOR_KEY, partner: null },
    { name: 'partner', key: await issueKey(url, PARTNER), partner: PARTNER },
  ];
  process.stdout.write(
    `\nreport            caller    range         time zone              ours  GROUP BY   ratio  of everything\n`,
  );
  for (const report of REPORTS)
    for (const caller of callers) await compare(pool, url, report, caller, rangesUntil(now));
  await tellCost();
  await pool.end();
} finally {
  await servers.close();
}

async function seed(pool: pg.Pool, end: Date): Promise<void> {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
  process.stdout.write(`Seeding ${ORDERS} orders …\n`);
  await seedOrders(pool, ORDERS, end);
  // Inserted as `recordSale` does, but in one statement.
  await pool.query(
    `insert into recent_sales
     select created_at, partner_id, currency, array_agg(product_id order by i.id), array_agg(quantity order by i.id),
       array_agg(line_total order by i.id)
     from sales_order o join order_item i on i.order_id = o.id group by o.id order by o.id desc`,
  );
  process.stdout.write(`${seconds()}: settling …\n`);
  await rollUpSales(pool);
  await pool.query('vacuum analyze recent_sales, partner_sales, product_sales');
  process.stdout.write(`${seconds()}: ${LOADS} loads …\n`);
  await seedFeeds(pool, LOADS, end);
  process.stdout.write(`${seconds()}: seeded.\n`);
}

async function issueKey(url: string, partner: number): Promise<string> {
  const answer = await fetch(`${url}/partners/PT${String(partner).padStart(5, '0')}/api-keys`, {
    method: 'POST',
    headers: { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench' }),
  });
  return ((await answer.json()) as { secret: string }).secret;
}

interface Range {
  name: string;
  from: string;
  to: string;
}

/** Dates, the last of which is tomorrow. */
function rangesUntil(now: Date): Range[] {
  const date = (years: number, months: number, day: number) =>
    new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth() - months, day)).toISOString().slice(0, 10);
  const to = date(0, 0, now.getUTCDate() + 1);
  return [
    { name: 'two years', from: date(2, 0, now.getUTCDate()), to },
    { name: 'this year', from: `${now.getUTCFullYear()}-01-01`, to },
    { name: 'last 30 days', from: date(0, 0, now.getUTCDate() - 30), to },
    { name: 'mid to mid', from: date(0, 2, 15), to: date(0, 1, 15) },
  ];
}

async function compare(
  pool: pg.Pool,
  url: string,
  report: ReportName,
  caller: { name: string; key: string; partner: number | null },
  ranges: Range[],
): Promise<void> {
  let everything = 0;
  for (const range of ranges) {
    for (const timezone of ZONES) {
      const asked = { ...range, timezone, partner: caller.partner };
      const ours = await oursTime(url, report, asked, caller.key);
      const groupBy = await groupByTime(pool, report, asked, GROUP_BY_RUNS);
      everything ||= groupBy;
      const cells = [report.padEnd(16), caller.name.padEnd(8), range.name.padEnd(12), timezone.padEnd(18)];
      const times = `${mark(ours, ours <= AIM_MS, 1)} ${groupBy.toFixed(1).padStart(9)}`;
      const ratios = `${mark(groupBy / ours, groupBy / ours >= AIM_RATIO, 0)}  ${(everything / ours).toFixed(0).padStart(6)}`;
      process.stdout.write(`${cells.join('  ')} ${times} ${ratios}\n`);
    }
  }
}

/** A figure, with a mark if it misses the aim. */
function mark(figure: number, met: boolean, decimals: number): string {
  return `${figure.toFixed(decimals).padStart(7)}${met ? ' ' : '!'}`;
}

/** Milliseconds over HTTP, the median of many calls, after two warm-up calls. */
async function oursTime(url: string, report: ReportName, { from, to, timezone }: Asked, key: string): Promise<number> {
  const query = new URLSearchParams({ from, to, timezone });
  const times: number[] = [];
  for (let call = -2; call < CALLS; call += 1) {
    const start = performance.now();
    const answer = await fetch(`${url}/analytics/${report}?${query}`, { headers: { 'x-api-key': key } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${report} answered ${answer.status}: ${text}`);
    if (call >= 0) times.push(performance.now() - start);
  }
  return median(times);
}

async function tellCost(): Promise<void> {
  const { order, counting } = await costInAnOrder(servers.databaseUrl, ROUNDS);
  const share = counting / order;
  const met = share <= AIM_SHARE ? '' : ' MISSED';
  process.stdout.write(
    `\nAn order takes ${order.toFixed(2)} ms of eight clients' time, counting it for analytics ${counting.toFixed(2)} ms of it: ${(share * 100).toFixed(0)} %${met}\n`,
  );
}
