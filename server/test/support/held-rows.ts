import { idNumber } from '@commerce-integration/contract';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

/** An open transaction that locks rows, so that transactions that want to change them wait at a known point. */
export interface HeldRows {
  /** Commits the transaction with its changes. */
  release(): Promise<void>;
}

/**
 * Opens a transaction outside the server under test, and locks the rows that the statement selects until it is
 * released, or the test ends.
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

/** Locks products like a long change of them: loads, price changes and orders of them wait. */
export function holdProducts(server: TestServer, ...ids: string[]): Promise<HeldRows> {
  return holdRows(server, 'select id from product where id = any($1) order by id for no key update', [
    ids.map(idNumber),
  ]);
}

/** A database to query. */
type Watched = Pick<TestServer, 'pool'>;

/** The statements that wait for a lock, on any connection to the database. */
export async function waitingStatements(server: Watched): Promise<{ pid: number; query: string }[]> {
  const found = await server.pool.query<{ pid: number; query: string }>(
    `select pid, query from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`,
  );
  return found.rows;
}

/** Waits until a matching statement has waited for a lock on so many connections, concurrently or in turn. */
export async function lockWaiters(server: Watched, statement: RegExp, connections = 1): Promise<void> {
  const pids = new Set<number>();
  await until(async () => {
    for (const { pid, query } of await waitingStatements(server)) if (statement.test(query)) pids.add(pid);
    return pids.size >= connections;
  });
}
