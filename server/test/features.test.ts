import { expect, it } from 'vitest';
import { ALL_FEATURES } from '../src/process/platform.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

it('each table of the database belongs to one feature', async () => {
  const { rows } = await server.pool.query<{ table_name: string }>(
    `select table_name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'migration'
       and not exists (select from pg_inherits where inhrelid = to_regclass(table_name))`,
  );
  const claimed = ALL_FEATURES.flatMap(({ tables = [] }) => tables);
  expect(rows.map((row) => row.table_name).sort()).toEqual([...claimed].sort());
});
