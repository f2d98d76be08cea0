import { openAsBlob, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { DataDescriptor, DataGroup, FeedAccepted, Job, Partner } from '@commerce-integration/contract';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { COLUMNS, generateCsv, generateXml } from './generate-files.ts';

// Imports through a descriptor of ten columns against the plain load of a feed with the same rows, by workers of their own:
// seconds, and the peak memory of the worker. The same for XML, at five times the size as well.
//
//   node bench/import/run.ts --rows 1000000 --xml-megabytes 100

const { values: flags } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, 'xml-megabytes': { type: 'string', default: '100' } },
});
const ROWS = Number(flags.rows);
const XML_ROWS = Math.round((Number(flags['xml-megabytes']) * 1024 * 1024) / 340);
const TIMES = 5;
const MOST_RATIO = 1.3;
const MOST_MEGABYTES = 300;
const MOST_GROWTH = 1.2;
const MEMORY_LIMIT = 160;
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

const folder = await mkdtemp(path.join(tmpdir(), 'commerce-bench-'));
const servers = await BenchServers.open();
try {
  // A feed of a million rows exceeds the default limit of a direct upload.
  const ours = await servers.startOurs(4198, { MAX_UPLOAD_BYTES: String(1024 ** 3) });
  const feed = await csvFile('feed.csv', false);
  // The first load into a new cluster creates the files of its write-ahead log, which later ones reuse.
  await loadFeed(ours, await partner(ours, 'Warm up'), feed);
  const loaded = await loadFeed(ours, await partner(ours, 'Feed'), feed);
  print(`feed, ${ROWS} rows: ${told(loaded, ROWS)}`);
  const imported = await importFile(ours, await partner(ours, 'CSV'), await csvFile('erp.csv', true), {
    format: { type: 'csv', delimiter: ';' },
    columns: columns((name) => `Spalte ${name}`, { type: 'decimal', decimal_separator: ',' }),
  });
  print(`import, ${ROWS} rows: ${told(imported, ROWS)}`);
  const ratio = imported.seconds / loaded.seconds;
  const isMet = ratio <= MOST_RATIO && imported.megabytes <= MOST_MEGABYTES;
  print(`import / feed: ${ratio.toFixed(2)}${isMet ? '' : ' MISSED'}`);

  const first = await importXml(ours, XML_ROWS);
  const second = await importXml(ours, XML_ROWS * TIMES);
  const growth = second.megabytes / first.megabytes;
  const isFlat = growth <= MOST_GROWTH && second.megabytes <= MOST_MEGABYTES;
  print(`peak memory at ${TIMES} times the size: ${growth.toFixed(2)} of the first${isFlat ? '' : ' MISSED'}`);
} finally {
  await servers.close();
  await rm(folder, { recursive: true, force: true });
}

function told({ seconds, megabytes }: Measured, rows: number): string {
  return `${seconds.toFixed(1)} s, ${(rows / seconds).toFixed(0)} rows/s, peak memory ${megabytes.toFixed(0)} MB`;
}

async function csvFile(name: string, isGerman: boolean): Promise<string> {
  const file = path.join(folder, name);
  await generateCsv(file, ROWS, { isGerman });
  return file;
}

async function importXml(ours: string, rows: number): Promise<Measured> {
  const file = path.join(folder, `${rows}.xml`);
  await generateXml(file, rows);
  const measured = await importFile(ours, await partner(ours, `XML ${rows}`), file, {
    format: { type: 'xml', row_path: '/catalog/product' },
    columns: columns((name) => name, { type: 'decimal' }),
  });
  const size = ((await stat(file)).size / 1024 / 1024).toFixed(0);
  print(`XML, ${rows} rows, ${size} MB: ${told(measured, rows)}`);
  return measured;
}

function columns(sourceOf: (name: string) => string, price: object): object[] {
  return COLUMNS.map((name) => ({
    target: name === 'color' || name === 'size' ? `attributes.${name}` : name,
    source: sourceOf(name),
    ...(name === 'price' ? price : {}),
  }));
}

async function partner(ours: string, partner_name: string): Promise<Partner> {
  return post<Partner>(ours, '/partners', { partner_name });
}

async function loadFeed(ours: string, { partner_name }: Partner, file: string): Promise<Measured> {
  const form = new FormData();
  form.set('partner_name', partner_name);
  form.set('file', await openAsBlob(file), path.basename(file));
  const { validation_job_id } = await post<FeedAccepted>(ours, '/feeds/upload', form);
  return worked(ours, async () => {
    const headers = { 'x-api-key': OPERATOR_KEY, prefer: 'respond-async' };
    await fetch(`${ours}/jobs/${validation_job_id}/run`, { method: 'POST', headers });
    return validation_job_id;
  });
}

async function importFile(
  ours: string,
  { partner_id }: Partner,
  file: string,
  layout: { format: object; columns: object[] },
): Promise<Measured> {
  const about = { partner_id, name: 'Products', entity: 'product', ...layout };
  const { data_descriptor_id } = await post<DataDescriptor>(ours, '/data-descriptors', about);
  const group = { partner_id, name: 'Products', descriptors: [data_descriptor_id] };
  const { data_group_id } = await post<DataGroup>(ours, '/data-groups', group);
  const form = new FormData();
  form.set('file', await openAsBlob(file), path.basename(file));
  const { job_id } = await post<Job>(ours, `/data-groups/${data_group_id}/import`, form);
  return worked(ours, async () => job_id);
}

/** Runs a job with a new worker. */
async function worked(ours: string, ask: () => Promise<string>): Promise<Measured> {
  const job_id = await ask();
  const worker = await servers.startWorker(MEMORY_LIMIT);
  const job = await ended(ours, job_id);
  const status = readFileSync(`/proc/${worker.pid}/status`, 'utf8');
  const megabytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  await worker.stop();
  if (job.status !== 'completed') throw new Error(`${job_id} has failed: ${job.error ?? job.message}`);
  return { seconds: (Date.parse(job.finished_at ?? '') - Date.parse(job.started_at ?? '')) / 1_000, megabytes };
}

async function ended(ours: string, job_id: string): Promise<Job> {
  for (;;) {
    const response = await fetch(`${ours}/jobs/${job_id}?wait=30`, { headers: { 'x-api-key': OPERATOR_KEY } });
    const job = (await response.json()) as Job;
    if (job.finished_at !== undefined) return job;
  }
}

async function post<T>(ours: string, to: string, body: object | FormData): Promise<T> {
  const isForm = body instanceof FormData;
  const headers = { 'x-api-key': OPERATOR_KEY, ...(isForm ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(ours + to, { method: 'POST', headers, body: isForm ? body : JSON.stringify(body) });
  if (!response.ok) throw new Error(`${to} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
