import type { Page } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';

// The rows that a page of a list reads grow with the page, not with the size of the history.

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nS-1,Product,10,EUR,in stock\n');
const customer = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };
expect((await server.call('/customers', { key: acme.key, body: customer })).status).toBe(201);

const ROWS = 20_000;
/** How a copy differs from its original row, apart from ID and time. */
const COPIES = { job: `, 'number', 1000 + n`, feed: '', customer: '' };

/** Copies the only row of a table, at intervals of a minute; the last copy has the current minute. */
async function fill(table: keyof typeof COPIES): Promise<void> {
  await server.pool.query(
    `insert into ${table} select copy.* from ${table} one cross join generate_series(1, ${ROWS}) n
     cross join lateral jsonb_populate_record(one, jsonb_build_object('id', nextval('${table}_id_seq'),
       'created_at', now() - (${ROWS} - n) * interval '1 minute'${COPIES[table]})) copy
     where one.id = (select min(id) from ${table}) order by n`,
  );
  await server.pool.query(`analyze ${table}`);
}
await fill('job');
await fill('feed');
await fill('customer');
await server.pool.query(`update job set status = case number % 2 when 0 then 'failed' else 'cancelled' end
  where number between 1101 and 1120`);
await server.pool.query('analyze job');

const minutesAgo = (count: number) => new Date(Date.now() - count * 60_000).toISOString();
const callers = [
  ['the operator', {}],
  ['a partner', { key: acme.key }],
] as const;

describe.each(callers)('for %s', (_, call) => {
  it.each(['failed', 'cancelled'])('the few jobs that are %s are found among all', async (status) => {
    const listed = async () => {
      const { body } = await server.call<Page<{ status: string }>>(`/jobs?status=${status}&limit=100`, call);
      expect(body.items.map((job) => job.status)).toEqual(Array.from({ length: 10 }, () => status));
    };
    expect(await rowsRead(server, 'job', listed)).toBeLessThan(200);
  });

  const inRange = async (table: string, from: number, to: number) => {
    const range = `created_from=${minutesAgo(from)}&created_to=${minutesAgo(to)}`;
    return (await server.call<Page<object>>(`/${table}s?${range}&limit=100`, call)).body.items;
  };

  it.each(['job', 'feed'])('each %s of a past hour is found among all', async (table) => {
    const listed = async () => expect(await inRange(table, ROWS - 500, ROWS - 560)).toHaveLength(60);
    expect(await rowsRead(server, table, listed)).toBeLessThan(500);
  });

  it.each(Object.keys(COPIES))('an hour without rows is searched without reading any %s', async (table) => {
    const listed = async () => expect(await inRange(table, ROWS + 200, ROWS + 140)).toEqual([]);
    expect(await rowsRead(server, table, listed)).toBeLessThan(100);
  });
});
