import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { rowsOf, sql } from '../database/sql.ts';
import type { Invariant } from '../feature/define-feature.ts';

// Tenancy of this file: a command of the operator, for all partners.

/** Primary keys checked by one statement. */
const STEP = 20_000;
/** Violations listed per invariant; all are counted. */
const NAMED = 10;

/** The violations of an invariant. */
export interface Violations {
  count: number;
  /** The IDs of the first violations. */
  ids: string[];
}

/**
 * Looks for rows that violate an invariant, in steps that each run in their own read-only transaction.
 *
 * @param stop ends the search after the current step
 */
export async function violationsOf(pool: Pool, invariant: Invariant, stop: AbortSignal): Promise<Violations> {
  const found: Violations = { count: 0, ids: [] };
  const { over } = invariant;
  const [keys] = over === undefined ? [{ first: 0, last: 0 }] : await rowsOf<Keys>(pool, keysOf(over));
  for (let from = Number(keys?.first ?? 1); from <= Number(keys?.last ?? 0) && !stop.aborted; from += STEP) {
    const range = over === undefined ? [] : [from, from + STEP];
    const step = await inTransaction(pool, (client) => violationsIn(client, invariant, range), {
      mode: 'isolation level repeatable read read only',
    });
    found.count += step.count;
    found.ids.push(...step.ids.slice(0, NAMED - found.ids.length));
  }
  return found;
}

/** The violations among the rows of one step. */
export async function violationsIn(
  client: Pick<PoolClient, 'query'>,
  { violations }: Invariant,
  range: readonly number[],
): Promise<Violations> {
  const { rows } = await client.query<{ count: string; ids: string[] }>(
    `select count(*) as count, coalesce((array_agg(id order by id))[1:${NAMED}], '{}') as ids from (${violations}) found`,
    [...range],
  );
  return { count: Number(rows[0]?.count ?? 0), ids: rows[0]?.ids ?? [] };
}

interface Keys {
  first: string | number | null;
  last: string | number | null;
}

function keysOf(table: string) {
  return sql`select min(id) as first, max(id) as last from ${sql.raw(table)}`;
}
