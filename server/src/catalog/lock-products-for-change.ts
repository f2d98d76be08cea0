import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/**
 * Locks products of a partner against loads, orders and other changes until the transaction ends, in the order of
 * `database/locks.ts`. A transaction must lock everything that it will change with one call.
 *
 * @returns those that exist
 */
export async function lockProductsForChange(
  em: UnitOfWork,
  partnerId: number,
  numbers: Iterable<number>,
): Promise<Set<number>> {
  const { rows } = await sqlOf(em).query<{ id: string }>(
    'select id from product where partner_id = $1 and id = any($2::bigint[]) order by id for no key update',
    [partnerId, [...new Set(numbers)]],
  );
  return new Set(rows.map((row) => Number(row.id)));
}
