import { type FeedAccepted, type Job, LIMITS } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { feedOf } from './support/feeds.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer({ WORKER: 'off', DATABASE_POOL_SIZE: '4' });

it("waiting calls over a key's limit are answered at once", async () => {
  const { key } = await server.partner('Acme Corp');
  const { body } = await server.upload<FeedAccepted>(feedOf(1), { key, fields: {} });
  const path = `/jobs/${body.validation_job_id}`;
  const whenEnded = async (): Promise<string> => {
    const { status } = (await server.call<Job>(`${path}?wait=30`, { key })).body;
    return status === 'queued' ? whenEnded() : status;
  };
  const waiting = Array.from({ length: LIMITS.concurrentLongPolls }, whenEnded);
  // The job does not end, so a response within 30 s means that the call did not wait.
  const atOnce = (method: string, of: string) =>
    until(() =>
      fetch(`${server.url}${of}`, {
        method,
        headers: { 'x-api-key': key, prefer: 'wait=30' },
        signal: AbortSignal.timeout(3_000),
      }).catch(() => undefined),
    );
  const looked = await atOnce('GET', `${path}?wait=30`);
  expect(looked.status).toBe(200);
  expect(Number(looked.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await looked.json()).toMatchObject({ status: 'queued' });
  // They hold no database connection, and calls of another key can still wait.
  const lists = await Promise.all(Array.from({ length: 20 }, () => server.call('/products')));
  expect(lists.every(({ status }) => status === 200)).toBe(true);
  const other = server.call<Job>(`${path}?wait=30`);
  expect((await atOnce('POST', `${path}/run`)).status).toBe(202);
  await server.call(`${path}/cancel`, { key, method: 'POST' });
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['cancelled']));
  expect((await other).body.status).toBe('cancelled');
}, 90_000);
