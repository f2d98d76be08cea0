import type { Job, Page } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer } from './support/server.ts';

/** Reverts a database to the version in which each type of job had its own queue and its own column for the subject. */
const BEFORE = `
  alter table job
    add column feed_id bigint references feed,
    add column batch_id bigint references operations_batch;
  update job set feed_id = subject_id where subject_type = 'feed';
  update job set batch_id = subject_id where subject_type = 'operations_batch';
  alter table job drop column subject_type, drop column subject_id, drop column concurrency_key;
  create index job_feed_idx on job (feed_id, job_type);
  create index job_waiting_idx on job (job_type, partner_id, feed_id) where run_requested_at is not null;
  create unique index job_batch_idx on job (batch_id);
  delete from migration where name = '20261128150000_job_subjects';
  alter table job drop column size_class, drop column queue_class, drop column queue_turn;
  delete from migration where name = '20261129230000_job_classes';
  delete from pgboss.job`;

it('jobs queued by an older version keep their subject, and are run', async () => {
  const before = await startTestServer({ WORKER: 'off' });
  const partner = await before.partner('Acme Corp');
  const loadId = await new Jobs(before).ask('sku,product_name\nA,One\n');
  const operation = { '@type': 'ProductValidFromPriceUpdate', product: { id: 'PR00001' }, price_list: [] };
  const batch = await new Batches(before, partner).create(zipOfOperations({ op: operation }));
  const listed = async (server: typeof before, query = '') =>
    (await server.call<Page<Job>>(`/jobs${query}`)).body.items;
  const jobsBefore = await listed(before);
  expect(jobsBefore.map(({ job_id }) => job_id)).toEqual([batch.job_id, loadId, 'JS00001']);
  await before.pool.query(BEFORE);
  await before.stop();

  const serving = await startTestServer({ ...before.environment, WORKER: 'off' });
  expect(await listed(serving)).toEqual(jobsBefore);
  expect((await listed(serving, '?feed_id=FD00001')).map(({ job_id }) => job_id)).toEqual([loadId, 'JS00001']);
  await serving.stop();

  const working = await startTestServer({ ...before.environment, WORKER: 'on' });
  expect(await new Jobs(working).finished(loadId)).toMatchObject({ status: 'completed', feed_id: 'FD00001' });
  const done = await new Jobs(working).finished(batch.job_id);
  expect(done).toMatchObject({ status: 'completed', batch_id: 'OB00001', result: { total: 1 } });
});
