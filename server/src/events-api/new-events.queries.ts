import type { Pool } from 'pg';
import { allOf, rowsOf, type Sql, sql } from '../database/sql.ts';
import { EVENT_COLUMNS, type EventRow } from './events.queries.ts';

// Tenancy of this file: the conditions confine the events to the reader's partner; the shared reader tells each stream
// only of those that it may have.

/** Events per query. */
const PAGE = 500;

/** The interval between two snapshots, in the text form of PostgreSQL's `pg_snapshot`. */
export interface Window {
  seen: string;
  until: string;
}

/** The newest snapshot: what is visible now. */
export async function currentSnapshot(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot');
  return rows[0]?.snapshot ?? '';
}

function isIn({ seen, until }: Window): Sql {
  return sql`transaction_id >= pg_snapshot_xmin(${seen}::pg_snapshot)
    and transaction_id < pg_snapshot_xmax(${until}::pg_snapshot)
    and not pg_visible_in_snapshot(transaction_id, ${seen}::pg_snapshot)
    and pg_visible_in_snapshot(transaction_id, ${until}::pg_snapshot)`;
}

/** A page of events, and whether more follow it. */
export interface EventPage {
  rows: EventRow[];
  isLast: boolean;
}

/**
 * The events that became visible between two snapshots, page by page in number order: exactly those whose transactions
 * committed in between, in whatever order they began.
 *
 * @param after the number of the last event already read from this window
 * @param conditions select the events that the reader may see and wants
 */
export async function* eventsBetween(
  pool: Pool,
  window: Window,
  conditions: readonly Sql[],
  after?: number,
): AsyncGenerator<EventPage> {
  let last = after ?? (await beforeFirst(pool, window));
  while (last !== undefined) {
    const rows: EventRow[] = await rowsOf<EventRow>(
      pool,
      sql`select ${EVENT_COLUMNS} from event where id > ${last} and ${isIn(window)} and ${allOf(conditions)}
        order by id limit ${PAGE + 1}`,
    );
    const isLast = rows.length <= PAGE;
    const shown = rows.slice(0, PAGE);
    yield { rows: shown, isLast };
    last = isLast ? undefined : Number(shown.at(-1)?.id);
  }
}

/**
 * A number before the first event of the window; undefined if it has no events.
 *
 * Reads one event of each of the first transactions. An event is numbered within its transaction. Among more
 * transactions than there can be connections, one ended before the last of them began, so no later transaction has a
 * number below all of theirs.
 */
async function beforeFirst(pool: Pool, { seen, until }: Window): Promise<number | undefined> {
  const first = (after: Sql) => sql`select transaction_id, id from event
    where ${after} and transaction_id < pg_snapshot_xmax(${until}::pg_snapshot) order by transaction_id, id limit 1`;
  const [row] = await rowsOf<{ first: string | null }>(
    pool,
    sql`with recursive earliest (transaction_id, id) as (
        (${first(sql`transaction_id >= pg_snapshot_xmin(${seen}::pg_snapshot)`)})
        union all
        select next.transaction_id, next.id from earliest
        cross join lateral (${first(sql`transaction_id > earliest.transaction_id`)}) next
      )
      select min(id) as first
      from (select id from earliest limit current_setting('max_connections')::integer + 1) transactions`,
  );
  return row?.first == null ? undefined : Number(row.first) - 1;
}
