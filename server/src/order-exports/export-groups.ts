import type { Queryable } from '../database/queryable.ts';

// The exports of an order for a flag, and of a delivery where its state has set the flag, are a group: they are done one
// after the other, and the next flag is set after the last one. Whoever ends one of them locks the group first, in the
// order of the IDs, so that of two that end at once the second one sees the first.
//
// Tenancy of this file: of exports that were read for the caller, or are done by this process.

/** The condition that two exports belong to the same group. */
export function isSameGroup(a: string, b: string): string {
  return `${a}.order_id = ${b}.order_id and ${a}.flag = ${b}.flag and ${a}.delivery_id is not distinct from ${b}.delivery_id`;
}

/** The condition that an export waits for earlier exports of its group to end. */
export function isWaiting(row: string): string {
  return `${row}.status = 'queued' and ${row}.due_at is null`;
}

/** The next flags of exporters, by number, including deleted ones whose exports are still being cleared. */
export const NEXT_FLAGS = `(select id, next_flag from order_exporter
    union all select id, next_flag from order_exporter_deleted)`;

/**
 * SQL of the rest of the group of an export `e`: a relation of one row with columns `is_open` (another export has not
 * ended), `is_active` (another one is in progress, or could be), `next_id` (the one to start next) and `next_flag`.
 *
 * @param isOther condition on the exports `g` of the group that still count
 */
export function restOfGroup(isOther: string): string {
  return `(select coalesce(bool_or(g.ended_at is null) filter (where ${isOther}), false) as is_open,
      coalesce(bool_or(g.ended_at is null and not (${isWaiting('g')})) filter (where ${isOther}), false) as is_active,
      (array_agg(g.id order by g.rank, g.id) filter (where ${isOther} and ${isWaiting('g')}))[1] as next_id,
      max(case when x.id is null then g.kept_next_flag else x.next_flag end) as next_flag,
      max(g.id) filter (where g.status = 'completed') as last_completed
    from order_export g left join ${NEXT_FLAGS} x on x.id = g.exporter_id
    where ${isSameGroup('g', 'e')})`;
}

/** Locks the unfinished exports of the groups of some exports. @param where condition on the exports `e`, with `$1` */
export async function lockGroups(sql: Queryable, where: string, value: unknown): Promise<void> {
  await sql.query(
    `select 1 from order_export e join order_export g on ${isSameGroup('g', 'e')}
     where ${where} and g.ended_at is null order by g.id for update of g`,
    [value],
  );
}
