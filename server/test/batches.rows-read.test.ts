import type { OperationsBatch, Page } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';

// A partner with very many batches of the status that the list filters by; the status is that of each batch's job.

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const ROWS = 10_000;
/** The first batches failed or were cancelled; the last one is queued. */
const STATUS = `case when n <= 4 then 'failed' when n <= 6 then 'cancelled' when n = ${ROWS} then 'queued' else 'completed' end`;
await server.pool.query(
  `with upload as (
     insert into batch_upload (partner_id, object_key, expires_at, created_at) values ($1, 'key', now(), now())
     returning id
   ), batch as (
     insert into operations_batch (partner_id, upload_id, batch_type, on_error, validate_only, created_at)
     select $1, upload.id, 'product-updates', 'continue', false, now() - make_interval(mins => ${ROWS} - n)
     from upload, generate_series(1, ${ROWS}) n order by n returning id as n, created_at
   )
   insert into job (job_type, number, status, message, partner_id, subject_type, subject_id, concurrency_key, created_at,
     finished_at)
   select 'operations_batch', n, ${STATUS}, '', $1, 'operations_batch', n, 'none', created_at,
     case when n < ${ROWS} then created_at end
   from batch order by n`,
  [Number(acme.id.slice(2))],
);
await server.pool.query('vacuum analyze operations_batch, job');

it.each([
  ['failed', [4, 3, 2, 1]],
  ['cancelled', [6, 5]],
  ['queued', [ROWS]],
  ['running', []],
  ['completed', [9_999, 9_998, 9_997, 9_996, 9_995, 9_994, 9_993, 9_992, 9_991, 9_990]],
])('batches that are %s are found among all', async (status, numbers) => {
  for (const table of ['operations_batch', 'job']) {
    const read = await rowsRead(server, table, async () => {
      const path = `/org/${acme.id}/operations-batches?status=${status}`;
      const { body } = await server.call<Page<OperationsBatch>>(path, { key: acme.key });
      expect(body.items.map(({ batch_id }) => Number(batch_id.slice(2)))).toEqual(numbers);
    });
    expect(read).toBeLessThan(200);
  }
});
