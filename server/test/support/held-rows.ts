import { idNumber } from '@commerce-integration/contract';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

/** An open transaction that holds rows, so that whoever wants to change them waits at a known point. */
export interface HeldRows {
  /** Ends the transaction with what was done in it. */
  release(): Promise<void>;
}

/**
 * Opens a transaction beside the server under test, and holds what the statement locks: until it is released, or the
 * test has ended.
 */
export async function holdRows(server: TestServer, sql: string, values: unknown[] = []): Promise<HeldRows> {
  const client = new pg.Client({ connectionString: server.environment.DATABASE_URL });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  await client.query(sql, values);
  return {
    release: async () => {
      await client.query('commit');
    },
  };
}

/** Holds products as a long change of them does: loads, price changes and orders of them wait. */
export function holdProducts(server: TestServer, ...ids: string[]): Promise<HeldRows> {
  return holdRows(server, 'select id from product where id = any($1) order by id for no key update', [
    ids.map(idNumber),
  ]);
}

/** A database that can be looked at. */
type Watched = Pick<TestServer, 'pool'>;

/** The statements that wait for a lock, of whichever connection to the database. */
export async function waitingStatements(server: Watched): Promise<{ pid: number; query: string }[]> {
  const found = await server.pool.query<{ pid: number; query: string }>(
    `select pid, query from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`,
  );
  return found.rows;
}

/** Waits until a statement that matches has had to wait for a lock, on so many connections, at once or in turns. */
export async function lockWaiters(server: Watched, statement: RegExp, connections = 1): Promise<void> {
  const pids = new Set<number>();
  await until(async () => {
    for (const { pid, query } of await waitingStatements(server)) if (statement.test(query)) pids.add(pid);
    return pids.size >= connections;
  });
}
