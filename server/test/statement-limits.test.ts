import type { FeedAccepted } from '@commerce-integration/contract';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { openDatabase } from '../src/database/orm.ts';
import { requestLimits } from '../src/database/request-limits.ts';
import { Partner } from '../src/partners/partner.entity.ts';
import { createLogger } from '../src/process/log.ts';
import { adminUrl, withAdmin } from './support/databases.ts';
import { feedOf } from './support/feeds.ts';
import { LockedTable } from './support/locked-table.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ STATEMENT_TIMEOUT_SECONDS: '1' });
await server.load(feedOf(3));

it.each([
  ['/products', 'product'],
  ['/products?q=number', 'product'],
  ['/products/PR00001', 'product'],
  ['/products/export?format=jsonl', 'product'],
  ['/products/PR00001/prices', 'product_change'],
  ['/orders', 'sales_order'],
  ['/customers', 'customer'],
  ['/jobs', 'job'],
  ['/feeds', 'feed'],
  ['/analytics/sales-by-partner', 'partner_sales'],
  ['/analytics/top-products', 'product_sales'],
  ['/analytics/feeds', 'feed_activity'],
])('GET %s that takes the database too long is answered, and not with 500', async (path, table) => {
  await LockedTable.of(server, table);
  const { body, headers } = await server.call(path);
  expect(body).toMatchObject({ status: 503, code: 'query_limit_exceeded' });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
});

it('a write that waits too long is answered, and changes nothing', async () => {
  const lock = await LockedTable.of(server, 'order_item');
  const { body } = await server.call('/orders', {
    body: { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] },
  });
  expect(body).toMatchObject({ status: 503, code: 'query_limit_exceeded' });
  await lock.unlock();
  expect((await server.call<{ count: number }>('/orders')).body.count).toBe(0);
});

it('a job may wait longer than a request', async () => {
  const { body } = await server.upload<FeedAccepted>(feedOf(4));
  const lock = await LockedTable.of(server, 'product');
  const [running] = await Promise.all([
    server.run(body.validation_job_id),
    lock.untilWaiting(1, '1500 ms').then(() => lock.unlock()),
  ]);
  expect(running).toMatchObject({ status: 'completed', attempt: 1, result: { inserted: 1 } });
});

it('connections for requests are limited as far as the role may limit itself', async () => {
  const url = server.environment.DATABASE_URL ?? '';
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const limits = await requestLimits(pool, 7, createLogger('silent'));
  await pool.end();
  const database = await openDatabase(url, 1, [Partner], { settings: limits });
  const shown = async (name: string) => (await database.pool.query(`show ${name}`)).rows[0][name];
  expect(await shown('statement_timeout')).toBe('7s');
  expect(await shown('idle_in_transaction_session_timeout')).toBe('1min');
  expect(await shown('temp_file_limit')).toBe('2GB');
  await database.close();
});

it('a role that may not limit its temporary files logs that once, and works', async () => {
  const said: string[] = [];
  const admin = adminUrl(inject('resources').databaseUrl);
  await withAdmin(admin, (client) => client.query(`create role unprivileged login password 'secret'`));
  const url = new URL(server.environment.DATABASE_URL ?? '');
  url.username = 'unprivileged';
  url.password = 'secret';
  await withAdmin(admin, (client) => client.query(`alter role unprivileged set temp_file_limit = -1`));
  const pool = new pg.Pool({ connectionString: url.href, max: 1 });
  const log = { warn: (message: string) => said.push(message) };
  const limits = await requestLimits(pool, 7, log);
  await pool.end();
  await withAdmin(admin, (client) => client.query('drop role unprivileged'));
  expect(limits).not.toHaveProperty('temp_file_limit');
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('grant set on parameter temp_file_limit');
});
