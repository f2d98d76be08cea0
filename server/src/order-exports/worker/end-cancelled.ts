import type { PoolClient } from 'pg';
import { EXPORTED_ORDERS } from '../../orders/exported-orders.ts';
import { clearCancelled, WAS_CANCELLED } from './choose-orders.ts';

// Tenancy of this file: a worker, for exports of all partners that wait for a person.

/** Rows that one scan of exports waiting for a person reads. */
const LOOKED_AT = 5_000;

/** The states in which nothing happens until a person approves, rejects or retries. */
type LeftToPerson = 'waiting_approval' | 'failed';

/**
 * Ends exports that wait for a person but whose subject was cancelled after its chain began, so that nobody has to
 * decide. Skips one that is being decided concurrently.
 *
 * @param after the number of the export to begin after
 * @returns the number of the last export looked at; 0 after the last one
 */
export async function endCancelled(client: PoolClient, status: LeftToPerson, after: number): Promise<number> {
  const { rows } = await client.query<{ last: string | null; count: string; cancelled: string[] | null }>(
    `with seen as (
       select id from order_export where status = $3 and id > $1 order by id limit $2
     ), cancelled as (
       select e.id from seen join order_export e on e.id = seen.id
       join ${EXPORTED_ORDERS} o on o.order_id = e.order_id
       where ${WAS_CANCELLED} and e.status = $3
       order by e.id for update of e skip locked
     )
     select max(id) as last, count(*) as count, (select array_agg(id) from cancelled) as cancelled from seen`,
    [after, LOOKED_AT, status],
  );
  const [row] = rows;
  await clearCancelled(client, row?.cancelled ?? []);
  return Number(row?.count) < LOOKED_AT ? 0 : Number(row?.last);
}
