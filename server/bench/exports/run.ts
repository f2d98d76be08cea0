import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EVENT_CHANNEL } from '../../src/database/announcer.ts';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { seedOrders } from './seed-orders.ts';

// Orders through a chain of two exporters to files, by two workers: ours against two bare loops with the same reads and
// writes, in one run.
//
//   node bench/exports/run.ts [orders]

const ORDERS = Number(process.argv[2] ?? 100_000);
const WORKERS = 2;
/** Orders per second and worker, through both steps; or this share of the bare loop. */
const AIM = 2_000;
const SHARE = 0.5;
const MEMORY_LIMIT = 160;
const print = (line: string) => process.stdout.write(`${line}\n`);

const servers = await BenchServers.open();
const pool = new pg.Pool({ connectionString: servers.databaseUrl });
pool.on('error', () => undefined);
try {
  const ours = await servers.startOurs(4196);
  await chain(ours);
  await seedOrders(pool, ORDERS);
  const bare = await bareRate();
  print(`bare loop: ${bare.toFixed(0)} orders/s per worker`);
  const few = await measure(Math.min(ORDERS / 10, 5_000));
  print(`few orders: peak memory of a worker ${few.memory.toFixed(0)} MB`);
  const { rate, memory } = await measure(ORDERS);
  const isMet = rate >= Math.min(AIM, SHARE * bare);
  print(
    `ours: ${rate.toFixed(0)} orders/s per worker, ${(rate / bare).toFixed(2)} of the bare loop${isMet ? '' : ' MISSED'}`,
  );
  print(`${ORDERS} orders: peak memory of a worker ${memory.toFixed(0)} MB`);
} finally {
  await pool.end();
  await servers.close();
}

async function chain(ours: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const headers = { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' };
    const response = await fetch(`${ours}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  };
  await post('/partners', { partner_name: 'Acme Corp' });
  const file = { kind: 's3_file', batch: { max_orders: 1_000, max_wait_seconds: 1 } };
  await post('/order-exporters', { name: 'first', ...file, when: { flag: 'first' }, next_flag: 'second' });
  await post('/order-exporters', { name: 'second', ...file, when: { flag: 'second' }, format: 'csv' });
}

/**
 * Sets the flag of orders and lets workers export them.
 *
 * @returns orders per second and worker, and megabytes
 */
async function measure(orders: number): Promise<{ rate: number; memory: number }> {
  await pool.query('truncate order_export, order_export_flag, order_export_batch, order_export_attempt, event');
  const workers: Awaited<ReturnType<typeof servers.startWorker>>[] = [];
  while (workers.length < WORKERS) workers.push(await servers.startWorker(MEMORY_LIMIT));
  await pool.query(
    `insert into order_export_flag (partner_id, order_id, flag, of_cancelled, created_at)
     select partner_id, id, 'first', false, now() from sales_order order by id limit $1`,
    [orders],
  );
  const start = Date.now();
  await pool.query(`notify ${EVENT_CHANNEL}`);
  await until(() => completed('second'), orders);
  const seconds = (Date.now() - start) / 1_000;
  const memory = Math.max(...workers.map(({ pid }) => peakMegabytes(pid)));
  for (const worker of workers) await worker.stop();
  return { rate: orders / seconds / WORKERS, memory };
}

async function completed(flag: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    `select count(*) from order_export where flag = $1 and status = 'completed'`,
    [flag],
  );
  return Number(rows[0]?.count);
}

async function until(look: () => Promise<number>, count: number): Promise<void> {
  while ((await look()) < count) await delay(200);
}

function peakMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Orders per second and worker of loops that read and write the same, without coordination or recovery. */
async function bareRate(): Promise<number> {
  const orders = Math.min(ORDERS, 20_000);
  const start = Date.now();
  await Promise.all(
    Array.from({ length: WORKERS }, (_, worker) =>
      servers.runBare('bench/exports/bare-loop.ts', {
        WORKER: String(worker),
        WORKERS: String(WORKERS),
        ORDERS: String(orders),
      }),
    ),
  );
  return orders / ((Date.now() - start) / 1_000) / WORKERS;
}
