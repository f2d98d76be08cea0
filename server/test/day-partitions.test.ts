import { expect, it } from 'vitest';
import { keepAllDayPartitions } from '../src/process/clean-up.ts';
import { maintenanceOf } from './support/maintenance.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER: 'off' });
const { database } = await maintenanceOf(server);
const DAY_MS = 24 * 3_600_000;
const today = Date.now();

const insert = (daysFromNow: number) =>
  server.pool.query(
    `insert into event (event_type, subject_id, data, occurred_at) values ('customer.created', 'CU00001', '{}', $1)`,
    [new Date(today + daysFromNow * DAY_MS)],
  );
const count = async (table: string) =>
  Number((await server.pool.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count);
const partitionOf = async () =>
  (
    await server.pool.query<{ name: string }>('select tableoid::regclass::text as name from event order by occurred_at')
  ).rows.map(({ name }) => name);

it('stores rows of any day, and moves them into their partition when it is created', async () => {
  await insert(0);
  await insert(20);
  const [now, later] = await partitionOf();
  expect(now).toMatch(/^event_\d{8}$/);
  expect(later).toBe('event_default');
  await keepAllDayPartitions(database.pool, new Date(today + 20 * DAY_MS));
  expect((await partitionOf())[1]).toMatch(/^event_\d{8}$/);
  expect(await count('event_default')).toBe(0);
  expect(await count('event')).toBe(2);
});

it('creates partitions for past days in the default partition, so that they are dropped in time', async () => {
  await insert(-20);
  expect((await partitionOf())[0]).toBe('event_default');
  await keepAllDayPartitions(database.pool, new Date(today));
  expect((await partitionOf())[0]).toMatch(/^event_\d{8}$/);
  await keepAllDayPartitions(database.pool, new Date(today + 11 * DAY_MS));
  expect(await count('event')).toBe(2);
});

it('drops expired days, and no other', async () => {
  await keepAllDayPartitions(database.pool, new Date(today + 30 * DAY_MS));
  expect(await count('event')).toBe(2);
  await keepAllDayPartitions(database.pool, new Date(today + 31 * DAY_MS));
  expect(await count('event')).toBe(1);
});

it('is created once by two concurrent processes', async () => {
  const then = new Date(today + 60 * DAY_MS);
  await Promise.all([1, 2, 3].map(() => keepAllDayPartitions(database.pool, then)));
  const days = Array.from({ length: 8 }, (_, n) => dayOf(new Date(then.getTime() + n * DAY_MS)));
  const { rows } = await server.pool.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event'::regclass order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(days));
});

function dayOf(date: Date): string {
  return `event_${date.toISOString().slice(0, 10).replaceAll('-', '')}`;
}
