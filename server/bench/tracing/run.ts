import autocannon from 'autocannon';
import pg from 'pg';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { seedProducts } from '../products/seed-products.ts';

// Measures the cost of traces: requests per second of a server that sends none, one that sends those of a tenth of the
// requests, and one that sends all of them.
//
//   node bench/tracing/run.ts [seconds] [rounds]

const SECONDS = Number(process.argv[2] ?? 3);
const ROUNDS = Number(process.argv[3] ?? 5);
const PRODUCTS = 10_000;
const CLIENTS = 8;
const HEADERS = { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' };
const REQUESTS: Readonly<Record<string, autocannon.Request[]>> = {
  'GET /products': [{ method: 'GET', path: '/products?limit=50' }],
  'POST /orders': Array.from({ length: 499 }, (_, n) => ({ method: 'POST', path: '/orders', body: orderOf(n) })),
};

const servers = await BenchServers.open();
try {
  const off = await servers.startOurs(4190);
  const pool = new pg.Pool({ connectionString: servers.databaseUrl });
  pool.on('error', () => undefined);
  await seedProducts(pool, PRODUCTS);
  await pool.end();
  const collector = await servers.startBare('bench/tracing/collector.ts', 4193);
  const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: collector };
  const sampled = await servers.startOurs(4191, { ...tracing, OTEL_TRACES_SAMPLER_ARG: '0.1' });
  const all = await servers.startOurs(4192, tracing);
  process.stdout.write(`requests per second, best of ${ROUNDS} rounds of ${SECONDS} s, ${CLIENTS} clients\n`);
  process.stdout.write('request          without   a tenth   ratio       all   ratio\n');
  for (const [name, requests] of Object.entries(REQUESTS)) {
    const rates = { off: 0, sampled: 0, all: 0 };
    // Alternating, so that other load affects all of them.
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.off = Math.max(rates.off, await rate(off, requests));
      rates.sampled = Math.max(rates.sampled, await rate(sampled, requests));
      rates.all = Math.max(rates.all, await rate(all, requests));
    }
    const cell = (value: number) => value.toFixed(0).padStart(9);
    const ratio = (value: number) => (value / rates.off).toFixed(2).padStart(7);
    process.stdout.write(
      `${name.padEnd(15)}${cell(rates.off)} ${cell(rates.sampled)} ${ratio(rates.sampled)} ${cell(rates.all)} ${ratio(rates.all)}\n`,
    );
  }
  const sent = Number(await (await fetch(collector)).text());
  if (sent === 0) throw new Error('No spans were sent');
  process.stdout.write(`${(sent / 1024 / 1024).toFixed(0)} MB of spans were sent\n`);
} finally {
  await servers.close();
}

/** Three products with a price: every tenth has none. */
function orderOf(n: number): string {
  const items = [1, 2, 3].map((k) => ({
    product_id: `PR${String(10 * ((n * 7 + k) % 900) + k).padStart(5, '0')}`,
    quantity: 2,
  }));
  return JSON.stringify({ partner_id: 'PT00001', items });
}

/** Responses per second, after a short warm-up. */
async function rate(url: string, requests: autocannon.Request[]): Promise<number> {
  const options = { url, requests, connections: CLIENTS, headers: HEADERS };
  await autocannon({ ...options, duration: 1 });
  const run = await autocannon({ ...options, duration: SECONDS });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${url}: ${run.non2xx} refusals, ${run.errors} errors`);
  return run['2xx'] / run.duration;
}
