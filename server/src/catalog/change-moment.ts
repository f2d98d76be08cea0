import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/**
 * The time of a change of products or their prices: the moment at which it can be seen. To be asked for when all that
 * changes is locked. No order at the prices of before has this time or a later one; none at those of after, an earlier.
 */
export async function changeMoment(em: UnitOfWork): Promise<Date> {
  const { rows } = await sqlOf(em).query<{ moment: number }>(
    'select (extract(epoch from change_moment()) * 1000)::float8 as moment',
  );
  return new Date(Number(rows[0]?.moment));
}
