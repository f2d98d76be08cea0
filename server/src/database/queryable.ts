import type { UnitOfWork } from './orm.ts';

/** Where statements with `$1`, `$2`, … can be put: a connection of the pool, or a unit of work's transaction. */
export interface Queryable {
  query<Row extends object>(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
}

/** The unit of work's transaction, for what is written with `$1`, `$2`, …; no other `?` may stand in the statement. */
export function queryableOf(em: UnitOfWork): Queryable {
  return {
    async query<Row extends object>(text: string, values: unknown[]) {
      const ordered: unknown[] = [];
      const sql = text.replace(/\$(\d+)/g, (_, place) => {
        ordered.push(values[Number(place) - 1]);
        return '?';
      });
      return { rows: await em.execute<Row[]>(sql, ordered) };
    },
  };
}
