import type { Job as JobShape } from '@commerce-integration/contract';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../src/database/orm.ts';
import { EVERYBODY } from '../src/database/tenancy.ts';
import { Job } from '../src/jobs/job.entity.ts';
import { openRun } from '../src/jobs/job-run.ts';
import { getJob, JOB_NUMBER_SEQUENCES } from '../src/jobs/jobs.queries.ts';
import { ALL_FEATURES } from '../src/process/platform.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const database = await openDatabase(server.environment.DATABASE_URL ?? '', 2, [Job], {
  migrations: ALL_FEATURES.flatMap(({ migrations = [] }) => migrations),
  sequences: JOB_NUMBER_SEQUENCES,
});
afterAll(() => database.close());

it('the start creates the sequence of a new type, and keeps those of others', async () => {
  const { body } = await server.upload('sku,product_name\nA,One\n');
  await server.pool.query('drop sequence operations_batch_job_number_seq');
  await database.migrate();
  await database.migrate();
  const next = 'select nextval($1::regclass)::integer as number';
  const numberOf = async (sequence: string) => (await server.pool.query(next, [sequence])).rows[0].number;
  expect(await numberOf('operations_batch_job_number_seq')).toBe(1);
  expect(await numberOf('validation_job_number_seq')).toBe(Number(body.validation_job_id.slice(2)) + 1);
});

it('a job whose type has no result completes without one', async () => {
  const { body } = await server.upload('sku,product_name\nB,Two\n');
  const em = database.open(EVERYBODY);
  const job = await getJob(em, body.validation_job_id);
  em.assign(job, { status: 'running', attempt: 1 });
  await em.flush();
  const run = openRun(database.pool, job, new AbortController().signal);
  await run.complete(database.pool, { message: 'Done.', result: null, rows: 0 });
  await run.close();
  const { body: shown } = await server.call<JobShape>(`/jobs/${body.validation_job_id}`);
  expect(shown).toMatchObject({ status: 'completed', message: 'Done.' });
  expect(shown).not.toHaveProperty('result');
  const events = await server.pool.query(
    `select data from event where event_type = 'job.completed' and data ->> 'job_id' = $1`,
    [body.validation_job_id],
  );
  expect(events.rows).toHaveLength(1);
  expect(events.rows[0].data).not.toHaveProperty('result');
});
