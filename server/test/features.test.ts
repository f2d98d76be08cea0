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

// The requirements of a PostgreSQL that distributes rows by partner: `docs/how-to/scale-out.md`.

/**
 * Tables whose rows refer to a row of another table, which has the partner: their column with its number, and that
 * table.
 */
const BELONG_TO_A_ROW: Record<string, readonly [column: string, owner: string]> = {
  batch_operation: ['batch_id', 'operations_batch'],
  data_import_file: ['import_id', 'data_import'],
  data_import_unresolved: ['import_id', 'data_import'],
  job_change: ['job_id', 'job'],
  job_error: ['job_id', 'job'],
  load_undo: ['job_id', 'job'],
  order_export_replay: ['job_id', 'job'],
  order_item: ['order_id', 'sales_order'],
  order_update_requeue: ['order_id', 'sales_order'],
  product_price: ['product_id', 'product'],
  webhook_redelivery: ['job_id', 'job'],
};

/** Tables whose rows belong to no partner, or are too few to be distributed. */
const BELONG_TO_NO_PARTNER: Record<string, string> = {
  partner: 'the partners themselves, by their own number',
  api_key_write: 'a row for each API key, looked up by it before the partner matters',
  idempotency_key: 'rows of API keys, kept for a day',
  console_session: 'sessions of API keys',
  console_sign_in: 'addresses that have tried wrong keys',
  bucket_search: 'a row for each folder of the bucket',
  order_export_flag_rule: 'settings of the operator',
  migration: 'the migrations that were run',
};

it("each table has its rows' partner, names the row that has it, or says why it needs none", async () => {
  const { rows } = await server.pool.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     group by 1`,
  );
  const columns = new Map(rows.map(({ name, columns }) => [name, columns]));
  const distributed = rows.filter(({ columns }) => columns.includes('partner_id')).map(({ name }) => name);
  const owned = Object.keys(BELONG_TO_A_ROW);
  expect([...distributed, ...owned, ...Object.keys(BELONG_TO_NO_PARTNER)].sort()).toEqual([...columns.keys()].sort());
  for (const [table, [column, owner]] of Object.entries(BELONG_TO_A_ROW)) {
    expect([table, columns.get(table)]).toEqual([table, expect.arrayContaining([column])]);
    expect(distributed).toContain(owner);
  }
});
