import type { PoolClient } from 'pg';
import { EXPORTED_ORDERS, exportedDeliveries, isCancelledSql } from '../../orders/exported-orders.ts';
import { isSameGroup, isWaiting } from '../export-groups.ts';

// Tenancy of this file: exports of an exporter, which has orders that it may have.

/** An export with the current restrictions of its order and deliveries. */
interface CandidateRow {
  id: string;
  order_id: string;
  delivery_id: string | null;
  flag: string;
  batch_id: string | null;
  attempts: number;
  tries: number;
  alone: boolean;
  due_at: string;
  is_cancelled: boolean;
  block_export: boolean;
  open_deliveries: string[] | null;
  has_blocked: boolean;
  all_blocked: boolean;
}

/** An export that may be sent now. */
export interface Candidate {
  id: number;
  orderId: number;
  flag: string;
  batchId: number | null;
  attempts: number;
  tries: number;
  alone: boolean;
  dueAt: number;
  deliveryIds: number[];
  isPart: boolean;
}

/**
 * Whether the subject of an export was cancelled after its chain began: an expression on the export `e` and its order
 * `o`.
 */
export const WAS_CANCELLED = `${isCancelledSql('e.delivery_id')} and not e.of_cancelled`;
const BLOCKED = `o.block_export
  or (e.delivery_id is not null and not coalesce(e.delivery_id = any(d.open_deliveries), false))
  or (e.delivery_id is null and d.all_blocked)`;

/**
 * Reads and locks exports. Sets aside those that are blocked, or whose subject was cancelled after its chain began.
 *
 * @param where condition on the export `e`, with `$1` and `$2`
 */
export async function chooseOrders(client: PoolClient, where: string, values: unknown[]): Promise<Candidate[]> {
  const { rows } = await client.query<CandidateRow>(
    `select e.id, e.order_id, e.delivery_id, e.flag, e.batch_id, e.attempts, e.tries, e.alone, e.due_at,
       ${WAS_CANCELLED} as is_cancelled, o.block_export, d.*
     from (select * from order_export e where ${where}) e
     join ${EXPORTED_ORDERS} o on o.order_id = e.order_id
     cross join lateral ${exportedDeliveries('e.order_id')} d
     order by e.due_at, e.id`,
    values,
  );
  const cancelled = rows.filter((row) => row.is_cancelled);
  const blocked = rows.filter((row) => !row.is_cancelled && isBlocked(row));
  await clearCancelled(
    client,
    cancelled.map(({ id }) => id),
  );
  await block(client, blocked);
  const others = new Set([...cancelled, ...blocked]);
  return rows.filter((row) => !others.has(row)).map(candidateOf);
}

function isBlocked({ block_export, delivery_id, open_deliveries, all_blocked }: CandidateRow): boolean {
  if (block_export) return true;
  return delivery_id === null ? all_blocked : !open_deliveries?.includes(delivery_id);
}

async function block(client: PoolClient, rows: readonly CandidateRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `update order_export set status = 'blocked', batch_id = null, due_at = null where id = any($1::bigint[])`,
    [rows.map(({ id }) => id)],
  );
}

/** Ends the locked exports of cancelled orders and deliveries, and those that wait for them. */
export async function clearCancelled(client: PoolClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query(
    `update order_export n set status = 'cleared', batch_id = null, due_at = null, ended_at = clock_timestamp(),
       error = case when o.is_cancelled then 'The order was cancelled.' else 'The delivery was cancelled.' end
     from order_export e join ${EXPORTED_ORDERS} o on o.order_id = e.order_id
     where e.id = any($1::bigint[]) and ${isSameGroup('n', 'e')} and (n.id = e.id or ${isWaiting('n')})`,
    [ids],
  );
}

function candidateOf(row: CandidateRow): Candidate {
  const open = row.open_deliveries ?? [];
  return {
    id: Number(row.id),
    orderId: Number(row.order_id),
    flag: row.flag,
    batchId: row.batch_id === null ? null : Number(row.batch_id),
    attempts: row.attempts,
    tries: row.tries,
    alone: row.alone,
    dueAt: new Date(row.due_at).getTime(),
    deliveryIds: (row.delivery_id === null ? open : [row.delivery_id]).map(Number),
    isPart: row.has_blocked || (row.delivery_id !== null && open.length > 1),
  };
}

/** Rows that one scan of blocked exports reads. */
const LOOKED_AT = 5_000;

/**
 * Resumes exports whose order or delivery is no longer blocked, and ends those whose subject was cancelled.
 *
 * @param after the number of the export to begin after
 * @returns the number of the last export looked at; 0 after the last one
 */
export async function releaseUnblocked(client: PoolClient, after: number): Promise<number> {
  const { rows } = await client.query<{ last: string | null; count: string }>(
    `with seen as (
       select id from order_export where status = 'blocked' and id > $1 order by id limit $2
     ), freed as (
       select e.id from seen join order_export e on e.id = seen.id
       join ${EXPORTED_ORDERS} o on o.order_id = e.order_id
       cross join lateral ${exportedDeliveries('e.order_id')} d
       where not (${BLOCKED}) or (${WAS_CANCELLED})
       order by e.id for update of e skip locked
     ), released as (
       update order_export e set status = 'queued', due_at = clock_timestamp() from freed
       where e.id = freed.id and e.status = 'blocked'
     )
     select max(id) as last, count(*) from seen`,
    [after, LOOKED_AT],
  );
  const [row] = rows;
  return Number(row?.count) < LOOKED_AT ? 0 : Number(row?.last);
}
