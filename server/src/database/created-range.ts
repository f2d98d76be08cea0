import { raw } from '@mikro-orm/postgresql';
import type { Queryable } from './queryable.ts';
import { rowsOf, type Sql, sql, when } from './sql.ts';

// Rows are numbered in order of creation, so a time range corresponds to a number range, give or take a margin. Without
// the number range, a page of old rows reads all later ones, and an empty time range reads the whole table: the planner
// assumes that the rows of a time range are spread over all numbers.

/** A half-open range of creation times, as the query parameters give it. */
export interface CreatedRange {
  created_from?: string | undefined;
  created_to?: string | undefined;
}

/** A table with an index that begins with `created_at`. */
export interface NumberedTable {
  readonly name: string;
  /**
   * Hours by which a row may be older than one with a smaller number: clock differences between two servers, plus the
   * time between setting a row's time and its number.
   */
  readonly marginHours: number;
}

/** The margin for rows whose time and number are set together: only clock differences. */
export const CLOCKS_DIFFER_HOURS = 1;
/** The margin for rows whose time or number is set when a transaction or an upload begins: none takes longer. */
export const LONGEST_WORK_HOURS = 24;

const HOUR_MS = 3_600_000;

/** The number range that contains the rows of a time range. Other rows may be in it, too. */
interface NumberRange {
  readonly after?: number;
  readonly before?: number;
}

/** @returns nothing for a range without bounds */
export async function numbersOf(
  connection: Queryable,
  { name, marginHours }: NumberedTable,
  { created_from: from, created_to: to }: CreatedRange,
): Promise<NumberRange> {
  if (!from && !to) return {};
  const table = sql.raw(name);
  // Tenancy: numbers that only bound the scan of rows that the caller may see; they are not shown.
  const earlier = from
    ? sql`(select id from ${table} where created_at < ${hoursAfter(from, -marginHours)} order by created_at desc limit 1)`
    : sql`null`;
  const later = to
    ? sql`(select id from ${table} where created_at > ${hoursAfter(to, marginHours)} order by created_at limit 1)`
    : sql`null`;
  const [row] = await rowsOf<{ after: string | null; before: string | null }>(
    connection,
    sql`select ${earlier} as after, ${later} as before`,
  );
  return {
    ...(row?.after ? { after: Number(row.after) } : {}),
    ...(row?.before ? { before: Number(row.before) } : {}),
  };
}

function hoursAfter(time: string, hours: number): Date {
  return new Date(Date.parse(time) + hours * HOUR_MS);
}

/**
 * The suffix of a condition on the time. For a short range, the index of times finds the rows, which are then sorted;
 * for a long one, `is true` keeps the planner from doing so.
 */
function ending({ marginHours }: NumberedTable, { created_from: from, created_to: to }: CreatedRange): string {
  const isShort = from && to && Date.parse(to) - Date.parse(from) <= marginHours * HOUR_MS;
  return isShort ? '' : ' is true';
}

/** The range as conditions of SQL. */
export async function createdConditions(
  connection: Queryable,
  table: NumberedTable,
  range: CreatedRange,
): Promise<Sql[]> {
  const { after, before } = await numbersOf(connection, table, range);
  const { created_from: from, created_to: to } = range;
  const isTrue = sql.raw(ending(table, range));
  return [
    ...when(from, (time) => sql`(created_at >= ${new Date(time)})${isTrue}`),
    ...when(to, (time) => sql`(created_at < ${new Date(time)})${isTrue}`),
    ...when(after, (id) => sql`id > ${id}`),
    ...when(before, (id) => sql`id < ${id}`),
  ];
}

/** The range as conditions of an entity with `createdAt`, all of which must hold. */
export async function createdWithin(connection: Queryable, table: NumberedTable, range: CreatedRange) {
  const { after, before } = await numbersOf(connection, table, range);
  const { created_from: from, created_to: to } = range;
  const created = (sign: string, time: string) => ({
    [raw((alias) => `(${alias}.created_at ${sign} ?)${ending(table, range)}`, [new Date(time)])]: [],
  });
  return [
    ...(from ? [created('>=', from)] : []),
    ...(to ? [created('<', to)] : []),
    ...(after === undefined ? [] : [{ id: { $gt: after } }]),
    ...(before === undefined ? [] : [{ id: { $lt: before } }]),
  ];
}
