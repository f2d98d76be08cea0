import type { Page } from '@commerce-integration/contract';
import { toPage } from '@commerce-integration/contract/rules';
import { sqlOf, type UnitOfWork } from './queryable.ts';
import { allOf, rowsOf, type Sql, sql } from './sql.ts';
import { visibleTo } from './visible-rows.ts';

/** The most rows that are scanned for a page. */
const LOOKED_THROUGH = 100_000;
/** The first scan reads this many times the wanted rows: most searches match frequent values. */
const FIRST = 10;

interface Wanted {
  readonly table: string;
  readonly select: Sql;
  /** Conditions with an index in ID order. */
  readonly among: readonly Sql[];
  /** Conditions without an index: maintaining one on every write would cost more than these rare reads. */
  readonly others: readonly Sql[];
  readonly limit: number;
}

/** Rows, and the number of the row at which the scan stopped although there may be more. */
export interface LookedThrough<Row> {
  readonly rows: Row[];
  readonly until?: number;
}

/**
 * Reads rows that the unit of work may see, in descending order of their numbers. Where a condition has no index, it
 * scans a limited number of rows, so that a page takes bounded time however few rows match. It may then return fewer
 * rows than wanted.
 */
export async function lookThrough<Row extends { id: string }>(
  em: UnitOfWork,
  wanted: Wanted,
): Promise<LookedThrough<Row>> {
  if (wanted.others.length === 0) return { rows: await newest<Row>(em, wanted) };
  let found: LookedThrough<Row> = { rows: [] };
  for (const count of [FIRST * wanted.limit, LOOKED_THROUGH]) {
    const last = await rowAt(em, wanted, count);
    const rows = await newest<Row>(em, wanted, last);
    if (rows.length === wanted.limit || last === undefined) return { rows };
    found = { rows, until: last };
  }
  return found;
}

/**
 * The page of a scan. Its cursor is the number of the last item, or of the row at which the scan stopped.
 *
 * @param limit the largest number of items; the scan must have asked for one more row
 */
export function pageOf<Row extends { id: string }, Item>(
  { rows, until }: LookedThrough<Row>,
  limit: number,
  present: (row: Row) => Item,
  cursorOf: (id: number) => string,
): Page<Item> {
  const page = toPage(rows, limit, present, (row) => cursorOf(Number(row.id)));
  return until === undefined || page.next_cursor !== undefined ? page : { ...page, next_cursor: cursorOf(until) };
}

/** The number of the row at a position, whether or not it matches; undefined where there are fewer rows. */
async function rowAt(em: UnitOfWork, { table, among }: Wanted, count: number): Promise<number | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    sqlOf(em),
    sql`select id from ${sql.raw(table)} where ${visibleTo(em)} and ${allOf(among)} order by id desc offset ${count - 1} limit 1`,
  );
  return row && Number(row.id);
}

function newest<Row extends { id: string }>(
  em: UnitOfWork,
  { table, select, among, others, limit }: Wanted,
  last?: number,
): Promise<Row[]> {
  // `is true` keeps the database from using an index on these conditions, which would read the rows of all partners.
  const matches = others.length === 0 ? [] : [sql`(${allOf(others)}) is true`];
  const where = allOf([...among, ...matches, ...(last === undefined ? [] : [sql`id >= ${last}`])]);
  return rowsOf<Row>(
    sqlOf(em),
    sql`select ${select} from ${sql.raw(table)} where ${visibleTo(em)} and ${where} order by id desc limit ${limit}`,
  );
}
