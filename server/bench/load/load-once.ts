import { createReadStream } from 'node:fs';
import pg from 'pg';
import { CHUNK_ROWS, LoadRefused, loadCatalogue } from '../../src/catalog/load/load-catalogue.ts';

// Our load in a separate process, to measure its memory: load-once.ts <database URL> <file>. Prints seconds, peak
// memory in MB, and the counters.

const [url, file = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 3 });
const id = async (sql: string): Promise<number> => Number((await pool.query<{ id: string }>(sql)).rows[0]?.id);
const feedId = await id(
  `insert into feed (partner_id, file_name, mode, validate_only, status, object_key, bucket, created_at)
   values (1, 'feed.csv', 'incremental', false, 'uploaded', 'key', 'bucket', now()) returning id`,
);
const jobId = await id(
  `insert into job (job_type, number, status, message, subject_type, subject_id, concurrency_key, created_at)
   values ('validation', nextval('validation_job_number_seq'), 'running', '', 'feed', ${feedId}, 'validation:1', now())
   returning id`,
);
const began = performance.now();
const outcome = await loadCatalogue({
  pool,
  partnerId: 1,
  feedId,
  jobId,
  mode: 'incremental',
  validateOnly: false,
  maxErrorRatio: null,
  maxRemovedRatio: 0.5,
  defaultCurrency: 'USD',
  delimiter: ',',
  openSource: async () => createReadStream(file),
  signal: new AbortController().signal,
  onProgress: () => undefined,
  complete: async () => undefined,
  chunkRows: CHUNK_ROWS,
}).catch((error: unknown) => {
  if (error instanceof LoadRefused) return { result: error.message };
  throw error;
});
const seconds = (performance.now() - began) / 1000;
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, peakMb, result: outcome.result }));
await pool.end();
