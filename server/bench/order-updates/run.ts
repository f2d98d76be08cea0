import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { seedProducts } from '../products/seed-products.ts';
import { applyBare } from './apply-bare.ts';

// Order updates: ours against a bare loop of SQL with the same reads and writes, in one run.
//
//   node bench/order-updates/run.ts [orders]

const ORDERS = Number(process.argv[2] ?? 5_000);
const IN_CALL = 1_000;
const IN_BATCH = 2_000;
const AIM = 3_000;
const STATUSES = ['packing', 'shipped', 'delivered'];
const print = (line: string) => process.stdout.write(`${line}\n`);

const servers = await BenchServers.open();
const pool = new pg.Pool({ connectionString: servers.databaseUrl });
pool.on('error', () => undefined);
try {
  const ours = await servers.startOurs(4186);
  await seedProducts(pool, 100);
  await seedOrders(1);
  await seedOrders(2);
  await pool.query('vacuum analyze');
  print(`${3 * ORDERS} updates of ${ORDERS} orders with 2 items`);
  await send(ours, 1);
  const applied = await measure();
  print(`applied     ${applied.toFixed(0).padStart(7)} a second${applied >= AIM ? '' : ' MISSED'}`);
  await check();
  await send(ours, 2);
  const bare = await measureBare();
  print(`bare loop   ${bare.toFixed(0).padStart(7)} a second, ratio ${(applied / bare).toFixed(2)}`);
} finally {
  await pool.end();
  await servers.close();
}

/** Orders of one half of the numbers: ours are in the first half, those of the bare loop in the second. */
async function seedOrders(half: 1 | 2): Promise<void> {
  await pool.query(
    `with new_order as (
       insert into sales_order (partner_id, customer_reference, status, total_amount, currency, created_at, updated_at)
       select 1, 'half ' || $2 || ' ' || n, 'created', 30, 'USD', now(), now() from generate_series(1, $1::integer) n
       returning id
     )
     insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
     select new_order.id, item, 'SKU-' || item, 'Product', item, 10, 10 * item
     from new_order, generate_series(1, 2) item`,
    [ORDERS, half],
  );
}

/** Three updates of each order of a half, sent by status, in calls of 1,000. */
async function send(ours: string, half: 1 | 2): Promise<void> {
  const updates = STATUSES.flatMap((status, at) =>
    Array.from({ length: ORDERS }, (_, n) => ({
      update_id: `${half}-${status}-${n + 1}`,
      customer_reference: `half ${half} ${n + 1}`,
      status,
      ...(status === 'shipped' ? { carrier: 'DHL', tracking_number: `T-${half}-${n + 1}` } : {}),
      occurred_at: new Date(Date.UTC(2026, 3, 8, n % 24, at)).toISOString(),
    })),
  );
  const began = performance.now();
  for (let from = 0; from < updates.length; from += IN_CALL) {
    const response = await fetch(`${ours}/order-updates`, {
      method: 'POST',
      headers: { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' },
      body: JSON.stringify({ partner_id: 'PT00001', updates: updates.slice(from, from + IN_CALL) }),
    });
    if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  }
  if (half === 1) print(`received    ${rateSince(began).toFixed(0).padStart(7)} a second`);
}

function rateSince(began: number): number {
  return (3 * ORDERS * 1_000) / (performance.now() - began);
}

/** The updates that one worker applies per second, from when it is ready. */
async function measure(): Promise<number> {
  const worker = await servers.startWorker();
  const began = performance.now();
  const before = await queued();
  while ((await queued()) > 0) await delay(50);
  const rate = (rateSince(began) * before) / (3 * ORDERS);
  await worker.stop();
  return rate;
}

async function queued(): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    `select count(*) from order_update where status = 'queued' and content is not null`,
  );
  return Number(rows[0]?.count);
}

/** Verifies that every counted update was applied. */
async function check(): Promise<void> {
  const { rows } = await pool.query<{ applied: string; completed: string; parcels: string }>(
    `select (select count(*) from order_update where status = 'applied') as applied,
       (select count(*) from sales_order where status = 'completed' and fulfillment_status = 'delivered') as completed,
       (select count(*) from shipment where tracking_number is not null) as parcels`,
  );
  const found = JSON.stringify(rows[0]);
  if (found !== JSON.stringify({ applied: `${3 * ORDERS}`, completed: `${ORDERS}`, parcels: `${ORDERS}` }))
    throw new Error(`Not everything was applied: ${found}`);
}

async function measureBare(): Promise<number> {
  const began = performance.now();
  while (await inTransaction(pool, (client) => applyBare(client, IN_BATCH)));
  return rateSince(began);
}
