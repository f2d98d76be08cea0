import { idNumber, Problem } from '@commerce-integration/contract';
import { type EntityClass, type FilterQuery, LockMode } from '@mikro-orm/postgresql';
import type { UnitOfWork } from './queryable.ts';

/**
 * The row with an ID.
 *
 * @param name what the row is, as the beginning of a sentence
 * @param mode `for update` locks the row until the end of the transaction, and reads what others wrote before
 * @throws Problem `not_found`, as for a row that the caller may not see
 */
export async function findById<Row extends { id: number }>(
  em: UnitOfWork,
  entity: EntityClass<Row>,
  name: string,
  id: string,
  mode?: 'for update',
): Promise<Row> {
  const lock = mode === undefined ? {} : { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const row = await em.findOne(entity, { id: idNumber(id) } as FilterQuery<Row>, lock);
  if (!row) throw new Problem('not_found', `${name} ${id} not found.`);
  return row;
}
