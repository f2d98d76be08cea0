import { formatId, Problem } from '@commerce-integration/contract';
import { DISMISSED } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { getOrderUpdate, type OrderUpdateRow } from './order-updates.queries.ts';

/**
 * Puts a parked update back into the queue. One that could not be mapped is mapped again, with all that was pushed with
 * it.
 *
 * Tenancy: an update that the caller may see, and what was pushed for it.
 *
 * @throws Problem `not_found`, `update_not_parked`
 */
export async function retryOrderUpdate(em: UnitOfWork, updateId: string): Promise<OrderUpdateRow> {
  const row = await getParked(em, updateId);
  await sqlOf(em).query(
    `update order_update set status = 'queued', code = null, message = null, finished_at = null where id = $1`,
    [row.id],
  );
  if (row.content === null)
    await sqlOf(em).query('update order_update_push set is_mapped = false where id = $1', [row.push_id]);
  return getOrderUpdate(em, updateId);
}

/** Ends a parked update without effect. Tenancy: one that the caller may see. @throws Problem `not_found`, `update_not_parked` */
export async function dismissOrderUpdate(em: UnitOfWork, updateId: string): Promise<OrderUpdateRow> {
  const row = await getParked(em, updateId);
  await sqlOf(em).query(
    `update order_update set status = 'ignored', code = null, message = $2, finished_at = now() where id = $1`,
    [row.id, DISMISSED],
  );
  return getOrderUpdate(em, updateId);
}

/** Tenancy: an update that the caller may see. */
async function getParked(em: UnitOfWork, updateId: string): Promise<OrderUpdateRow> {
  const row = await getOrderUpdate(em, updateId, 'for update');
  if (row.status === 'parked') return row;
  const name = `Order update ${formatId('orderUpdate', Number(row.id))}`;
  throw new Problem('update_not_parked', `${name} is ${row.status}: only a parked one can be retried or dismissed.`);
}
