import { expect, it } from 'vitest';
import { openDatabase } from '../src/database/orm.ts';
import { EVERYBODY } from '../src/database/tenancy.ts';
import { createJob } from '../src/jobs/create-job.ts';
import { Job } from '../src/jobs/job.entity.ts';
import { JobQueue } from '../src/queue/job-queue.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer, type TestServer } from './support/server.ts';

const FEED = 'sku,product_name\nA,One\n';

/** Requests small loads of a partner on a server without workers, one after the other. */
function asking(server: TestServer) {
  const jobs = new Jobs(server);
  return async (partner_name: string) => ({
    name: partner_name,
    id: await jobs.ask(FEED, { fields: { partner_name } }),
  });
}

/** The names of the requesting partners, in the order in which one worker starts their jobs. */
async function startOrder(server: TestServer, asked: readonly { name: string; id: string }[]): Promise<string[]> {
  const one = { WORKER: 'on', WORKER_SMALL_CONCURRENCY: '1' };
  const worker = await startTestServer({ ...server.environment, ...one });
  const jobs = new Jobs(server);
  const done = await Promise.all(asked.map(async ({ name, id }) => ({ name, ...(await jobs.finished(id)) })));
  await worker.stop();
  const started = (job: { started_at?: string | undefined }) => Date.parse(job.started_at ?? '');
  return done.toSorted((a, b) => started(a) - started(b)).map(({ name }) => name);
}

it('takes jobs of partners in turn, however many one of them has queued before', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const ask = asking(idle);
  const asked = [];
  for (const name of ['Big', 'Big', 'Big', 'Small', 'Other']) asked.push(await ask(name));
  expect(await startOrder(idle, asked)).toEqual(['Big', 'Small', 'Other', 'Big', 'Big']);
}, 90_000);

it('takes two jobs of a partner with weight 2 for each job of the others', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const heavy = await idle.partner('Heavy');
  const changed = await idle.call(`/partners/${heavy.id}`, { method: 'PATCH', body: { job_weight: 2 } });
  expect(changed.body).toMatchObject({ job_weight: 2 });
  const ask = asking(idle);
  const asked = [];
  for (const name of ['Light', 'Light', 'Light', 'Heavy', 'Heavy', 'Heavy', 'Heavy']) asked.push(await ask(name));
  const order = await startOrder(idle, asked);
  expect(order).toEqual(['Light', 'Heavy', 'Heavy', 'Light', 'Heavy', 'Heavy', 'Light']);
}, 90_000);

it('does not let a partner that keeps queueing starve another one', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const ask = asking(idle);
  const turn = async (name: string) => {
    const { id } = await ask(name);
    const { rows } = await idle.pool.query<{ turn: number }>(
      'select queue_turn::integer / 360 as turn from job where number = $1 and job_type = $2',
      [Number(id.slice(2)), 'validation'],
    );
    return rows[0]?.turn;
  };
  expect(await turn('Patient')).toBe(0);
  expect(await turn('Patient')).toBe(1);
  expect(await turn('Eager')).toBe(0);
  // As if workers had finished the first jobs of both.
  await idle.pool.query(
    "update job set status = 'completed', run_requested_at = null, finished_at = now() where queue_turn = 0",
  );
  expect(await turn('Eager')).toBe(1);
  expect(await turn('Newcomer')).toBe(1);
});

it('starts a second job of a partner with a thousand after the first job of each of a thousand others', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const many = 1_000;
  await idle.pool.query(
    `insert into partner (name, name_key, status, created_at, updated_at)
     select 'Partner ' || n, 'partner ' || n, 'active', now(), now() from generate_series(0, $1) n`,
    [many],
  );
  const { rows } = await idle.pool.query<{ id: string }>('select id from partner order by id');
  const [big = 0, ...others] = rows.map(({ id }) => Number(id));
  const url = idle.environment.DATABASE_URL ?? '';
  const database = await openDatabase(url, 4, [Job]);
  const queue = new JobQueue({ connectionString: url, works: false, onError: () => undefined });
  await queue.start();
  const ask = (partners: readonly number[]) =>
    database.open(EVERYBODY).transactional(async (em) => {
      for (const partnerId of partners) {
        const extent = { rows: 100 };
        await createJob(em, { type: 'undo', partnerId, subjectId: 1, createdAt: new Date(), extent }, queue);
        em.clear();
      }
    });
  await ask(Array.from({ length: many }, () => big));
  await ask(others);
  await queue.stop(0);
  await database.close();

  // The order in which workers take the messages.
  const taken = await idle.pool.query<{ key: string }>(
    `select group_id as key from pgboss.job where name = 'small_jobs' order by priority desc, created_on, id`,
  );
  const keys = taken.rows.map(({ key }) => key);
  expect(keys).toHaveLength(2 * many);
  expect(new Set(keys.slice(0, many + 1)).size).toBe(many + 1);
}, 180_000);
