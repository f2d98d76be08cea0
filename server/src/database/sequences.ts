import type { UnitOfWork } from './orm.ts';
import { sqlOf } from './queryable.ts';

/** Takes the next number of a sequence, for a row whose ID must be known before it is inserted. */
export async function nextNumber(em: UnitOfWork, sequence: string): Promise<number> {
  const [number] = await nextNumbers(em, sequence, 1);
  return Number(number);
}

/** Takes the next numbers of a sequence, in ascending order. */
export async function nextNumbers(em: UnitOfWork, sequence: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await sqlOf(em).query<{ number: string }>(
    'select nextval($1::regclass) as number from generate_series(1, $2::integer) order by 1',
    [sequence, count],
  );
  return rows.map(({ number }) => Number(number));
}
