import { poolOf, type UnitOfWork } from './queryable.ts';
import { allOf, rowsOf, type Sql, sql } from './sql.ts';
import { TENANT_FILTER, type Tenancy } from './tenancy.ts';

export interface RowsWanted {
  /** A table, or SQL of a join that has its rows. */
  table: string | Sql;
  select: Sql;
  /** Conditions that must all hold. */
  where: readonly Sql[];
  orderBy?: string;
  /** Whether connections keep the prepared statement: see `kept`. */
  keep?: boolean;
  limit?: number;
}

/**
 * Reads rows without creating entities, for lists, whose pages are never changed: the ORM would cost more than
 * everything else. The unit of work's tenancy applies as it does to entities; without tenancy it throws.
 */
export async function visibleRows<Row extends object>(em: UnitOfWork, wanted: RowsWanted): Promise<Row[]> {
  const { table, select, where, orderBy, keep, limit } = wanted;
  const parts = [
    sql`select ${select} from ${typeof table === 'string' ? sql.raw(table) : table} where ${allOf([visibleTo(em), ...where])}`,
  ];
  if (orderBy !== undefined) parts.push(sql`order by ${sql.raw(orderBy)}`);
  if (limit !== undefined) parts.push(sql`limit ${limit}`);
  return rowsOf<Row>(await poolOf(em), sql.join(parts, sql` `), { keep });
}

/**
 * The condition that restricts hand-written SQL to the rows that the unit of work may see, for tables with
 * `partner_id`.
 *
 * @throws Error where the unit of work has no tenancy
 */
export function visibleTo(em: UnitOfWork): Sql {
  const { partnerId } = tenancyOf(em);
  return partnerId === null ? sql`true` : sql`partner_id = ${partnerId}`;
}

/** The tenancy of the unit of work. @throws Error where it has none */
export function tenancyOf(em: UnitOfWork): Tenancy {
  const tenancy: Partial<Tenancy> | undefined = em.getFilterParams(TENANT_FILTER);
  if (tenancy?.partnerId === undefined) throw new Error('The unit of work has no tenancy');
  return { partnerId: tenancy.partnerId };
}
