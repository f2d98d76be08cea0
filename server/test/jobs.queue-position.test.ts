import type { Job } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { Jobs } from './support/jobs.ts';
import { startTestServer } from './support/server.ts';

const FEED = 'sku,product_name\nA,One\n';
const server = await startTestServer({ WORKER: 'off' });
const jobs = new Jobs(server);
const ask = (partner_name: string) => jobs.ask(FEED, { fields: { partner_name } });
const placeOf = async (id: string) => {
  const { queue_position, estimated_start_at } = await jobs.get(id);
  return { queue_position, estimated_start_at };
};

/** Makes it look as if workers had run a partner's job for so many seconds, until now or still running. */
function ran(status: 'completed' | 'running', seconds: number) {
  return server.pool.query(
    `insert into job (job_type, number, status, message, partner_id, concurrency_key, size_class, queue_class,
       queue_turn, run_requested_at, started_at, finished_at, created_at)
     select 'validation', nextval('validation_job_number_seq'), $1::text, '', partner.id, 'other', 'small', 'small', 0,
       case when $1 = 'running' then now() end, now() - make_interval(secs => $2),
       case when $1 = 'completed' then now() end, now()
     from partner order by id limit 1`,
    [status, seconds],
  );
}

it('a queued job has a position by the turns of all partners', async () => {
  const ids = [];
  for (const name of ['Big', 'Big', 'Small']) ids.push(await ask(name));
  const places = await Promise.all(ids.map(placeOf));
  // Neither the duration of jobs is known, nor whether there is a worker.
  expect(places).toEqual([1, 3, 2].map((queue_position) => ({ queue_position, estimated_start_at: null })));
});

it('only a queued job has a position, and lists have none', async () => {
  const id = await ask('Other');
  expect(await placeOf(id)).toMatchObject({ queue_position: 3 });
  const listed = await server.call<{ items: Job[] }>('/jobs?limit=1');
  expect(listed.body.items[0]).toMatchObject({ job_id: id, status: 'queued' });
  expect(listed.body.items[0]).not.toHaveProperty('queue_position');
  await jobs.cancel(id);
  expect(await placeOf(id)).toEqual({ queue_position: undefined, estimated_start_at: undefined });
  const uploaded = await server.upload<{ validation_job_id: string }>(FEED);
  expect(await placeOf(uploaded.body.validation_job_id)).toEqual({
    queue_position: undefined,
    estimated_start_at: undefined,
  });
});

it('estimates its start from the durations of recent jobs and the number of running ones', async () => {
  const id = await ask('Last');
  const secondsLeft = async () => {
    const { queue_position, estimated_start_at } = await placeOf(id);
    expect(queue_position).toBe(3);
    return estimated_start_at && (Date.parse(estimated_start_at) - Date.now()) / 1_000;
  };
  for (let count = 0; count < 4; count += 1) await ran('completed', 60);
  await ran('running', 5);
  expect(await secondsLeft()).toBeNull();
  await ran('completed', 60);
  const asked = Date.now();
  const withOne = Number(await secondsLeft());
  const took = (Date.now() - asked) / 1_000;
  expect(withOne).toBeLessThanOrEqual(181);
  expect(withOne).toBeGreaterThan(179 - took);
  await ran('running', 5);
  expect(Number(await secondsLeft())).toBeLessThanOrEqual(91);
});
