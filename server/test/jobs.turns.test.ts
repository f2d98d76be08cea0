import { expect, it } from 'vitest';
import { Jobs } from './support/jobs.ts';
import { startTestServer } from './support/server.ts';

const FEED = 'sku,product_name\nA,One\n';

it('takes the jobs of partners by turns, however many one of them has asked for before', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const jobs = new Jobs(idle);
  const ask = (partner_name: string) => jobs.ask(FEED, { fields: { partner_name } });
  const names = ['Big', 'Big', 'Big', 'Small', 'Other'];
  const asked: { name: string; id: string }[] = [];
  for (const name of names) asked.push({ name, id: await ask(name) });

  const worker = await startTestServer({ ...idle.environment, WORKER: 'on', WORKER_CONCURRENCY: '1' });
  const done = await Promise.all(asked.map(async ({ name, id }) => ({ name, ...(await jobs.finished(id)) })));
  const inOrder = done.toSorted((a, b) => Date.parse(a.started_at ?? '') - Date.parse(b.started_at ?? ''));
  expect(inOrder.map(({ name }) => name)).toEqual(['Big', 'Small', 'Other', 'Big', 'Big']);
  await worker.stop();
}, 90_000);

it('lets a partner that comes again and again not keep another one waiting for ever', async () => {
  const idle = await startTestServer({ WORKER: 'off' });
  const jobs = new Jobs(idle);
  const turn = async (partner_name: string) => {
    const id = await jobs.ask(FEED, { fields: { partner_name } });
    const { rows } = await idle.pool.query<{ turn: number }>(
      'select -priority as turn from pgboss.job order by created_on desc, priority limit 1',
    );
    return { id, turn: rows[0]?.turn };
  };
  expect(await turn('Patient')).toMatchObject({ turn: 0 });
  expect(await turn('Patient')).toMatchObject({ turn: 1 });
  expect(await turn('Eager')).toMatchObject({ turn: 0 });
  // As if workers had taken and done the first jobs of both.
  await idle.pool.query("update pgboss.job set state = 'completed' where priority = 0 and name = 'validation'");
  expect(await turn('Eager')).toMatchObject({ turn: 1 });
  expect(await turn('Newcomer')).toMatchObject({ turn: 1 });
});
