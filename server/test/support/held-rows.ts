import { idNumber } from '@commerce-integration/contract';
import pg from 'pg';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

/** An open transaction that holds rows, so that whoever wants to change them waits at a known point. */
export interface HeldRows {
  /** More that is done in the transaction. */
  query(sql: string, values: unknown[]): Promise<unknown>;
  /** Ends the transaction with what was done in it. */
  release(): Promise<void>;
}

/** Opens a transaction beside the server under test, and holds what the statement locks. */
export async function holdRows(server: TestServer, sql: string, values: unknown[] = []): Promise<HeldRows> {
  const client = new pg.Client({ connectionString: server.environment.DATABASE_URL });
  await client.connect();
  await client.query('begin');
  await client.query(sql, values);
  return {
    query: (more, given) => client.query(more, given),
    release: async () => {
      await client.query('commit');
      await client.end();
    },
  };
}

/** Holds products as a long change of them does: loads, price changes and orders of them wait. */
export function holdProducts(server: TestServer, ...ids: string[]): Promise<HeldRows> {
  return holdRows(server, 'select id from product where id = any($1) order by id for no key update', [
    ids.map(idNumber),
  ]);
}

/** Holds products as an order of them does: changes of them wait. */
export function holdProductsAsOrder(server: TestServer, ...ids: string[]): Promise<HeldRows> {
  return holdRows(server, 'select id from product where id = any($1) order by id for share', [ids.map(idNumber)]);
}

/** Waits until so many statements that match wait for a lock. */
export async function lockWaiters(server: TestServer, statement: RegExp, count = 1): Promise<void> {
  await until(async () => {
    const found = await server.pool.query<{ query: string }>(
      `select query from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`,
    );
    return found.rows.filter(({ query }) => statement.test(query)).length >= count;
  });
}
