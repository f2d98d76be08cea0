import { parseArgs } from 'node:util';
import pg from 'pg';
import { median } from '../analytics/group-by.ts';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { CONTAINS, COUNTS } from './baselines.ts';
import { seed } from './seed.ts';

// Compares GET /overview and GET /search over a million products and a million orders with the simplest implementation
// without sums, bounds and indexes: counts of the tables, and a search for texts that contain the word.

const { values: flags } = parseArgs({
  options: {
    products: { type: 'string', default: '1000000' },
    orders: { type: 'string', default: '1000000' },
    calls: { type: 'string', default: '50' },
  },
});
const CALLS = Number(flags.calls);
const AIM_MS = 50;
const BASELINE_RUNS = 3;
const PARTNER = 7;

const OVERVIEWS = [
  ['the last day', ''],
  ['the last 30 days', `?from=${new Date(Date.now() - 30 * 86_400_000).toISOString()}`],
] as const;
const SEARCHES = [
  ['a product by its ID', 'PR1000000007'],
  ['an order by its ID', 'OR500006'],
  ['a SKU', 'ART-123406'],
  ['the beginning of many SKUs', 'art-1'],
  ['the beginning of many names', 'trail'],
  ['a letter', 'a'],
  ['a reference', 'PO-2025-500006'],
  ['the beginning of a URL', 'https://partner-7'],
  ['nothing', 'there is no such thing'],
] as const;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const servers = await BenchServers.open();
try {
  const url = await servers.startOurs(4186);
  const pool = new pg.Pool({ connectionString: servers.databaseUrl, max: 4 });
  pool.on('error', () => undefined);
  await seed(pool, { products: Number(flags.products), orders: Number(flags.orders) }, new Date());
  const callers = [
    { name: 'operator', key: OPERATOR_KEY, partner: null },
    { name: 'partner', key: await issueKey(url), partner: PARTNER },
  ];
  say(`\nmedians of ${CALLS} calls, in milliseconds; aim ${AIM_MS}\n`);
  say('caller    what                                   ours   baseline    ratio');
  for (const { name, key, partner } of callers) {
    for (const [what, query] of OVERVIEWS) {
      const ours = await callTime(`${url}/overview${query}`, key);
      print(name, `overview of ${what}`, ours, await baselineTime(pool, COUNTS, [partner]));
    }
    for (const [what, q] of SEARCHES) {
      const ours = await callTime(`${url}/search?${new URLSearchParams({ q })}`, key);
      print(name, `search: ${what}`, ours, await baselineTime(pool, CONTAINS, [partner, `%${q}%`]));
    }
  }
  await pool.end();
} finally {
  await servers.close();
}

function print(caller: string, what: string, ours: number, baseline: number): void {
  const cells = [caller.padEnd(8), what.padEnd(36), `${ours.toFixed(1).padStart(6)}${ours <= AIM_MS ? ' ' : '!'}`];
  say(`${cells.join('  ')} ${baseline.toFixed(1).padStart(8)}  ${(baseline / ours).toFixed(1).padStart(7)}`);
}

async function issueKey(url: string): Promise<string> {
  const answer = await fetch(`${url}/partners/PT${String(PARTNER).padStart(5, '0')}/api-keys`, {
    method: 'POST',
    headers: { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench' }),
  });
  return ((await answer.json()) as { secret: string }).secret;
}

/** The median over HTTP, after two warm-up calls. */
async function callTime(url: string, key: string): Promise<number> {
  const times: number[] = [];
  for (let call = -2; call < CALLS; call += 1) {
    const start = performance.now();
    const answer = await fetch(url, { headers: { 'x-api-key': key } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${text}`);
    if (call >= 0) times.push(performance.now() - start);
  }
  return median(times);
}

async function baselineTime(pool: pg.Pool, statement: string, values: unknown[]): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < BASELINE_RUNS; run += 1) {
    const start = performance.now();
    await pool.query(statement, values);
    times.push(performance.now() - start);
  }
  return median(times);
}
