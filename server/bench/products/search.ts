import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { median } from '../analytics/group-by.ts';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { plainRows } from './plain-rows.ts';
import { seedProducts, seedSmallPartner } from './seed-products.ts';

// Compares GET /products with q, and with filters and a sort, over a million products, with the simplest statement
// without a search index; measures how long the index takes to follow a load.

const { values: flags } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, calls: { type: 'string', default: '20' } },
});
const ROWS = Number(flags.rows);
const CALLS = Number(flags.calls);
const AIM_MS = 50;
const PLAIN_RUNS = 3;
const SMALL = 1_000;

const SEARCHES: readonly [string, Record<string, string>][] = [
  ['a common word', { q: 'product' }],
  ['a common word, by name', { q: 'product', sort_by: 'product_name' }],
  ['two words', { q: 'product brand' }],
  ['a rare word', { q: `sku-${String(ROWS - 7).padStart(8, '0')}` }],
  ['a rare word, by price', { q: `sku-${String(ROWS - 7).padStart(8, '0')}`, sort_by: 'price' }],
  ['a rare part of a word', { q: 'c0ffee' }],
  ['a rare part, by name', { q: 'c0ffee', sort_by: 'product_name', order: 'desc' }],
  ['no match', { q: 'zebra' }],
  ['no match of two words', { q: 'product zebra' }],
  ['the beginning of a brand, by brand', { q: 'brand', sort_by: 'brand' }],
  ['two characters, many', { q: 'a1' }],
  ['two characters, none', { q: 'zq' }],
  ['one character, none', { q: '§' }],
  ['the small partner’s word', { q: 'rarity' }],
];
const FILTERS: readonly [string, Record<string, string>][] = [
  ['a SKU without a match, by price', { sku: 'NOTHING', sort_by: 'price' }],
  ['a state without a match', { availability: 'backorder' }],
  ['category without a match, by price', { category: 'Nothing', sort_by: 'price' }],
  ['category and price, none', { category: 'Category 7', price_min: '5000' }],
  ['category and price, none, by price', { category: 'Category 7', price_max: '0.5', sort_by: 'price' }],
  ['category and price, none, by name', { category: 'Category 7', price_min: '5000', sort_by: 'product_name' }],
  ['category, price and brand, few, by name', { category: 'Category 7', brand: 'Brand 3', sort_by: 'product_name' }],
  ['category and price, few, by category', { category: 'Category 7', price_max: '2', sort_by: 'category' }],
  ['wide prices and category, by date', { category: 'Category 7', price_min: '500', sort_by: 'created_at' }],
];

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const servers = await BenchServers.open();
try {
  const url = await servers.startOurs(4187);
  const pool = new pg.Pool({ connectionString: servers.databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  say(`Seeding ${ROWS} products of one partner and ${SMALL} of another …`);
  await seedProducts(pool, ROWS);
  await seedSmallPartner(pool, ROWS + 1, SMALL);
  const callers = [
    { name: 'operator', key: OPERATOR_KEY, partner: null },
    { name: 'large', key: await issueKey(url, 'PT00001'), partner: 1 },
    { name: 'small', key: await issueKey(url, 'PT00002'), partner: 2 },
  ];
  say(`\nBefore the index: no match takes ${(await callTime(url, { q: 'zebra' }, OPERATOR_KEY)).toFixed(0)} ms`);
  await indexAll(url, pool);
  say(`\nmedians of ${CALLS} calls, in milliseconds; aim ${AIM_MS}; load average ${loadavg()[0]?.toFixed(1)}\n`);
  say('caller    what                                        ours      plain    ratio');
  for (const { name, key, partner } of callers) {
    for (const [what, query] of [...SEARCHES, ...FILTERS]) {
      const ours = await callTime(url, query, key);
      const plain = await plainTime(pool, query, partner);
      const cells = [name.padEnd(8), what.padEnd(40), ours.toFixed(1).padStart(7)];
      say(
        `${cells.join('  ')}${ours <= AIM_MS ? ' ' : '!'} ${plain.toFixed(1).padStart(9)} ${(plain / ours).toFixed(1).padStart(8)}`,
      );
    }
  }
  await pool.end();
} finally {
  await servers.close();
}

async function issueKey(url: string, partner: string): Promise<string> {
  const answer = await fetch(`${url}/partners/${partner}/api-keys`, {
    method: 'POST',
    headers: { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench' }),
  });
  return ((await answer.json()) as { secret: string }).secret;
}

/** Starts a worker process, as after a load, and waits until it has indexed everything. */
async function indexAll(url: string, pool: pg.Pool): Promise<void> {
  const worker = await servers.startWorker();
  const began = performance.now();
  let slowest = 0;
  for (;;) {
    slowest = Math.max(slowest, await callTime(url, { q: 'c0ffee' }, OPERATOR_KEY, 1));
    const { rows } = await pool.query<{ due: boolean }>('select exists (select from product_search_due) as due');
    if (!rows[0]?.due) break;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
  const seconds = (performance.now() - began) / 1000;
  await worker.stop();
  const sizes = await pool.query<{ name: string; mb: string }>(
    `select relname as name, (pg_relation_size(oid) / 1e6)::numeric(10, 1) as mb from pg_class
     where relname like 'product_search%' and relkind in ('r', 'i') or relname = 'product' order by relname`,
  );
  say(
    `Indexed ${ROWS + SMALL} products in ${seconds.toFixed(0)} s; the slowest search meanwhile took ${slowest.toFixed(0)} ms`,
  );
  say(`MB: ${sizes.rows.map(({ name, mb }) => `${name} ${mb}`).join(', ')}`);
}

/** Milliseconds over HTTP, the median of the calls, after one warm-up call. */
async function callTime(url: string, query: Record<string, string>, key: string, calls = CALLS): Promise<number> {
  const times: number[] = [];
  for (let call = calls > 1 ? -1 : 0; call < calls; call += 1) {
    const start = performance.now();
    const answer = await fetch(`${url}/products?${new URLSearchParams(query)}`, { headers: { 'x-api-key': key } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`The list answered ${answer.status}: ${text}`);
    if (call >= 0) times.push(performance.now() - start);
  }
  return median(times);
}

async function plainTime(pool: pg.Pool, query: Record<string, string>, partner: number | null): Promise<number> {
  const { text, values } = plainRows(query, partner);
  const times: number[] = [];
  for (let run = 0; run < PLAIN_RUNS; run += 1) {
    const start = performance.now();
    await pool.query(text, values);
    times.push(performance.now() - start);
  }
  return median(times);
}
