import type { UnitOfWork } from './orm.ts';
import { sqlOf } from './queryable.ts';

/** Takes the next number of a sequence, for a row whose ID must be known before it is inserted. */
export async function nextNumber(em: UnitOfWork, sequence: string): Promise<number> {
  const { rows } = await sqlOf(em).query<{ number: string }>('select nextval($1::regclass) as number', [sequence]);
  return Number(rows[0]?.number);
}
