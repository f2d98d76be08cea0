import { onTestFinished } from 'vitest';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

/** A table that is locked against writes while a test holds it, so that calls wait in the middle of their work. */
export class HeldTable {
  readonly #server: TestServer;
  readonly #release: () => Promise<void>;

  private constructor(server: TestServer, release: () => Promise<void>) {
    this.#server = server;
    this.#release = release;
  }

  static async of(server: TestServer, table: string): Promise<HeldTable> {
    const client = await server.pool.connect();
    await client.query('begin');
    await client.query(`lock table ${table} in share row exclusive mode`);
    let held = true;
    const release = async () => {
      if (!held) return;
      held = false;
      await client.query('rollback');
      client.release();
    };
    onTestFinished(release);
    return new HeldTable(server, release);
  }

  /** The waiting transactions. */
  async waiting(): Promise<number> {
    const { rows } = await this.#server.pool.query<{ waiting: number }>(
      `select count(*)::integer as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.waiting ?? 0;
  }

  async untilWaiting(calls: number): Promise<void> {
    await until(async () => (await this.waiting()) >= calls);
  }

  async release(): Promise<void> {
    await this.#release();
  }
}
