import type { FeedAccepted, Job } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { holdProducts } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer({ WORKER_CONCURRENCY: '2' });
const jobs = new Jobs(server);
const feed = (price: number) => `sku,product_name,price\nA,One,${price}\n`;
await server.load(feed(1));

const run = (id: string, prefer?: string) =>
  server.call<Job>(`/jobs/${id}/run`, { method: 'POST', headers: prefer === undefined ? {} : { prefer } });

/** A load that cannot end before it is released. */
async function heldLoad(price: number) {
  const products = await holdProducts(server, 'PR00001');
  const id = (await server.upload<FeedAccepted>(feed(price))).body.validation_job_id;
  return { id, release: () => products.release() };
}

let price = 1;
const nextPrice = () => {
  price += 1;
  return price;
};

describe('a requested run', () => {
  it.each([
    ['without a preference', undefined],
    ['with `wait=30`', 'wait=30'],
    ['with more seconds than there are', 'wait=999999'],
    ['with several preferences', 'handling=lenient, Wait=20'],
    ['with one that makes no sense', 'wait=soon'],
  ])('%s waits for the end', async (_name, prefer) => {
    const held = await heldLoad(nextPrice());
    const answer = run(held.id, prefer);
    await jobs.running(held.id);
    await held.release();
    expect(await answer).toMatchObject({ status: 200, body: { status: 'completed', attempt: 1 } });
    expect((await answer).headers.get('location')).toBeNull();
    expect((await answer).headers.get('retry-after')).toBeNull();
  });

  it.each(['respond-async', 'wait=30, Respond-Async', 'wait=0', 'wait=1'])(
    "with `%s` is answered before the end, with the job's address",
    async (prefer) => {
      const held = await heldLoad(nextPrice());
      const order: string[] = [];
      const answer = run(held.id, prefer).finally(() => order.push('run'));
      await jobs.running(held.id);
      // A poll that began later, and does not wait for a whole run.
      const poll = server.call<Job>(`/jobs/${held.id}?wait=3`).finally(() => order.push('poll'));
      const { status, headers, body } = await answer;
      await poll;
      expect(order).toEqual(['run', 'poll']);
      expect([status, headers.get('location'), headers.get('retry-after')]).toEqual([202, `/jobs/${held.id}`, '1']);
      expect(['queued', 'running']).toContain(body.status);
      await held.release();
      expect(await jobs.finished(held.id)).toMatchObject({ status: 'completed' });
    },
  );
});

describe('a request that waits for a job', () => {
  it('is answered at its end, as are all others that wait for it', async () => {
    const held = await heldLoad(nextPrice());
    await jobs.askAgain(held.id);
    await jobs.running(held.id);
    const waiting = [1, 2, 3].map(() => server.call<Job>(`/jobs/${held.id}?wait=30`));
    await held.release();
    for (const answer of await Promise.all(waiting)) {
      expect(answer).toMatchObject({ status: 200, body: { status: 'completed' } });
      expect(answer.headers.get('retry-after')).toBeNull();
    }
  });

  it('is answered with the current job when the time is up', async () => {
    const held = await heldLoad(nextPrice());
    await jobs.askAgain(held.id);
    await jobs.running(held.id);
    const answer = await server.call<Job>(`/jobs/${held.id}?wait=1`);
    expect(answer).toMatchObject({ status: 200, body: { status: 'running', message: 'ETL processing started.' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    await held.release();
    expect(await jobs.finished(held.id)).toMatchObject({ status: 'completed' });
  });

  it('is answered at once if the job has ended, and may wait up to 30 seconds', async () => {
    const { job_id } = (await server.upload<FeedAccepted>(feed(1))).body;
    expect((await server.call<Job>(`/jobs/${job_id}?wait=30`)).body.status).toBe('completed');
    for (const wait of ['31', '-1', 'long']) {
      expect((await server.call(`/jobs/${job_id}?wait=${wait}`)).body).toMatchObject({
        status: 400,
        detail: 'Invalid wait value. Allowed values: 0 to 30 seconds.',
      });
    }
  });

  it('is answered when the process is stopping', async () => {
    const idle = await startTestServer({ WORKER: 'off' });
    const id = (await idle.upload<FeedAccepted>(feed(1))).body.validation_job_id;
    const answer = idle.call<Job>(`/jobs/${id}?wait=30`);
    // The server reads jobs only while a call waits for one.
    await until(async () => {
      const looked = await idle.pool.query(
        `select from pg_stat_activity where datname = current_database() and query ~ 'from job where id = any'
           and pid <> pg_backend_pid()`,
      );
      return (looked.rowCount ?? 0) > 0;
    });
    await idle.stop();
    expect(await answer).toMatchObject({ status: 200, body: { status: 'queued' } });
  });
});
