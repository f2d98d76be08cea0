import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

/** A table that other connections cannot read until the test has ended: their queries wait. */
export class LockedTable {
  readonly #server: TestServer;
  readonly #client: pg.Client;
  readonly #pid: number;

  private constructor(server: TestServer, client: pg.Client, pid: number) {
    this.#server = server;
    this.#client = client;
    this.#pid = pid;
  }

  static async of(server: TestServer, table: string): Promise<LockedTable> {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    const locked = new LockedTable(server, client, rows[0]?.pid ?? 0);
    onTestFinished(() => locked.unlock());
    return locked;
  }

  /** The number of queries that have waited for it longer than a given time. */
  async waiting(longerThan = '0 s'): Promise<number> {
    const { rows } = await this.#server.pool.query<{ n: number }>(
      `select count(*)::integer as n from pg_stat_activity
       where datname = current_database() and $1 = any(pg_blocking_pids(pid))
         and clock_timestamp() - query_start > $2::interval`,
      [this.#pid, longerThan],
    );
    return rows[0]?.n ?? 0;
  }

  /** Waits until so many queries are waiting. */
  untilWaiting(count: number, longerThan?: string): Promise<boolean> {
    return until(async () => (await this.waiting(longerThan)) === count);
  }

  async unlock(): Promise<void> {
    await this.#client.end();
  }
}
