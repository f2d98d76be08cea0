import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/**
 * Locks products of a partner against loads, orders and other changes until the transaction ends, in the order of
 * `database/locks.ts`. A transaction must lock everything that it will change in one call.
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

/**
 * The time of a change of products or prices, from which others can see it. Call it after everything that changes is
 * locked: orders at the old prices then have an earlier time, orders at the new prices this time or a later one.
 */
export async function changeMoment(em: UnitOfWork): Promise<Date> {
  const { rows } = await sqlOf(em).query<{ moment: number }>(
    'select (extract(epoch from change_moment()) * 1000)::float8 as moment',
  );
  return new Date(Number(rows[0]?.moment));
}
