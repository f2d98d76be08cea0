import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FeedAccepted, Job, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, inject, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { startEmbeddedPostgres } from '../src/dev-services/postgres.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { CutOff } from './support/cut-off.ts';
import { feedOf } from './support/feeds.ts';
import { freshEnvironment, startTestServer, TestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

const ASYNC = { method: 'POST', headers: { prefer: 'respond-async' } };

describe('a worker killed at any of ten points of a load', () => {
  it('leaves nothing half done: another worker finishes its jobs', async () => {
    const server = await startTestServer({ WORKER: 'off' });
    const feed = feedOf(20_000);
    const partners = Array.from({ length: 10 }, (_, index) => `Partner ${index}`);
    const jobs = await Promise.all(
      partners.map(async (partner_name) => {
        return (await server.upload<FeedAccepted>(feed, { fields: { partner_name } })).body.validation_job_id;
      }),
    );
    const workers = await Promise.all(jobs.map(() => WorkerProcess.start(server.environment)));
    for (const id of jobs) await server.call(`/jobs/${id}/run`, ASYNC);
    const running = () => server.pool.query(`select 1 from job where status = 'running'`);
    await until(async () => ((await running()).rowCount ?? 0) >= 5);
    for (const worker of workers) {
      await worker.kill();
      await delay(120);
    }
    const interrupted = (await running()).rowCount ?? 0;
    expect(interrupted).toBeGreaterThan(0);

    const last = await WorkerProcess.start(server.environment);
    for (const id of jobs) {
      const done = await until(async () => {
        const { body } = await server.call<Job>(`/jobs/${id}?wait=30`);
        return body.status === 'completed' && body;
      }, 90_000);
      expect(done.result).toEqual({
        processed: 20_000,
        inserted: 20_000,
        updated: 0,
        unchanged: 0,
        skipped: 0,
        duplicates: 0,
        removed: 0,
      });
    }
    await last.stop();
    const state = await server.pool.query(
      `select partner_id, count(*)::integer as products, md5(string_agg(sku || product_name || price, ',' order by sku)) as content
       from product group by partner_id`,
    );
    expect(state.rows).toHaveLength(10);
    expect(new Set(state.rows.map((row) => `${row.products} ${row.content}`)).size).toBe(1);
    const unfinished = await server.pool.query(`select 1 from job where status in ('queued', 'running')`);
    expect(unfinished.rowCount).toBe(0);
  }, 240_000);
});

describe('unreachable storage', () => {
  it('refuses uploads without leftovers, and delays a load until it is back', async () => {
    const way = await CutOff.before(inject('resources').s3.endpoint);
    const server = await startTestServer({ S3_ENDPOINT: way.url });
    const feed = 'sku,product_name\nA,One\n';
    const { feed_id, validation_job_id } = (await server.upload<FeedAccepted>(feed)).body;
    await way.cut();

    const refused = await server.upload<ProblemBody>(feed);
    expect(refused.body).toMatchObject({ status: 503, code: 'service_unavailable' });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect((await server.pool.query('select id from feed')).rowCount).toBe(1);
    expect((await server.call('/ready', { key: null })).body).toMatchObject({
      status: 'error',
      storage: 'error',
      database: 'ok',
    });

    await server.call(`/jobs/${validation_job_id}/run`, ASYNC);
    const held = await until(async () => {
      const { body } = await server.call<Job>(`/jobs/${validation_job_id}`);
      return /retried/.test(body.message) && body;
    });
    expect(held.status).toBe('running');
    await way.mend();
    const done = await until(async () => {
      const { body } = await server.call<Job>(`/jobs/${validation_job_id}?wait=30`);
      return body.status === 'completed' && body;
    });
    expect(done.result).toMatchObject({ inserted: 1 });
    expect((await server.call(`/feeds/${feed_id}`)).status).toBe(200);
    await way.cut();
    await way.mend();
  }, 120_000);
});

describe('PostgreSQL restarted during a load', () => {
  it('interrupts it, and the load completes when the database is back', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-restart-'));
    await chmod(dataDir, 0o755);
    const first = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    const port = Number(new URL(first.url).port);
    const environment = { ...(await freshEnvironment()), DATABASE_URL: first.url };
    const running = await startServer(readConfig(environment), createLogger('silent'));
    const server = new TestServer(running, environment);

    const id = (await server.upload<FeedAccepted>(feedOf(150_000))).body.validation_job_id;
    await server.call(`/jobs/${id}/run`, ASYNC);
    await until(async () => (await server.call<Job>(`/jobs/${id}`)).body.progress.rows_done > 0);
    await first.stop();
    expect((await server.call('/health', { key: null })).body).toEqual({ status: 'error', database: 'unreachable' });
    expect((await server.call<ProblemBody>('/products')).body).toMatchObject({
      status: 503,
      code: 'service_unavailable',
    });

    const second = await startEmbeddedPostgres({ dataDir, log: () => undefined, port });
    const done = await until(async () => {
      const { body, status } = await server.call<Job>(`/jobs/${id}?wait=10`);
      return status === 200 && body.status === 'completed' && body;
    }, 90_000);
    expect(done.result).toMatchObject({ processed: 150_000, inserted: 150_000 });
    expect((await server.pool.query('select count(*)::integer as n from product')).rows[0].n).toBe(150_000);
    await server.stop();
    await second.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, 180_000);
});

describe('ten processes', () => {
  it('may start at once on an empty database', async () => {
    const environment = await freshEnvironment();
    const { databaseUrl } = inject('resources');
    const { adminUrl, createDatabase, dropDatabase, urlOf } = await import('./support/databases.ts');
    await createDatabase(adminUrl(databaseUrl), 'ten_at_once');
    const config = readConfig({
      ...environment,
      DATABASE_URL: urlOf(databaseUrl, 'ten_at_once'),
      DATABASE_POOL_SIZE: '4',
      WORKER: 'off',
    });
    const servers = await Promise.all(Array.from({ length: 10 }, () => startServer(config, createLogger('silent'))));
    const health = await Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/ready`)).status));
    expect(health).toEqual(Array.from({ length: 10 }, () => 200));
    await Promise.all(servers.map((one) => one.stop()));
    await dropDatabase(adminUrl(databaseUrl), 'ten_at_once');
  }, 60_000);
});
