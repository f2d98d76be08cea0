import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import type { FeedAccepted, Job, Page, Product } from '@commerce-integration/contract';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { generateFeed } from '../load/generate-feed.ts';

// Measures how soon the changes of a small feed can be queried while two other partners load large feeds, on one
// process with the default concurrency, which also serves the API; and how soon without other load.
//
//   node bench/fairness/run.ts [rows of each large feed]

const ROWS = Number(process.argv[2] ?? 1_000_000);
const SMALL_ROWS = 100;
/** Seconds from the run of the small feed until its products are found, at the 95th percentile. */
const AIM = 2;
const ALONE = 20;
/** The number of products of C; each small feed changes all of them. */
let price = 1;
const print = (line: string) => process.stdout.write(`${line}\n`);

const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-fairness-'));
const servers = await BenchServers.open();
try {
  const url = await servers.startOurs(4196, { WORKER: 'on', MAX_UPLOAD_BYTES: String(1024 ** 3) });
  print(`two feeds of ${ROWS} rows, and feeds of ${SMALL_ROWS} rows beside them, ${cpus().length} CPUs`);
  const large = path.join(dataDir, 'large.csv');
  await generateFeed(large, ROWS);
  const jobs: string[] = [];
  for (const partner of ['A', 'B']) jobs.push(await upload(url, partner, await openAsBlob(large)));

  report('alone', await smallLoads(url, async (done) => done < ALONE));
  const start = Date.now();
  for (const job of jobs) await call(url, `/jobs/${job}/run`, { method: 'POST', headers: { prefer: 'respond-async' } });
  const beside = await smallLoads(url, async () =>
    (await Promise.all(jobs.map((job) => isUnderWay(url, job)))).every(Boolean),
  );
  report('beside the large ones', beside);
  while ((await Promise.all(jobs.map((job) => isUnderWay(url, job)))).some(Boolean));
  print(`both large feeds loaded after ${((Date.now() - start) / 1_000).toFixed(1)} s`);
  const high = percentile(beside, 'queryable', 0.95);
  print(`queryable at the 95th percentile: ${high.toFixed(2)} s, aim ${AIM} s${high <= AIM ? '' : ' MISSED'}`);
} finally {
  await servers.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** Loads small feeds one after the other during the measurement. */
async function smallLoads(url: string, goesOn: (done: number) => Promise<boolean>): Promise<SmallLoad[]> {
  const loads: SmallLoad[] = [];
  while (await goesOn(loads.length)) loads.push(await smallLoad(url));
  return loads;
}

/** Loads a small feed that changes every product, and polls until a query returns the change. */
async function smallLoad(url: string): Promise<SmallLoad> {
  price += 1;
  const rows = Array.from({ length: SMALL_ROWS }, (_, row) => `C-${row},Product ${row},${price},EUR\n`);
  const job = await upload(url, 'C', new Blob([`sku,product_name,price,currency\n${rows.join('')}`]));
  const start = Date.now();
  const run = { method: 'POST', headers: { prefer: 'wait=30' } };
  const { started_at = '', finished_at = '' } = await call<Job>(url, `/jobs/${job}/run`, run);
  const between = (from: number, to: number) => (to - from) / 1_000;
  for (;;) {
    const { items } = await call<Page<Product>>(url, '/products?partner_name=C&limit=1');
    if (items[0]?.price !== price) continue;
    return {
      waited: between(start, Date.parse(started_at)),
      ran: between(Date.parse(started_at), Date.parse(finished_at)),
      queryable: between(start, Date.now()),
    };
  }
}

/** Seconds of a small load: until a worker started it, its duration, and until a query returned it. */
interface SmallLoad {
  waited: number;
  ran: number;
  queryable: number;
}

async function upload(url: string, partner: string, file: Blob): Promise<string> {
  const form = new FormData();
  form.set('partner_name', partner);
  form.set('file', file, 'feed.csv');
  return (await call<FeedAccepted>(url, '/feeds/upload', { method: 'POST', body: form })).validation_job_id;
}

async function isUnderWay(url: string, job: string): Promise<boolean> {
  const { status, message } = await call<Job>(url, `/jobs/${job}`);
  if (status === 'failed') throw new Error(message);
  return status !== 'completed';
}

async function call<T>(url: string, target: string, request: RequestInit = {}): Promise<T> {
  const headers = { 'x-api-key': OPERATOR_KEY, ...(request.headers as Record<string, string>) };
  const response = await fetch(`${url}${target}`, { ...request, headers });
  if (!response.ok) throw new Error(`${target} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

function percentile(loads: readonly SmallLoad[], part: keyof SmallLoad, share: number): number {
  const sorted = loads.map((load) => load[part]).toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function report(name: string, loads: readonly SmallLoad[]): void {
  print(`${name}: ${loads.length} small feeds; seconds at the median, the 95th percentile and the longest`);
  for (const part of ['waited', 'ran', 'queryable'] as const) {
    const figures = [0.5, 0.95, 1].map((share) => percentile(loads, part, share).toFixed(2).padStart(7));
    print(`  ${part.padEnd(10)}${figures.join('')}`);
  }
}
