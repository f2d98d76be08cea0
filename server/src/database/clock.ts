import type { Queryable } from './queryable.ts';

/**
 * How far the clock of this process is ahead of the database's, in milliseconds; negative if it is behind. Times that
 * the database compares with its clock, such as the time of a retry, must not depend on the clock of a process.
 */
export async function clockDifference(connection: Queryable): Promise<number> {
  const { rows } = await connection.query<{ now: number }>(`select ${DATABASE_NOW} as now`);
  return Date.now() - Number(rows[0]?.now);
}

/** SQL for the time of the database's clock, in milliseconds since 1970. */
export const DATABASE_NOW = '(extract(epoch from clock_timestamp()) * 1000)::float8';
