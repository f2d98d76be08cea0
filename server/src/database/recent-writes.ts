import type { Pool } from 'pg';

/** How long a mark also covers later writes: it is renewed at most this often. */
const LEASE_MS = 1_000;
/** The most keys whose marks this process caches; beyond that, it clears the cache and marks them again. */
const MOST_KEYS = 10_000;

/**
 * Knows, across all processes, until when each API key may have written. A key is marked after its write and before the
 * response: `until` is a second later, so that further writes in that second need no mark of their own. A mark costs
 * one small statement per key, process and second with writes, and waits for no disk (the table is unlogged). A crash
 * of PostgreSQL loses the marks of the last second.
 */
export class RecentWrites {
  readonly #pool: Pool;
  readonly #marks = new Map<number, { until: number; isMade: Promise<unknown> }>();

  /** @param pool of the primary */
  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Marks a key that has written; the write must be committed. */
  async note(apiKeyId: number): Promise<void> {
    const now = performance.now();
    const known = this.#marks.get(apiKeyId);
    if (known && known.until >= now) return void (await known.isMade);
    const mark = { until: now + LEASE_MS, isMade: this.#pool.query(MARK, [apiKeyId, LEASE_MS]) };
    if (this.#marks.size >= MOST_KEYS) this.#marks.clear();
    this.#marks.set(apiKeyId, mark);
    try {
      await mark.isMade;
    } catch (error) {
      if (this.#marks.get(apiKeyId) === mark) this.#marks.delete(apiKeyId);
      throw error;
    }
  }

  /** Until when the key may have written, in milliseconds by the clock of the primary; 0 where it never has. */
  async until(apiKeyId: number): Promise<number> {
    const { rows } = await this.#pool.query<{ until: number }>(LAST, [apiKeyId]);
    return rows[0]?.until ?? 0;
  }
}

const MARK = `insert into api_key_write as k (api_key_id, until)
  values ($1, clock_timestamp() + $2 * interval '1 millisecond')
  on conflict (api_key_id) do update set until = excluded.until where k.until < excluded.until`;
const LAST = 'select extract(epoch from until)::float8 * 1000 as until from api_key_write where api_key_id = $1';
