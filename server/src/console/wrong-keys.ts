import { LIMITS, Problem } from '@commerce-integration/contract';
import type { Pool } from 'pg';

// Tenancy of this file: it counts wrong keys by address, before anybody is known.

interface Bound {
  /** Whose attempts are counted. */
  address: string;
  /** Wrong keys that are let through in each of the periods. */
  most: number;
  seconds: number;
}

const EVERYBODY = '*';

/**
 * Lets somebody try a key, and counts wrong ones: by address, and of all addresses together, so that an attacker with
 * many addresses is slowed down as well. Counted in the database, so that the limits hold for all processes together. An
 * attempt is counted before its key is looked at, so that many at once are not more than one after the other.
 *
 * @param isRight tries the key; undefined for a wrong one
 * @throws Problem `too_many_wrong_keys`, also for a right key: a locked address learns nothing
 */
export async function countWrongKeys<T>(
  pool: Pool,
  address: string,
  isRight: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const bounds: readonly Bound[] = [
    { address, most: LIMITS.wrongKeys, seconds: LIMITS.wrongKeyMinutes * 60 },
    { address: EVERYBODY, most: LIMITS.wrongKeysOfAll, seconds: 60 },
  ];
  for (const bound of bounds) {
    const waitSeconds = await countAttempt(pool, bound);
    if (waitSeconds === undefined) continue;
    const whose = bound.address === EVERYBODY ? 'of all addresses together' : 'of this address';
    throw new Problem('too_many_wrong_keys', `Too many wrong keys ${whose}: try again in ${waitSeconds} s.`, {
      retryAfterSeconds: waitSeconds,
    });
  }
  const right = await isRight();
  if (right !== undefined) {
    await pool.query('update console_sign_in set wrong_keys = greatest(wrong_keys - 1, 0) where address = any($1)', [
      bounds.map((bound) => bound.address),
    ]);
  }
  return right;
}

/** Counts an attempt. @returns seconds to wait where there were too many */
async function countAttempt(pool: Pool, { address, most, seconds }: Bound): Promise<number | undefined> {
  const { rows } = await pool.query<{ wrong_keys: number; left: number }>(
    `insert into console_sign_in as known (address, wrong_keys, since) values ($1, 1, now())
     on conflict (address) do update set
       wrong_keys = case when known.since <= now() - make_interval(secs => $2) then 1
         else least(known.wrong_keys + 1, $3 + 1) end,
       since = case when known.since <= now() - make_interval(secs => $2) then now() else known.since end
     returning wrong_keys, extract(epoch from since + make_interval(secs => $2) - now())::float8 as left`,
    [address, seconds, most],
  );
  const [row] = rows;
  return row && row.wrong_keys > most ? Math.max(1, Math.ceil(row.left)) : undefined;
}
