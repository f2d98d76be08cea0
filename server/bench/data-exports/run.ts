import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataDescriptor, DataGroup, ExportResult, Job } from '@commerce-integration/contract';
import pg from 'pg';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { seedProducts } from '../products/seed-products.ts';

// The export of a partner's products by one worker into the file storage, against `\copy` of psql of the same columns
// into a file, and the peak memory of the worker, which must not grow with the products.
//
//   node bench/data-exports/run.ts [rows]

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 3;
const MEMORY_LIMIT = 160;
const MOST_MEGABYTES = 330;
const MOST_RATIO = 2;
const COLUMNS = ['sku', 'product_name', 'description', 'brand', 'category', 'price', 'currency', 'availability'];
const print = (line: string) => process.stdout.write(`${line}\n`);

const folder = await mkdtemp(path.join(tmpdir(), 'commerce-bench-'));
const servers = await BenchServers.open();
const pool = new pg.Pool({ connectionString: servers.databaseUrl });
pool.on('error', () => undefined);
try {
  const ours = await servers.startOurs(4199);
  await seedProducts(pool, ROWS);
  const groupId = await exportGroup(ours);
  for (const [format, most] of [
    ['csv', MOST_RATIO],
    ['jsonl', undefined],
    ['xml', undefined],
  ] as const) {
    const bare: number[] = [];
    const exported: number[] = [];
    const worker = await servers.startWorker(MEMORY_LIMIT);
    await indexed();
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(copyByPsql());
      exported.push(await secondsOf(ours, groupId, format));
    }
    const memory = peakMegabytes(worker.pid);
    await worker.stop();
    const ratio = best(exported) / best(bare);
    const isMissed = ratio > (most ?? Number.POSITIVE_INFINITY) || memory > MOST_MEGABYTES;
    print(
      `${format}: ${ROWS} products in ${best(exported).toFixed(2)} s (${(ROWS / best(exported)).toFixed(0)} rows/s), psql ${best(bare).toFixed(2)} s: ${ratio.toFixed(2)} of it${most ? ` (at most ${most})` : ''}. Peak memory of the worker: ${memory.toFixed(0)} MB.${isMissed ? ' MISSED' : ''}`,
    );
  }
  print(`psql wrote ${((await stat(path.join(folder, 'products.csv'))).size / 1024 / 1024).toFixed(0)} MB.`);
} finally {
  await pool.end();
  await servers.close();
  await rm(folder, { recursive: true, force: true });
}

function best(seconds: readonly number[]): number {
  return Math.min(...seconds);
}

/** Waits until the worker has indexed the products for searches, which uses as much CPU as an export. */
async function indexed(): Promise<void> {
  while ((await pool.query('select from product_search_due limit 1')).rows.length > 0) await delay(500);
}

async function exportGroup(ours: string): Promise<string> {
  const columns = COLUMNS.map((name) => ({ target: name, source: name }));
  const about = { partner_id: 'PT00001', direction: 'export', name: 'Products' };
  const descriptor = { ...about, entity: 'product', format: { type: 'csv' }, columns };
  const { data_descriptor_id } = await call<DataDescriptor>(ours, '/data-descriptors', descriptor);
  const group = await call<DataGroup>(ours, '/data-groups', { ...about, descriptors: [data_descriptor_id] });
  return group.data_group_id;
}

async function call<T>(ours: string, to: string, body?: object): Promise<T> {
  const headers = { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' };
  const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
  const response = await fetch(ours + to, request);
  if (!response.ok) throw new Error(`${to} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** The seconds of an export by a worker. */
async function secondsOf(ours: string, groupId: string, format: string): Promise<number> {
  const { job_id } = await call<Job>(ours, `/data-groups/${groupId}/export`, { format });
  for (;;) {
    const job = await call<Job>(ours, `/jobs/${job_id}?wait=30`);
    if (job.finished_at === undefined) continue;
    const rows = (job.result as ExportResult | undefined)?.rows;
    if (rows !== ROWS) throw new Error(`The export has ${rows} rows: ${job.error ?? job.message}`);
    return (Date.parse(job.finished_at) - Date.parse(job.started_at ?? '')) / 1_000;
  }
}

/** @returns seconds */
function copyByPsql(): number {
  const columns = COLUMNS.map((name) => (name === 'price' ? 'trim_scale(price) as price' : name)).join(', ');
  const file = path.join(folder, 'products.csv');
  const copy = `\\copy (select ${columns} from product where partner_id = 1 order by id) to '${file}' with csv header`;
  const began = performance.now();
  execFileSync('psql', [servers.databaseUrl, '-q', '-c', copy]);
  return (performance.now() - began) / 1_000;
}

function peakMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
