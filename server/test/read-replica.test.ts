import {
  type Customer,
  contract,
  type Job,
  type Page,
  type Product,
  type RouteAccess,
} from '@commerce-integration/contract';
import { type AppRoute, type AppRouter, isAppRoute } from '@ts-rest/core';
import { afterEach, describe, expect, it } from 'vitest';
import { ALICE } from './support/customers.ts';
import { ReplicatedPostgres } from './support/replicated-postgres.ts';
import { OPERATOR_KEY, startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';

const postgres = await ReplicatedPostgres.start();
const environment = { DATABASE_URL: postgres.primaryUrl, DATABASE_READ_URL: postgres.replicaUrl };
/** A server that reads from the replica at any lag, another process of it, and one that requires a small lag. */
const server = await startTestServer({ ...environment, DATABASE_READ_MAX_LAG_SECONDS: '3600' });
const other = await startTestServer({ ...environment, DATABASE_READ_MAX_LAG_SECONDS: '3600', WORKER: 'off' });
const strict = await startTestServer({ ...environment, DATABASE_READ_MAX_LAG_SECONDS: '1', WORKER: 'off' });
const acme = await server.partner('Acme Corp');
const theirs = await server.partner('Their Corp');
const made = async (key: string, at = server) => {
  const answer = await at.call<Customer>('/customers', { key, body: ALICE });
  expect(answer.status).toBe(201);
  return answer.body.customer_id;
};
const mine = await made(acme.key);
await made(theirs.key);
await server.load('sku,product_name,price,currency,availability\nA,Product,1,EUR,in stock\n', {
  key: acme.key,
  fields: {},
});

/** The results of a list for a key, and how old they may be; undefined if the primary has responded. */
async function listed(key: string, target = '/customers?limit=100', at: TestServer = server) {
  const { status, body, headers } = await at.call<Page<Customer>>(target, { key });
  expect(status).toBe(200);
  const lag = headers.get('replica-lag');
  return { ids: body.items.map((item) => item.customer_id), lag: lag === null ? undefined : Number(lag) };
}

/** Waits until the replica serves all keys again. */
async function untilServed(at: TestServer = server): Promise<void> {
  for (const key of [acme.key, theirs.key, OPERATOR_KEY])
    await until(async () => (await listed(key, '/customers', at)).lag !== undefined);
}

afterEach(async () => {
  await postgres.replay();
  await untilServed();
});
await untilServed();

describe('lists and reports', () => {
  it('are answered by the replica, with their maximum age; single objects are not', async () => {
    const { ids, lag } = await listed(acme.key);
    expect(ids).toEqual([mine]);
    expect(lag).toBeLessThan(60);
    const single = await server.call(`/customers/${mine}`, { key: acme.key });
    expect([single.status, single.headers.get('replica-lag')]).toEqual([200, null]);
  });

  it('never have rows of another partner, and can all be read from a replica', async () => {
    const lists = routesOf(contract).filter(
      ({ path, metadata }) => (metadata as RouteAccess).reads === 'replica' && !path.includes(':'),
    );
    expect(lists.length).toBeGreaterThan(20);
    for (const { path, metadata } of lists) {
      if ((metadata as RouteAccess).access === 'operator') continue;
      const answer = await server.call<object | string>(`${path}${QUERIES[path] ?? ''}`, { key: acme.key });
      expect([path, answer.status, answer.headers.has('replica-lag')]).toEqual([path, 200, true]);
      expect(JSON.stringify(answer.body)).not.toContain('Their Corp');
    }
    const all = await server.call<Page<Customer>>('/partners');
    expect(all.headers.has('replica-lag')).toBe(true);
  });
});

describe('while the replica lags behind', () => {
  it('a key finds what it wrote, in each process; other keys find what the replica has', async () => {
    await postgres.holdBack();
    const before = (await listed(OPERATOR_KEY)).ids;
    const written = await made(acme.key);
    for (const at of [server, other]) {
      const own = await listed(acme.key, undefined, at);
      expect([own.ids.includes(written), own.lag]).toEqual([true, undefined]);
      const old = await listed(OPERATOR_KEY, undefined, at);
      expect(old.ids).toEqual(before);
      expect(old.lag).toBeGreaterThan(0);
    }
    await postgres.replay();
    await until(async () => (await listed(acme.key)).lag !== undefined);
    expect((await listed(acme.key)).ids).toContain(written);
    expect((await listed(OPERATOR_KEY)).ids).toContain(written);
  });

  it('a key that writes repeatedly finds each change', async () => {
    await postgres.holdBack();
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      ids.push(await made(acme.key, count % 2 === 0 ? server : other));
      expect((await listed(acme.key, undefined, count % 3 === 0 ? server : other)).ids).toEqual(
        expect.arrayContaining(ids),
      );
    }
  });

  it('a caller that is told of the end of a job finds its results', async () => {
    await postgres.holdBack();
    const names = async () => {
      const { body } = await server.call<Page<Product>>('/products');
      return body.items.map(({ product_name }) => product_name);
    };
    expect(await names()).toEqual(['Product']);
    const file = 'sku,product_name,price,currency,availability\nA,Renamed,1,EUR,in stock\n';
    const { validation_job_id: job_id } = (await server.upload(file, { key: acme.key, fields: {} })).body;
    const ran = { method: 'POST', key: acme.key, headers: { prefer: 'wait=30' } };
    expect((await server.call<Job>(`/jobs/${job_id}/run`, ran)).body.status).toBe('completed');
    expect(await names()).toEqual(['Product']);
    expect((await server.call<Job>(`/jobs/${job_id}`)).body.status).toBe('completed');
    expect(await names()).toEqual(['Renamed']);
  });

  it('a list of an object that the replica does not have yet is answered by the primary', async () => {
    await postgres.holdBack();
    const written = await made(acme.key);
    const { status, headers } = await server.call(`/customers/${written}/orders`);
    expect([status, headers.get('replica-lag')]).toEqual([200, null]);
    expect((await server.call(`/customers/${written}/orders`, { key: theirs.key })).status).toBe(404);
  });

  it('the primary answers if the lag exceeds its limit', async () => {
    await untilServed(strict);
    await postgres.holdBack();
    const written = await made(acme.key);
    await until(async () => (await listed(OPERATOR_KEY, undefined, strict)).lag === undefined);
    expect((await listed(OPERATOR_KEY, undefined, strict)).ids).toContain(written);
    expect((await strict.call('/ready')).body).toMatchObject({ status: 'ok', replica: 'error' });
    await postgres.replay();
    await untilServed(strict);
    expect((await strict.call('/ready')).body).toMatchObject({ status: 'ok', replica: 'ok' });
  });
});

describe('a replica that becomes unreachable', () => {
  it('is replaced by the primary without a failed call, until it is back', async () => {
    const statuses = new Set<number>();
    const lags = new Set<boolean>();
    let isOver = false;
    const reading = (async () => {
      while (!isOver) {
        const { status, headers } = await server.call('/customers', { key: acme.key });
        statuses.add(status);
        lags.add(headers.has('replica-lag'));
      }
    })();
    await postgres.stopReplica();
    await until(async () => (await listed(acme.key)).lag === undefined);
    // Reads notice it immediately; the health check with its next comparison.
    const ready = await until(async () => {
      const { body } = await server.call<Record<string, string>>('/ready');
      return body.replica === 'error' && body;
    });
    expect(ready).toMatchObject({ status: 'ok', database: 'ok' });
    await postgres.startReplica();
    await untilServed();
    isOver = true;
    await reading;
    expect([[...statuses], lags]).toEqual([[200], new Set([true, false])]);
    expect((await server.call('/ready')).body).toMatchObject({ status: 'ok', replica: 'ok' });
  });

  it('is in the metrics, with the number of its reads', async () => {
    const { body } = await server.call<string>('/metrics');
    expect(body).toMatch(/^database_replica_lag_seconds\{of="replica"\} [0-9.]+$/m);
    expect(body).toMatch(/^database_replica_reads_total\{served_by="replica"\} [1-9]\d*$/m);
    expect(body).toMatch(/^database_replica_reads_total\{served_by="primary_after_write"\} [1-9]\d*$/m);
  });
});

it('a database that is not a replica of the primary is never read from', async () => {
  const wrong = await startTestServer({ ...environment, DATABASE_READ_URL: postgres.primaryUrl, WORKER: 'off' });
  expect((await listed(acme.key, undefined, wrong)).lag).toBeUndefined();
  expect((await wrong.call('/ready')).body).toMatchObject({ status: 'ok', replica: 'error' });
});

function routesOf(router: AppRouter): AppRoute[] {
  return Object.values(router).flatMap((entry) => (isAppRoute(entry) ? [entry] : routesOf(entry)));
}

/** Required parameters of lists and reports. */
const QUERIES: Record<string, string> = {
  '/products/export': '?format=csv',
};
