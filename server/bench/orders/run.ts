import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import pg from 'pg';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { seedProducts } from '../products/seed-products.ts';

// Compares POST /orders with 3 items with a bare handler that runs the same transaction, in one run.

const SECONDS = Number(process.argv[2] ?? 5);
const ROUNDS = Number(process.argv[3] ?? 3);
const PRODUCTS = 10_000;
const CLIENTS = [8, 32];
const AIM = 0.7;
const HOT_AIM = 0.5;
const KEYED_AIM = 0.85;

const servers = await BenchServers.open();
try {
  const ours = await servers.startOurs(4180);
  const pool = new pg.Pool({ connectionString: servers.databaseUrl });
  pool.on('error', () => undefined);
  await seedProducts(pool, PRODUCTS);
  const bare = await servers.startBare('bench/orders/bare-server.ts', 4181);
  process.stdout.write(`orders per second, best of ${ROUNDS} rounds of ${SECONDS} s each\n`);
  process.stdout.write('clients  products     bare     ours  ratio  hot against spread\n');
  for (const clients of CLIENTS) await compare(pool, clients, ours, bare);
  await pool.end();
} finally {
  await servers.close();
}

async function compare(pool: pg.Pool, clients: number, ours: string, bare: string): Promise<void> {
  let spreadRate = 0;
  for (const [name, bodies] of Object.entries({ spread: spreadOrders(), hot: [orderOf([1, 1, 1])] })) {
    const rates = { bare: 0, ours: 0 };
    // Alternating, so that other load affects both.
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.bare = Math.max(rates.bare, await rate(bare, clients, bodies, {}));
      rates.ours = Math.max(
        rates.ours,
        await counted(pool, () => rate(ours, clients, bodies, { 'x-api-key': OPERATOR_KEY })),
      );
    }
    const ratio = rates.ours / rates.bare;
    if (name === 'spread') spreadRate = rates.ours;
    const hot =
      name === 'hot'
        ? `${(rates.ours / spreadRate).toFixed(2)}${rates.ours / spreadRate >= HOT_AIM ? '' : ' MISSED'}`
        : '';
    const cells = [
      String(clients).padStart(7),
      name.padEnd(8),
      rates.bare.toFixed(0).padStart(8),
      rates.ours.toFixed(0).padStart(8),
    ];
    process.stdout.write(`${cells.join('  ')}  ${ratio.toFixed(2)}${ratio >= AIM ? '' : ' MISSED'}   ${hot}\n`);
  }
  const rates = { plain: 0, keyed: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const headers = { 'x-api-key': OPERATOR_KEY };
    rates.plain = Math.max(rates.plain, await rate(ours, clients, spreadOrders(), headers));
    rates.keyed = Math.max(rates.keyed, await rate(ours, clients, spreadOrders(), headers, true));
  }
  const ratio = rates.keyed / rates.plain;
  process.stdout.write(
    `${String(clients).padStart(7)}  spread, each with an Idempotency-Key: ${rates.keyed.toFixed(0)} of ${rates.plain.toFixed(0)}  ${ratio.toFixed(2)}${ratio >= KEYED_AIM ? '' : ' MISSED'}\n`,
  );
}

/** Orders of three products each, from the whole catalogue; every tenth product has no price. */
function spreadOrders(): string[] {
  const priced = (n: number) => 1 + (n % 9) + 10 * (Math.imul(n, 7919) % (PRODUCTS / 10));
  return Array.from({ length: 997 }, (_, n) => orderOf([priced(3 * n), priced(3 * n + 1), priced(3 * n + 2)]));
}

function orderOf(products: number[]): string {
  const items = products.map((n) => ({ product_id: `PR${String(n).padStart(5, '0')}`, quantity: 2 }));
  return JSON.stringify({ partner_id: 'PT00001', items });
}

/** Orders per second with a response, after a short warm-up. */
async function rate(
  url: string,
  connections: number,
  bodies: string[],
  headers: Record<string, string>,
  keyed = false,
): Promise<number> {
  const post = {
    method: 'POST' as const,
    path: '/orders',
    headers: { 'content-type': 'application/json', ...headers },
  };
  const requests = keyed
    ? [
        {
          ...post,
          setupRequest: (request: autocannon.Request) => ({
            ...request,
            body: bodies[Math.floor(Math.random() * bodies.length)] ?? '',
            headers: { ...post.headers, 'idempotency-key': randomUUID() },
          }),
        },
      ]
    : bodies.map((body) => ({ ...post, body }));
  await autocannon({ url, connections, duration: 1, requests });
  const run = await autocannon({ url, connections, duration: SECONDS, requests });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${url}: ${run.non2xx} refusals, ${run.errors} errors`);
  return run['2xx'] / run.duration;
}

/** Compares the created orders with the database: no order is lost, and the rollups contain each. */
async function counted(pool: pg.Pool, measure: () => Promise<number>): Promise<number> {
  const rate = await measure();
  const { rows } = await pool.query(
    `select (select count(*) from sales_order) as orders, (select count(*) from order_item) as items,
       (select count(*) from recent_sales) as counted`,
  );
  const { orders, items, counted: inRollups } = rows[0] as Record<string, string>;
  if (orders !== inRollups || Number(items) !== 3 * Number(orders))
    throw new Error(`${orders} orders, ${items} items, ${inRollups} counted`);
  return rate;
}
