import type { UnitOfWork } from '../database/orm.ts';

/**
 * Holds products of a partner against loads, orders and other changes until the transaction ends. In the order of IDs,
 * as loads and orders lock them (`lockProducts`): whoever locks in one order never waits in a circle. So everything
 * that a transaction will change is locked by one call.
 *
 * @returns those that are there
 */
export async function lockProductsForChange(
  em: UnitOfWork,
  partnerId: number,
  numbers: Iterable<number>,
): Promise<Set<number>> {
  const rows = await em.execute<{ id: string }[]>(
    'select id from product where partner_id = ? and id = any(?::bigint[]) order by id for no key update',
    [partnerId, `{${[...new Set(numbers)].join(',')}}`],
  );
  return new Set(rows.map((row) => Number(row.id)));
}
