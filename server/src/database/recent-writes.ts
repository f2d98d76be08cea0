import type { Pool } from 'pg';

/** For how long a mark stands for writes that follow it: so often, at the most, is it renewed. */
const LEASE_MS = 1_000;
/** Keys of which this process remembers its marks; it forgets all of more and marks them again. */
const MOST_KEYS = 10_000;

/**
 * Knows, in all processes, until when each API key may have written. A key is marked after a write of its own and before
 * the answer: `until` is a second later, so that writes of that second need no mark of their own. Marks cost one small
 * statement for each key, process and second in which it writes, which waits for no disk (the table is not logged). After
 * a crash of PostgreSQL, the marks of the last second are gone.
 */
export class RecentWrites {
  readonly #pool: Pool;
  readonly #marks = new Map<number, { until: number; isMade: Promise<unknown> }>();

  /** @param pool of the primary */
  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Marks a key that has written; what it wrote must be committed. */
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
