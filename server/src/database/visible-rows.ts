import { createHash } from 'node:crypto';
import { poolOf, type UnitOfWork } from './orm.ts';
import { TENANT_FILTER, type Tenancy } from './tenancy.ts';

/** A condition; each `?` in it stands for the next of its values. */
export interface Condition {
  sql: string;
  values: readonly unknown[];
}

export interface RowsWanted {
  table: string;
  select: string;
  /** What the `?` in `select` stand for. */
  selectValues?: readonly unknown[];
  /** All must hold. */
  where: readonly Condition[];
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
  const values: unknown[] = [];
  const bind = ({ sql, values: own }: Condition): string => {
    let next = 0;
    return sql.replace(/\?/g, () => `$${values.push(own[next++])}`);
  };
  const where = [...tenantConditions(em), ...wanted.where].map(bind);
  const select = bind({ sql: wanted.select, values: wanted.selectValues ?? [] });
  const text = [
    `select ${select} from ${wanted.table}`,
    where.length > 0 ? `where ${where.join(' and ')}` : '',
    wanted.orderBy === undefined ? '' : `order by ${wanted.orderBy}`,
    wanted.limit === undefined ? '' : `limit $${values.push(wanted.limit)}`,
  ].join(' ');
  const name = wanted.keep ? { name: createHash('sha1').update(text).digest('base64url') } : {};
  return (await (await poolOf(em)).query<Row>({ ...name, text, values })).rows;
}

/**
 * What confines a statement of our own to the rows that the unit of work may see, as its filter confines the ORM's.
 *
 * @throws Error where the unit of work was given no tenancy
 */
export function tenantConditions(em: UnitOfWork): Condition[] {
  const { partnerId } = tenancyOf(em);
  return partnerId === null ? [] : [{ sql: 'partner_id = ?', values: [partnerId] }];
}

/** Whose rows the unit of work may see. @throws Error where it was given no tenancy */
export function tenancyOf(em: UnitOfWork): Tenancy {
  const tenancy: Partial<Tenancy> | undefined = em.getFilterParams(TENANT_FILTER);
  if (tenancy?.partnerId === undefined) throw new Error('The unit of work was given no tenancy');
  return { partnerId: tenancy.partnerId };
}
