import type { UnitOfWork } from './orm.ts';
import { sqlOf } from './queryable.ts';
import { rowsOf, type Sql, sql } from './sql.ts';
import { tenancyOf, visibleTo } from './visible-rows.ts';

/** The most rows that a count includes; with an index on the condition, it reads no more. */
const MOST = 10_000;

/** A number of rows, its precision, and the earliest of their times; null where not all of them were read. */
export interface RowCount {
  value: number;
  precision: 'exact' | 'at_least' | 'estimate';
  since: string | null;
}

interface RowsToCount {
  table: string;
  where: Sql;
  /** The time column whose earliest value is returned. */
  since?: string;
}

/**
 * Counts the rows that the unit of work may see, each up to a bound, in one statement. Its time does not grow with the
 * tables if each has an index on the condition, alone and after `partner_id`.
 */
export async function boundedCounts<Name extends string>(
  em: UnitOfWork,
  wanted: Readonly<Record<Name, RowsToCount>>,
): Promise<Record<Name, RowCount>> {
  const names = Object.keys(wanted) as Name[];
  const counts = names.map((name) => boundedCount(em, name, wanted[name]));
  const rows = await rowsOf<{ name: Name; value: number; since: string | null }>(
    sqlOf(em),
    sql.join(counts, sql` union all `) as Sql,
  );
  return Object.fromEntries(rows.map(({ name, ...row }) => [name, rowCount(row)])) as Record<Name, RowCount>;
}

function boundedCount(em: UnitOfWork, name: string, { table, where, since }: RowsToCount): Sql {
  const time = since === undefined ? sql`null::timestamptz` : sql.raw(since);
  return sql`select ${name}::text as name, count(*)::integer as value, min(time) as since from (
    select ${time} as time from ${sql.raw(table)} where ${visibleTo(em)} and ${where} limit ${MOST + 1}
  ) counted`;
}

function rowCount({ value, since }: { value: number; since: string | null }): RowCount {
  if (value > MOST) return { value: MOST, precision: 'at_least', since: null };
  return { value, precision: 'exact', since: since === null ? null : new Date(since).toISOString() };
}

/** The number of all rows that the unit of work may see; for a large table, the database's estimate. */
export async function countTable(em: UnitOfWork, table: string): Promise<RowCount> {
  const { all: counted } = await boundedCounts(em, { all: { table, where: sql`true` } });
  if (counted.precision === 'exact') return counted;
  const estimate = await estimatedRows(em, table);
  return estimate > counted.value ? { ...counted, value: estimate, precision: 'estimate' } : counted;
}

/**
 * The estimate from the database's statistics; 0 while there are none.
 *
 * Tenancy: a number of rows, of the partner where the unit of work is restricted to one.
 */
async function estimatedRows(em: UnitOfWork, table: string): Promise<number> {
  const { partnerId } = tenancyOf(em);
  const share = sql`(
    select frequency from pg_stats,
      unnest(most_common_vals::text::bigint[], most_common_freqs) as common (value, frequency)
    where schemaname = current_schema() and tablename = ${table} and attname = 'partner_id' and value = ${partnerId}
  )`;
  const [row] = await rowsOf<{ rows: number | null }>(
    sqlOf(em),
    sql`select round(reltuples * ${partnerId === null ? sql`1` : share})::float8 as rows
      from pg_class where oid = ${table}::text::regclass`,
  );
  return Math.max(0, row?.rows ?? 0);
}
