import { type FeedAccepted, type Job, LIMITS } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { feedOf } from './support/feeds.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer({ WORKER: 'off', DATABASE_POOL_SIZE: '4' });

it('of more calls that wait than a key may have, those are answered at once that are too many', async () => {
  const { key } = await server.partner('Acme Corp');
  const upload = { key, fields: {} };
  const { body } = await server.upload<FeedAccepted>(feedOf(1), upload);
  const id = body.validation_job_id;
  let answered = 0;
  const waiting = Array.from({ length: LIMITS.longPollsAtOnce }, async () => {
    const answer = await server.call<Job>(`/jobs/${id}?wait=${LIMITS.longPollSeconds}`, { key });
    answered += 1;
    return answer.body.status;
  });
  // Each of these waits, too, until the key has as many as it may.
  const over = await until(async () => {
    const before = Date.now();
    const answer = await server.call<Job>(`/jobs/${id}?wait=1`, { key });
    return Date.now() - before < 1_000 && answer;
  });
  expect(over).toMatchObject({ status: 200, body: { status: 'queued' } });
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
  const run = await server.call<Job>(`/jobs/${id}/run`, { key, method: 'POST', headers: { prefer: 'wait=30' } });
  expect(run).toMatchObject({ status: 202, body: { status: 'queued' } });
  expect(answered).toBe(0);
  // They hold no connection of the database, and another key may wait all the same.
  const lists = await Promise.all(Array.from({ length: 20 }, () => server.call('/products')));
  expect(lists.every(({ status }) => status === 200)).toBe(true);
  const other = server.call<Job>(`/jobs/${id}?wait=30`);
  await server.call(`/jobs/${id}/cancel`, { key, method: 'POST' });
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['cancelled']));
  expect((await other).body.status).toBe('cancelled');
});
