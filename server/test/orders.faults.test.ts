import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Job, Order, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { startEmbeddedPostgres } from '../src/dev-services/postgres.ts';
import { createLogger } from '../src/process/log.ts';
import { startServer } from '../src/process/start-server.ts';
import { atEnd } from './support/at-end.ts';
import { feedOf } from './support/feeds.ts';
import { LostAnswer } from './support/lost-answer.ts';
import { freshEnvironment, startTestServer, TestServer } from './support/server.ts';

const ONE_ITEM = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] };
const rows = async (server: TestServer, sql: string) => (await server.pool.query(sql)).rows;

describe('an order whose response is lost', () => {
  it('between server and client is created once, however often it is sent again', async () => {
    const server = await startTestServer();
    await server.load(feedOf(1));
    const way = await LostAnswer.before(server.url);
    const headers = { 'x-api-key': server.environment.OPERATOR_API_KEY ?? '', 'content-type': 'application/json' };
    const call = {
      method: 'POST',
      body: JSON.stringify(ONE_ITEM),
      headers: { ...headers, 'idempotency-key': randomUUID() },
    };
    way.loseNext('POST /orders');
    await expect(fetch(`${way.url}/orders`, call)).rejects.toThrow();
    const again = await fetch(`${way.url}/orders`, call);
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await rows(server, 'select id from sales_order')).toHaveLength(1);
    await way.close();
  });

  it('between database and server, after the commit, is created once', async () => {
    const environment = await freshEnvironment();
    const way = await LostAnswer.before(environment.DATABASE_URL ?? '');
    atEnd(() => way.close());
    const server = await startTestServer({ ...environment, DATABASE_URL: way.url });
    await server.load(feedOf(1));
    const headers = { 'idempotency-key': randomUUID() };
    // Workers also commit, at any time.
    way.loseNext('commit', 'sales_order');
    const lost = await server.call('/orders', { body: ONE_ITEM, headers });
    expect([lost.status, lost.body.code]).toEqual([503, 'service_unavailable']);
    const again = await server.call<Order>('/orders', { body: ONE_ITEM, headers });
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(await rows(server, 'select id from sales_order')).toHaveLength(1);
  });
});

describe('PostgreSQL restarted under a load of orders', () => {
  it('loses no confirmed order, and keeps no unconfirmed one', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-restart-'));
    await chmod(dataDir, 0o755);
    const first = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    const environment = { ...(await freshEnvironment()), DATABASE_URL: first.url };
    const server = new TestServer(await startServer(readConfig(environment), createLogger('silent')), environment);
    await server.load(feedOf(20));
    let over = false;
    const answers = new Map<string, number>();
    const client = async () => {
      while (!over) {
        const customer_reference = randomUUID();
        const { status } = await server.call('/orders', { body: { ...ONE_ITEM, customer_reference } });
        answers.set(customer_reference, status);
      }
    };
    const clients = Array.from({ length: 8 }, client);
    const made = () => [...answers.values()].filter((status) => status === 201).length;
    while (made() < 100) await delay(10);
    await first.stop();
    const second = await startEmbeddedPostgres({
      dataDir,
      log: () => undefined,
      port: Number(new URL(first.url).port),
    });
    const before = made();
    while (made() < before + 100) await delay(10);
    over = true;
    await Promise.all(clients);
    const found = await rows(server, 'select customer_reference as reference from sales_order');
    const answered = [...answers].filter(([, status]) => status === 201).map(([reference]) => reference);
    expect(found.map(({ reference }) => reference).sort()).toEqual(answered.sort());
    expect(new Set(answers.values())).toEqual(new Set([201, 503]));
    await server.stop();
    await second.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, 120_000);
});

describe('orders while a feed changes the same products', () => {
  it('are at the old prices or the new ones, without a deadlock', async () => {
    const server = await startTestServer({ DATABASE_POOL_SIZE: '20' });
    const products = 300;
    await server.load(feedOf(products, '10.00'));
    let over = false;
    const prices = new Map<string, number>();
    const refused: ProblemBody[] = [];
    const client = async () => {
      while (!over) {
        const items = Array.from({ length: 20 }, () => ({
          product_id: `PR${String(1 + Math.floor(Math.random() * products)).padStart(5, '0')}`,
          quantity: 1,
        }));
        const answer = await server.call<Order>('/orders', { body: { partner_name: 'Acme Corp', items } });
        if (answer.status !== 201) refused.push(answer.body as never);
        else prices.set(answer.body.order_id, new Set(answer.body.items.map((item) => item.unit_price)).size);
      }
    };
    const clients = Array.from({ length: 6 }, client);
    const jobs: Job[] = [];
    // Alternates rows from the start and the end, so that the test does not pass by the order of the file.
    for (let load = 0; load < 12; load += 1) {
      const [header, ...lines] = feedOf(products, load % 2 === 0 ? '20.00' : '10.00')
        .trimEnd()
        .split('\n');
      jobs.push(await server.load([header, ...(load % 3 === 0 ? lines.reverse() : lines)].join('\n')));
    }
    over = true;
    await Promise.all(clients);
    expect(refused).toEqual([]);
    expect(jobs).toMatchObject(
      Array.from({ length: 12 }, () => ({ status: 'completed', attempt: 1, result: { updated: products } })),
    );
    expect(prices.size).toBeGreaterThan(20);
    // One feed changes all prices in one transaction, so no order has two of them.
    expect(new Set(prices.values())).toEqual(new Set([1]));
  }, 120_000);

  it('nor while full feeds discontinue products and reactivate them', async () => {
    const server = await startTestServer({ DATABASE_POOL_SIZE: '20' });
    await server.load(feedOf(200));
    let over = false;
    const statuses = new Set<number>();
    const client = async () => {
      while (!over) {
        const items = Array.from({ length: 10 }, () => ({
          product_id: `PR${String(1 + Math.floor(Math.random() * 200)).padStart(5, '0')}`,
          quantity: 1,
        }));
        statuses.add((await server.call('/orders', { body: { partner_name: 'Acme Corp', items } })).status);
      }
    };
    const clients = Array.from({ length: 6 }, client);
    const jobs: Job[] = [];
    const fields = { partner_name: 'Acme Corp', mode: 'full' };
    for (let load = 0; load < 8; load += 1) {
      const [header, ...lines] = feedOf(200, `${10 + load}.00`)
        .trimEnd()
        .split('\n');
      const named = load % 2 === 0 ? lines.filter((_, index) => index % 2 === 0) : lines;
      jobs.push(await server.load([header, ...named].join('\n'), { fields }));
    }
    over = true;
    await Promise.all(clients);
    expect(jobs.map(({ status, attempt }) => [status, attempt])).toEqual(
      Array.from({ length: 8 }, () => ['completed', 1]),
    );
    expect([...statuses].filter((status) => status !== 201 && status !== 409)).toEqual([]);
  }, 120_000);
});
