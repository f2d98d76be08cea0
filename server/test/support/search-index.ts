import { LOCKS } from '../../src/database/locks.ts';
import { sql, textAndValues } from '../../src/database/sql.ts';
import { type HeldRows, holdRows } from './held-rows.ts';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

/** Waits until the search index contains all committed changes. */
export async function untilIndexed(server: TestServer): Promise<void> {
  await until(async () => {
    const { rows } = await server.pool.query('select from product_search_due limit 1');
    return rows.length === 0;
  });
}

/** Prevents updates of the search index until released, or until the test has ended. */
export function holdSearchIndex(server: TestServer): Promise<HeldRows> {
  const { text, values } = textAndValues(sql`select pg_advisory_xact_lock(${LOCKS.productSearch})`);
  return holdRows(server, text, values);
}
