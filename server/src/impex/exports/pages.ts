import type { Queryable } from '../../database/queryable.ts';
import { rowsOf, type Sql, sql, textAndValues } from '../../database/sql.ts';

/** Rows per read. */
const TOGETHER = 2_000;

/** Rows to read. */
export interface WantedRows {
  /** A select without conditions, with the column `id`. */
  readonly select: Sql;
  readonly where: Sql;
  /** By ID if omitted. */
  readonly orderBy?: Sql | undefined;
}

/** The complete `order by` list for a wanted order. */
export function sortedBy(orderBy: Sql | undefined): Sql {
  return orderBy ? sql`${orderBy}, id` : sql`id`;
}

export type Pages<Row> = AsyncGenerator<readonly Row[]>;

/** Rows in ID order. Each batch is a separate query, so that a slow reader keeps no transaction open. */
export async function* pagesByIds<Row extends { readonly id: string }>(
  connection: Queryable,
  { select, where }: WantedRows,
): Pages<Row> {
  for (let last = '0'; ; ) {
    const page = sql`${select} where ${where} and id > ${last} order by id limit ${TOGETHER}`;
    const rows = await rowsOf<Row>(connection, page);
    if (rows.length > 0) yield rows;
    if (rows.length < TOGETHER) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/**
 * The rows of one query, in an open transaction. Reads one batch ahead, so that the database works while the previous
 * rows are written.
 */
export async function* pagesOfCursor<Row extends { readonly id: string }>(
  connection: Queryable,
  { select, where, orderBy }: WantedRows,
): Pages<Row> {
  const { text, values } = textAndValues(
    sql`declare exported no scroll cursor for ${select} where ${where} order by ${sortedBy(orderBy)}`,
  );
  await connection.query(text, values);
  const fetch = () => connection.query<Row>(`fetch ${TOGETHER} from exported`);
  let next = fetch();
  for (;;) {
    const { rows } = await next;
    if (rows.length === 0) break;
    next = fetch();
    // A reader that stops early does not wait for it.
    next.catch(() => undefined);
    yield rows;
  }
  await connection.query('close exported');
}
