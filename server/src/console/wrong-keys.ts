import { LIMITS, Problem } from '@commerce-integration/contract';
import type { Pool } from 'pg';

// Tenancy of this file: it counts wrong keys by address, before anybody is known.

const SECONDS = LIMITS.wrongKeyMinutes * 60;

/**
 * Lets an address try a key, and counts wrong ones. There is no limit for all addresses together: reaching it would
 * lock everybody out, and keys are too long to guess from any number of addresses. Counts in the database, so that the
 * limit covers all processes. Counts an attempt before checking its key, so that concurrent attempts cannot exceed the
 * limit.
 *
 * @param isRight tries the key; undefined for a wrong one
 * @throws Problem `too_many_wrong_keys`, also for a right key: a locked address learns nothing
 */
export async function countWrongKeys<T>(
  pool: Pool,
  address: string,
  isRight: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const waitSeconds = await countAttempt(pool, address);
  if (waitSeconds !== undefined) {
    throw new Problem('too_many_wrong_keys', `Too many wrong keys of this address: try again in ${waitSeconds} s.`, {
      retryAfterSeconds: waitSeconds,
    });
  }
  const right = await isRight();
  if (right !== undefined) {
    await pool.query('update console_sign_in set wrong_keys = greatest(wrong_keys - 1, 0) where address = $1', [
      address,
    ]);
  }
  return right;
}

/** Counts an attempt. @returns seconds to wait if there were too many */
async function countAttempt(pool: Pool, address: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ wrong_keys: number; left: number }>(
    `insert into console_sign_in as known (address, wrong_keys, since) values ($1, 1, now())
     on conflict (address) do update set
       wrong_keys = case when known.since <= now() - make_interval(secs => $2) then 1
         else least(known.wrong_keys + 1, $3 + 1) end,
       since = case when known.since <= now() - make_interval(secs => $2) then now() else known.since end
     returning wrong_keys, extract(epoch from since + make_interval(secs => $2) - now())::float8 as left`,
    [address, SECONDS, LIMITS.wrongKeys],
  );
  const [row] = rows;
  return row && row.wrong_keys > LIMITS.wrongKeys ? Math.max(1, Math.ceil(row.left)) : undefined;
}
