import { createHash } from 'node:crypto';
import { allOf, type Sql, sql, textAndValues } from './sql.ts';
import { TENANT_FILTER, type Tenancy } from './tenancy.ts';
import { poolOf, type UnitOfWork } from './unit-of-work.ts';

export interface RowsWanted {
  table: string;
  select: Sql;
  /** All must hold. */
  where: readonly Sql[];
  orderBy?: string;
  /**
   * Whether connections keep the statement, which saves PostgreSQL reading it again. For statements of which there are
   * few; where callers can make thousands of them, each would take memory on every connection.
   */
  keep?: boolean;
  limit?: number;
}

/**
 * Rows as they come from the database, without making entities of them: for lists, which are read by the page and
 * never changed, and where the ORM would cost more than everything else. The unit of work's tenancy applies here as
 * its filter does elsewhere; a unit of work that was given none cannot read.
 */
export async function visibleRows<Row extends object>(em: UnitOfWork, wanted: RowsWanted): Promise<Row[]> {
  const { table, select, where, orderBy, keep, limit } = wanted;
  const parts = [sql`select ${select} from ${sql.raw(table)} where ${allOf([visibleTo(em), ...where])}`];
  if (orderBy !== undefined) parts.push(sql`order by ${sql.raw(orderBy)}`);
  if (limit !== undefined) parts.push(sql`limit ${limit}`);
  const statement = textAndValues(sql.join(parts, sql` `));
  const name = keep ? { name: createHash('sha1').update(statement.text).digest('base64url') } : {};
  return (await (await poolOf(em)).query<Row>({ ...name, ...statement })).rows;
}

/**
 * What confines a statement of our own to the rows that the unit of work may see, as its filter confines the ORM's: a
 * condition of tables with `partner_id`.
 *
 * @throws Error where the unit of work was given no tenancy
 */
export function visibleTo(em: UnitOfWork): Sql {
  const { partnerId } = tenancyOf(em);
  return partnerId === null ? sql`true` : sql`partner_id = ${partnerId}`;
}

/** Whose rows the unit of work may see. @throws Error where it was given no tenancy */
export function tenancyOf(em: UnitOfWork): Tenancy {
  const tenancy: Partial<Tenancy> | undefined = em.getFilterParams(TENANT_FILTER);
  if (tenancy?.partnerId === undefined) throw new Error('The unit of work was given no tenancy');
  return { partnerId: tenancy.partnerId };
}
