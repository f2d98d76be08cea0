import type { IdKind, SearchResult, SearchType } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';
import { tenancyOf, visibleRows } from '../database/visible-rows.ts';
import type { PartAccess } from './access.ts';

/** An ID by which objects are found: the field that has it, and the condition on the rows with its number. */
interface FoundById {
  readonly field: string;
  where(number: number): Sql;
}

/** What a feature lets people find. */
export interface Searchable {
  readonly type: SearchType;
  readonly access: PartAccess;
  /** Its table, which has `partner_id`. */
  readonly table: string;
  /** What is shown of a row, as SQL. */
  readonly shown: { readonly id: string; readonly title: string; readonly subtitle: string; readonly status: string };
  /** The IDs that lead to it, by their kinds: its own, and those of its parts. */
  readonly ids: Partial<Record<IdKind, FoundById>>;
  /**
   * The columns by whose beginning it is found, by the names of the fields. A large table has, for each of them, an index
   * on `(partner_id, lower(column) text_pattern_ops)`, and says so.
   */
  readonly texts?: Readonly<Record<string, string>>;
  readonly isLarge?: boolean;
}

/** The object with an ID, if it is there and the unit of work may see it. */
export async function findById(
  em: UnitOfWork,
  { type, table, shown, ids }: Searchable,
  kind: IdKind,
  number: number,
): Promise<SearchResult[]> {
  const found = ids[kind];
  if (!found) return [];
  const rows = await visibleRows<Row>(em, { table, select: columnsOf(shown), where: [found.where(number)], limit: 1 });
  return rows.map((row) => ({ type, ...row, matched: found.field }));
}

/** The objects with a text that begins so, in any letter case; at most `limit`. */
export async function findByText(
  em: UnitOfWork,
  searchable: Searchable,
  text: string,
  limit: number,
): Promise<SearchResult[]> {
  const { type, texts = {} } = searchable;
  const found = new Map<string, SearchResult>();
  for (const [field, column] of Object.entries(texts)) {
    for (const row of await rowsWith(em, searchable, column, beginningWith(text), limit - found.size)) {
      if (!found.has(row.id)) found.set(row.id, { type, ...row, matched: field });
    }
    if (found.size >= limit) break;
  }
  return [...found.values()];
}

type Row = Omit<SearchResult, 'type' | 'matched'>;

function columnsOf({ id, title, subtitle, status }: Searchable['shown']): Sql {
  return sql.raw(`${id} as id, ${title} as title, ${subtitle} as subtitle, ${status} as status`);
}

/**
 * The rows in which a column matches a pattern. In a large table each partner's rows are looked up by its index, one
 * partner after the other until there are enough: the rows of one partner are few beside those of all.
 *
 * Tenancy: of the partners that the unit of work may see.
 */
async function rowsWith(
  em: UnitOfWork,
  { table, shown, isLarge = false }: Searchable,
  column: string,
  pattern: string,
  limit: number,
): Promise<Row[]> {
  const wanted = sql`lower(${sql.raw(column)}) like ${pattern}`;
  const orderBy = `lower(${column}) using ~<~`;
  if (!isLarge) return visibleRows<Row>(em, { table, select: columnsOf(shown), where: [wanted], orderBy, limit });
  const { partnerId } = tenancyOf(em);
  const owners = partnerId === null ? sql`true` : sql`partner.id = ${partnerId}`;
  return rowsOf<Row>(
    sqlOf(em),
    sql`select found.* from partner cross join lateral (
        select ${columnsOf(shown)} from ${sql.raw(table)} where ${sql.raw(table)}.partner_id = partner.id and ${wanted}
        order by ${sql.raw(orderBy)} limit ${limit}
      ) found where ${owners} limit ${limit}`,
  );
}

/** The pattern of texts that begin so, with its own `%` and `_` escaped. */
function beginningWith(text: string): string {
  return `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
