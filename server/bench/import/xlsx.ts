import { openAsBlob, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataDescriptor, DataGroup, Job, Partner } from '@commerce-integration/contract';
import { BenchServers, OPERATOR_KEY } from '../bench-servers.ts';
import { generateWorkbook, WORKBOOK_COLUMNS } from './generate-workbook.ts';

// Imports of products from a workbook of ten columns by one worker: rows per second, and its peak memory, which must not
// grow with the file.
//
//   node bench/import/xlsx.ts [rows]

const ROWS = Number(process.argv[2] ?? 300_000);
const TIMES = 5;
const MEMORY_LIMIT = 160;
const MOST_MEGABYTES = 300;
const MOST_GROWTH = 1.2;
const print = (line: string) => process.stdout.write(`${line}\n`);

const folder = await mkdtemp(path.join(tmpdir(), 'commerce-bench-'));
const servers = await BenchServers.open();
try {
  const ours = await servers.startOurs(4197);
  const partner = await post<Partner>(ours, '/partners', { partner_name: 'Acme Corp' });
  const first = await measure(ours, partner.partner_id, ROWS);
  const second = await measure(ours, partner.partner_id, ROWS * TIMES);
  const growth = second / first;
  const isMet = Math.max(first, second) <= MOST_MEGABYTES && growth <= MOST_GROWTH;
  print(`peak memory at ${TIMES} times the size: ${growth.toFixed(2)} of the first${isMet ? '' : ' MISSED'}`);
} finally {
  await servers.close();
  await rm(folder, { recursive: true, force: true });
}

async function post<T>(ours: string, to: string, body: object | FormData): Promise<T> {
  const isForm = body instanceof FormData;
  const headers = { 'x-api-key': OPERATOR_KEY, ...(isForm ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(ours + to, { method: 'POST', headers, body: isForm ? body : JSON.stringify(body) });
  if (!response.ok) throw new Error(`${to} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/**
 * Imports a workbook with a new worker.
 *
 * @returns the peak memory of the worker in megabytes
 */
async function measure(ours: string, partner_id: string, rows: number): Promise<number> {
  const file = path.join(folder, `${rows}.xlsx`);
  await generateWorkbook(file, rows);
  const columns = WORKBOOK_COLUMNS.map((name) => ({
    target: name === 'color' || name === 'weight' ? `attributes.${name}` : name,
    source: name,
    ...(name === 'price' ? { type: 'decimal', decimal_separator: ',' } : {}),
  }));
  const about = { partner_id, name: 'Products', entity: 'product', format: { type: 'xlsx' }, columns };
  const { data_descriptor_id } = await post<DataDescriptor>(ours, '/data-descriptors', about);
  const group = { partner_id, name: 'Products', descriptors: [data_descriptor_id] };
  const { data_group_id } = await post<DataGroup>(ours, '/data-groups', group);
  const form = new FormData();
  form.set('file', await openAsBlob(file), 'products.xlsx');
  const { job_id } = await post<Job>(ours, `/data-groups/${data_group_id}/import`, form);
  const worker = await servers.startWorker(MEMORY_LIMIT);
  const job = await ended(ours, job_id);
  const memory = peakMegabytes(worker.pid);
  await worker.stop();
  if (job.status !== 'completed') throw new Error(`The import has failed: ${job.error ?? job.message}`);
  const seconds = (Date.parse(job.finished_at ?? '') - Date.parse(job.started_at ?? '')) / 1_000;
  const megabytes = ((await stat(file)).size / 1024 / 1024).toFixed(0);
  print(
    `${rows} rows, ${megabytes} MB: ${(rows / seconds).toFixed(0)} rows/s, peak memory of the worker ${memory.toFixed(0)} MB. ${job.message}`,
  );
  return memory;
}

async function ended(ours: string, job_id: string): Promise<Job> {
  for (;;) {
    const response = await fetch(`${ours}/jobs/${job_id}?wait=30`, { headers: { 'x-api-key': OPERATOR_KEY } });
    const job = (await response.json()) as Job;
    if (job.finished_at !== undefined) return job;
  }
}

function peakMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
