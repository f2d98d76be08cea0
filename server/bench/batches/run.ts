import { readFile } from 'node:fs/promises';
import type { BatchUpload, Job, OperationsBatch } from '@commerce-integration/contract';
import autocannon from 'autocannon';
import pg from 'pg';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { seedProducts } from '../products/seed-products.ts';
import { operationsZip, priceListOf } from './operations-zip.ts';

// Compares price lists set in one batch with the same lists set by separate calls, in one run; measures the worker's
// memory.

const OPERATIONS = Number(process.argv[2] ?? 20_000);
const MANY = Number(process.argv[3] ?? 100_000);
const CONNECTIONS = 8;
const AIM = 8;
/**
 * The additional memory that a large batch may use, in MB: the list of its archive's entries, and a window on the
 * archive.
 */
const MEMORY_AIM = 64;
/** The limit of the worker's heap, including garbage, in MB. */
const HEAP = 96;
const PORT = 4200;
const headers = { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' };

const servers = await BenchServers.open();
try {
  const url = await servers.startOurs(PORT);
  const pool = new pg.Pool({ connectionString: servers.databaseUrl });
  pool.on('error', () => undefined);
  await seedProducts(pool, Math.max(OPERATIONS, MANY));
  const first = await servers.startWorker(HEAP);
  // Not counted: the first run of each is a warm-up.
  await callByCall(url, 1_000, 0);
  await asBatch(url, 1_000, 0);
  const calls = await callByCall(url, OPERATIONS, 1);
  const batch = await asBatch(url, OPERATIONS, 2);
  await assertSet(pool, OPERATIONS, 2);
  const ratio = calls / batch.seconds;
  say(`${OPERATIONS} price lists, ${CONNECTIONS} connections: ${calls.toFixed(1)} s call by call`);
  say(`as one batch: ${batch.seconds.toFixed(1)} s, its upload and the waiting for its end included`);
  say(`${ratio.toFixed(1)} times as fast${ratio >= AIM ? '' : ` MISSED (${AIM})`}`);
  const few = await peakMemory(first.pid);
  await first.stop();
  const second = await servers.startWorker(HEAP);
  const many = await asBatch(url, MANY, 3);
  await assertSet(pool, MANY, 3);
  const peak = await peakMemory(second.pid);
  say(`${MANY} operations: ${many.seconds.toFixed(1)} s`);
  const held = peak <= few + MEMORY_AIM;
  say(`peak memory of the worker: ${few} MB, and ${peak} MB for ${MANY}${held ? '' : ` MISSED (${MEMORY_AIM} more)`}`);
  await pool.end();
} finally {
  await servers.close();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Seconds for the same lists by `PUT /products/{product_id}/price-list`. */
async function callByCall(url: string, count: number, round: number): Promise<number> {
  let product = 0;
  const started = performance.now();
  const run = await autocannon({
    url,
    connections: CONNECTIONS,
    amount: count,
    requests: [
      {
        method: 'PUT',
        headers,
        setupRequest: (request) => {
          product += 1;
          const path = `/products/PR${String(product).padStart(5, '0')}/price-list`;
          return { ...request, path, body: JSON.stringify({ price_list: priceListOf(product, round) }) };
        },
      },
    ],
  });
  if (run['2xx'] !== count || run.errors > 0) throw new Error(`${run.non2xx} refusals, ${run.errors} errors`);
  return (performance.now() - started) / 1e3;
}

/** Seconds from the request of the upload URL to the response with the end. */
async function asBatch(url: string, count: number, round: number): Promise<{ seconds: number }> {
  const zip = await operationsZip(count, round);
  const started = performance.now();
  const at = `${url}/org/PT00001/operations-batches`;
  const upload = (await answer(fetch(`${at}/upload-url`, { headers }))) as BatchUpload;
  const put = await fetch(upload.upload_url, { method: 'PUT', headers: upload.headers, body: new Uint8Array(zip) });
  if (!put.ok) throw new Error(`The PUT answered ${put.status}`);
  const body = JSON.stringify({ upload_id: upload.upload_id });
  const made = fetch(`${at}/valid-from-price-updates`, { method: 'POST', headers, body });
  const batch = (await answer(made)) as OperationsBatch;
  for (;;) {
    const job = (await answer(fetch(`${url}/jobs/${batch.job_id}?wait=30`, { headers }))) as Job;
    if (job.status === 'queued' || job.status === 'running') continue;
    if (job.message.includes(`Succeeded: ${count}. Failed: 0.`)) break;
    throw new Error(job.message);
  }
  return { seconds: (performance.now() - started) / 1e3 };
}

async function answer(call: Promise<Response>): Promise<unknown> {
  const response = await call;
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Compares the requested prices with those in the database. */
async function assertSet(pool: pg.Pool, count: number, round: number): Promise<void> {
  const found = await pool.query(
    `select count(*)::integer as lists from product_price
     where valid_from = '2026-01-01T00:00:00Z' and price = product_id % 1000 + 10 + $1::numeric / 100`,
    [round],
  );
  if (found.rows[0].lists !== count) throw new Error(`${found.rows[0].lists} lists are set, not ${count}`);
}

/** In MB, since the process started. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
