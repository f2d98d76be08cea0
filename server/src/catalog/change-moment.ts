import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/**
 * The time of a change of products or prices, which is when others can see it. Call it after everything that changes is
 * locked: orders at the old prices then have an earlier time, orders at the new prices this time or a later one.
 */
export async function changeMoment(em: UnitOfWork): Promise<Date> {
  const { rows } = await sqlOf(em).query<{ moment: number }>(
    'select (extract(epoch from change_moment()) * 1000)::float8 as moment',
  );
  return new Date(Number(rows[0]?.moment));
}
