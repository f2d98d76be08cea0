import type { UnitOfWork } from './orm.ts';

/** Takes the next number of a sequence, for a row whose ID must be known before it is written. */
export async function nextNumber(em: UnitOfWork, sequence: string): Promise<number> {
  const [row] = await em.execute<{ number: string }[]>(`select nextval(?::regclass) as number`, [sequence]);
  return Number(row?.number);
}
