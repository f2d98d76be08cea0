import { formatId, LIMITS, Problem } from '@commerce-integration/contract';
import { DISMISSED } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { getOrderUpdate, type OrderUpdateRow } from './order-updates.queries.ts';

/**
 * Puts a parked update back into the queue. If it could not be mapped, its whole push is mapped again.
 *
 * Tenancy: an update that the caller may see, and what was pushed for it.
 *
 * @throws Problem `not_found`, `update_not_parked`, `conflict` where the push is no longer stored
 */
export async function retryOrderUpdate(em: UnitOfWork, updateId: string): Promise<OrderUpdateRow> {
  // Locks the push before the update, in the same order as mapping.
  const found = await getOrderUpdate(em, updateId);
  if (found.content === null && found.status === 'parked') await mapAgain(em, found);
  const row = await getParked(em, updateId);
  await sqlOf(em).query(
    `update order_update set status = 'queued', code = null, message = null, finished_at = null where id = $1`,
    [row.id],
  );
  return getOrderUpdate(em, updateId);
}

/** Tenancy: what was pushed for an update that the caller may see. @throws Problem `conflict` */
async function mapAgain(em: UnitOfWork, { id, push_id }: OrderUpdateRow): Promise<void> {
  const { rows } = await sqlOf(em).query('update order_update_push set is_mapped = false where id = $1 returning id', [
    push_id,
  ]);
  if (rows.length > 0) return;
  const name = formatId('orderUpdate', Number(id));
  const message = `The push of order update ${name} was deleted after ${LIMITS.pushDays} days: dismiss the update.`;
  throw new Problem('conflict', message);
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
  throw new Problem(
    'update_not_parked',
    `${name} is ${row.status}: only parked order updates can be retried or dismissed.`,
  );
}
