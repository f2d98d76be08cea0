import { randomBytes } from 'node:crypto';
import { type FeedAccepted, LIMITS, type Limit, type ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { feedOf, wideFeedOf } from './support/feeds.ts';
import { OPERATOR_KEY, startTestServer, type TestServer } from './support/server.ts';
import { stallDownload } from './support/stalled-download.ts';
import { until } from './support/until.ts';

/** Rejected rows of 15 MB: more than the buffers of a connection hold. */
const REJECTED = wideFeedOf(3_000).replaceAll(',10.00,', ',much,');

async function partnerWithErrors(
  server: TestServer,
  name: string,
): Promise<{ id: string; keys: string[]; path: string }> {
  const { id, key } = await server.partner(name);
  const second = await server.call<{ secret: string }>(`/partners/${id}/api-keys`, { body: { name: 'second' } });
  const { body } = await server.upload<FeedAccepted>(REJECTED, { key, fields: {} });
  await server.run(body.validation_job_id);
  return { id, keys: [key, second.body.secret], path: `/jobs/${body.validation_job_id}/errors.csv` };
}

/** A batch whose errors.zip is 12 MB. @returns its path */
async function batchWithErrors(server: TestServer, partner: { id: string; key: string }): Promise<string> {
  const operations = Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [
      `op-${n}`,
      { '@type': 'unknown', note: randomBytes(60_000).toString('base64') },
    ]),
  );
  const batch = await new Batches(server, partner).run(operations);
  return `/org/${partner.id}/operations-batches/${batch.batch_id}/errors.zip`;
}

it('clients that do not read delay no upload, no load and no readiness check', async () => {
  const server = await startTestServer({}, { storeConnections: 3 });
  const { keys, path } = await partnerWithErrors(server, 'Acme Corp');
  const [key = ''] = keys;
  const downloads = Array.from({ length: LIMITS.concurrentDownloads }, () => stallDownload(server, path, key));
  const stalled = await Promise.all(downloads);
  expect(new Set(stalled.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await server.call('/ready', { key: null })).status).toBe(200);
  expect(await server.load(feedOf(10), { fields: { partner_name: 'Other' } })).toMatchObject({ status: 'completed' });
});

describe('a client that does not read its response', async () => {
  const server = await startTestServer({}, { patience: { silentMs: 1_500 } });
  const { id, keys, path } = await partnerWithErrors(server, 'Acme Corp');
  const [key = ''] = keys;
  await server.load(wideFeedOf(3_000), { key, fields: {} });
  const zip = await batchWithErrors(server, { id, key });

  it('is disconnected, whatever it requested', async () => {
    const downloads = [path, zip, '/products/export?format=csv', '/products/export?format=jsonl'];
    const stalled = await Promise.all(downloads.map((one) => stallDownload(server, one, key)));
    expect(stalled.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    // A call is measured when its connection has closed.
    await until(async () => {
      const { body } = await server.call<string>('/metrics', { key: null });
      const ended = body.matchAll(/_count\{method="GET",route="[^"]*(?:errors\.csv|errors\.zip|export)",\S+ (\d+)/g);
      return [...ended].reduce((sum, [, count]) => sum + Number(count), 0) === downloads.length;
    });
    expect(await Promise.all(stalled.map((one) => one.readOn()))).toEqual([false, false, false, false]);
  }, 60_000);

  it('is distinguished from one that reads slowly', async () => {
    const answer = await fetch(`${server.url}/products/export?format=jsonl`, { headers: { 'x-api-key': key } });
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      // Three times the permitted silence, in steps.
      const step = Math.floor((bytes + chunk.length) / 3e6) > Math.floor(bytes / 3e6);
      bytes += chunk.length;
      if (step) await new Promise((resolve) => setTimeout(resolve, 1_200));
    }
    expect(bytes).toBeGreaterThan(15e6);
  }, 60_000);
});

it('the limit of concurrent downloads is per key', async () => {
  const server = await startTestServer();
  const { keys, path } = await partnerWithErrors(server, 'Acme Corp');
  const [key = '', other = ''] = keys;
  const all = await Promise.all(
    Array.from({ length: LIMITS.concurrentDownloads }, () => stallDownload(server, path, key)),
  );
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  for (const one of [path, '/products/export']) {
    const refused = await server.call<ProblemBody>(one, { key });
    expect(refused.body).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await server.call(one, { key: other })).status).toBe(200);
  }
  expect((await server.call('/products?limit=1', { key })).status).toBe(200);
  for (const one of all) one.hangUp();
  await until(async () => (await server.call('/products/export', { key })).status === 200);
}, 60_000);

it('stalled exports hold no connection of the database', async () => {
  const server = await startTestServer({
    DATABASE_POOL_SIZE: '10',
    WORKER_CONCURRENCY: '1',
    WORKER_SMALL_CONCURRENCY: '1',
  });
  await server.load(wideFeedOf(3_000));
  const exports = Array.from({ length: LIMITS.concurrentDownloads }, () =>
    stallDownload(server, '/products/export?format=jsonl', OPERATOR_KEY),
  );
  await Promise.all(exports);
  const lists = await Promise.all(Array.from({ length: 30 }, () => server.call('/products?limit=1')));
  expect(lists.every(({ status }) => status === 200)).toBe(true);
});

it('GET /limits has the concurrent downloads of a key', async () => {
  const server = await startTestServer({ WORKER: 'off' });
  const { limits } = (await server.call<{ limits: Limit[] }>('/limits')).body;
  const value = (name: string) => limits.find((limit) => limit.name === name)?.value;
  expect([value('downloads_at_once'), value('long_polls_at_once')]).toEqual([10, 100]);
});
