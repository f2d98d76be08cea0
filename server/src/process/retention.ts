import type { Pool } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { LOCKS, tryLockUntilCommit } from '../database/locks.ts';
import type { Retention, RetentionSettings } from '../feature/define-feature.ts';

/** Rows that one statement deletes at the most: it is short, and locks few. */
const STEP = 5_000;
/** Owners whose rows one statement looks at. */
const OWNERS = 100;

interface Clock {
  now: Date;
  signal: AbortSignal;
  settings: Partial<RetentionSettings>;
}

/**
 * Deletes the rows that have been kept for as long as they are to be, in bounded steps. Where another process is at a step
 * of any table, it goes on alone.
 */
export async function deleteExpiredRows(pool: Pool, retention: Retention, clock: Clock): Promise<void> {
  const before = new Date(clock.now.getTime() - keptHours(retention, clock.settings) * 3_600_000);
  const statement = deletionOf(retention);
  for (let deleted = STEP; deleted === STEP && !clock.signal.aborted; ) {
    deleted = await inTransaction(pool, async (client) => {
      if (!(await tryLockUntilCommit(client, LOCKS.retention))) return 0;
      return (await client.query(statement, [before, STEP])).rowCount ?? 0;
    });
  }
}

/** For how long the rows are kept: as the operator has set it, or else as it is declared. */
function keptHours({ hours, setBy }: Retention, settings: Partial<RetentionSettings>): number {
  const days = setBy && settings[setBy];
  return days === undefined ? hours : days * 24;
}

/**
 * Deletes the rows of one step.
 *
 * Tenancy: of all partners, by their age alone.
 */
function deletionOf({ table, since, owner }: Retention): string {
  if (!owner)
    return `delete from ${table} where ctid = any(array(select ctid from ${table} where ${since} < $1 limit $2))`;
  // The oldest owners come first, so that a table with a billion rows is read no further than they reach.
  return `delete from ${table} where ctid = any(array(
    with recursive owned (id) as (
      (select ${owner.column} from ${table} order by ${owner.column} limit 1)
      union all
      select (select ${owner.column} from ${table} where ${owner.column} > owned.id order by ${owner.column} limit 1)
      from owned where owned.id is not null
    )
    select expired.ctid from (select id from owned where id is not null limit ${OWNERS}) oldest
      join ${owner.table} on ${owner.table}.id = oldest.id and ${owner.table}.${since} < $1
      join ${table} expired on expired.${owner.column} = oldest.id
    limit $2))`;
}
