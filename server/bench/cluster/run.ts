import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { FeedAccepted } from '@commerce-integration/contract';
import pg from 'pg';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';

// Loads of many partners by one, two and four worker processes: jobs and rows a second, and what the processes and the
// database took of the CPUs meanwhile. Each load changes every product.
//
//   node bench/cluster/run.ts [feeds] [rows of each]

const FEEDS = Number(process.argv[2] ?? 200);
const ROWS = Number(process.argv[3] ?? 1_000);
const PARTNERS = 40;
const WORKERS = [1, 2, 4];
/** Clock ticks of a second of CPU time, on Linux. */
const TICKS = 100;
const print = (line: string) => process.stdout.write(`${line}\n`);

const servers = await BenchServers.open();
const pool = new pg.Pool({ connectionString: servers.databaseUrl });
pool.on('error', () => undefined);
try {
  const url = await servers.startOurs(4196);
  print(`${FEEDS} feeds of ${ROWS} rows from ${PARTNERS} partners, ${cpus().length} CPUs`);
  await work(url, 1, await upload(url, PARTNERS, 1));
  let single: number | undefined;
  for (const [round, workers] of WORKERS.entries()) {
    const jobs = await upload(url, FEEDS, 2 + round * FEEDS);
    const { seconds, ours, database } = await work(url, workers, jobs);
    single ??= seconds;
    const cpu = (share: number) => `${((100 * share) / seconds / cpus().length).toFixed(0)} %`;
    print(
      `${workers} workers: ${(FEEDS / seconds).toFixed(1)} jobs/s, ${Math.round((FEEDS * ROWS) / seconds)} rows/s, ` +
        `${(single / seconds).toFixed(2)} of one worker; of all CPUs workers ${cpu(ours)}, database ${cpu(database)}`,
    );
  }
} finally {
  await pool.end();
  await servers.close();
}

/**
 * Uploads feeds of all partners in turn, each with its own prices.
 *
 * @returns the jobs that load them
 */
async function upload(url: string, feeds: number, price: number): Promise<string[]> {
  const jobs: string[] = [];
  for (let feed = 0; feed < feeds; feed += 1) {
    const rows = Array.from({ length: ROWS }, (_, row) => `SKU-${row},Product ${row},${price + feed},EUR\n`);
    const form = new FormData();
    form.set('partner_name', `Partner ${feed % PARTNERS}`);
    form.set('file', new Blob([`sku,product_name,price,currency\n${rows.join('')}`]), 'feed.csv');
    jobs.push((await post<FeedAccepted>(`${url}/feeds/upload`, form)).validation_job_id);
  }
  return jobs;
}

async function post<T>(target: string, body?: FormData): Promise<T> {
  const headers = { 'x-api-key': OPERATOR_KEY, prefer: 'respond-async' };
  const response = await fetch(target, { method: 'POST', headers, ...(body ? { body } : {}) });
  if (!response.ok) throw new Error(`${target} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/**
 * Runs jobs with a number of worker processes.
 *
 * @returns seconds from the start of the first job to the end of the last, and seconds of CPU time of workers and
 * database
 */
async function work(
  url: string,
  count: number,
  jobs: readonly string[],
): Promise<{ seconds: number; ours: number; database: number }> {
  const workers = await Promise.all(Array.from({ length: count }, () => servers.startWorker()));
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  const used = async () => [cpuSeconds(workers.map(({ pid }) => pid)), cpuSeconds(await backends())];
  const before = await used();
  // Requests all jobs first, so that no worker waits for a request.
  await Promise.all(jobs.map((job) => post(`${url}/jobs/${job}/run`)));
  while (await isWaiting()) await delay(50);
  const after = await used();
  for (const worker of workers) await worker.stop();
  const took = await pool.query<{ seconds: number }>(
    `select extract(epoch from max(finished_at) - min(started_at))::float8 as seconds from job where started_at >= $1`,
    [rows[0]?.now],
  );
  const [ours = 0, database = 0] = after.map((value, place) => value - (before[place] ?? 0));
  return { seconds: took.rows[0]?.seconds ?? Number.NaN, ours, database };
}

async function isWaiting(): Promise<boolean> {
  const { rows } = await pool.query('select from job where run_requested_at is not null limit 1');
  return rows.length > 0;
}

async function backends(): Promise<number[]> {
  return (await pool.query<{ pid: number }>('select pid from pg_stat_activity')).rows.map(({ pid }) => pid);
}

/** The CPU time of processes until now, without those that have ended. */
function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      return 0;
    }
  });
  return ticks.reduce((sum, value) => sum + value, 0) / TICKS;
}
