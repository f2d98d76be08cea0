import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { allOf, rowsOf, type Sql, sql } from '../database/sql.ts';
import { visibleRows, visibleTo } from '../database/visible-rows.ts';
import {
  conditionsFor,
  conditionsOf,
  isIndexed,
  isPlain,
  type ProductFilters,
  type SortColumn,
} from './product-filters.ts';
import { searchCandidates } from './search/search-candidates.ts';

// Tenancy of this file: every statement reads the products that the unit of work may see.

/** Products that are scanned in sort order before falling back to an index of matching ones. */
const LOOKED_THROUGH = 5_000;
/** Products that are sorted for one page. */
const SORTED = 5_000;

interface RowsOfSort {
  filters: ProductFilters;
  select: Sql;
  sort: SortColumn;
  orderBy: string;
}

/**
 * Reads products in sort order, so that a page costs little however many match. If many match, scanning a few products
 * in that order fills the page. If few match, an index finds all of them, and they are sorted. Only if many match and
 * all are at the end of the order is everything before them read.
 *
 * @returns a function that reads the first rows which meet further conditions
 */
export function sortedRows<Row extends object>(
  em: UnitOfWork,
  { filters, select, sort, orderBy }: RowsOfSort,
): (where: readonly Sql[], limit: number) => Promise<Row[]> {
  const all = conditionsOf(filters);
  const { inOrder, others } = conditionsFor(filters, sort);
  const inSortOrder = (where: readonly Sql[], limit: number) =>
    visibleRows<Row>(em, {
      table: 'product',
      select,
      where: [...all, ...where],
      orderBy,
      limit,
      keep: isPlain(filters),
    });
  if (others.length === 0) return inSortOrder;
  const sorted = sql.raw(orderBy);
  const first = (where: readonly Sql[], count: number) =>
    sql`(select * from product where ${allOf([visibleTo(em), ...where])} order by ${sorted} limit ${count}) product`;
  let matching: number[] | undefined;
  let isTooMany = false;
  return async (where, limit) => {
    if (!matching && !isTooMany) {
      const near = await rowsOf<Row>(
        sqlOf(em),
        sql`select ${select} from ${first([...inOrder, ...where], LOOKED_THROUGH)}
          where ${allOf(others)} order by ${sorted} limit ${limit}`,
      );
      if (near.length === limit) return near;
      matching = await matchingOf(em, filters);
      isTooMany = matching === undefined;
    }
    if (!matching) return inSortOrder(where, limit);
    if (matching.length === 0) return [];
    const wanted = [visibleTo(em), sql`id = any(${matching}::bigint[])`, ...all, ...where];
    return rowsOf<Row>(
      sqlOf(em),
      // Materialized, so that they are looked up by ID, and not searched for in sort order.
      sql`with matching as materialized (select * from product where ${allOf(wanted)}),
          page as (select * from matching order by ${sorted} limit ${limit})
        select ${select} from page product order by ${sorted}`,
    );
  };
}

/** A superset of the numbers of all matching products; undefined if there are too many. */
async function matchingOf(em: UnitOfWork, filters: ProductFilters): Promise<number[] | undefined> {
  const { q, partner } = filters;
  const found = q === undefined ? undefined : await searchCandidates(em, q, partner, SORTED);
  if (found || !isIndexed(filters)) return found;
  // Materialized, so that the planner optimizes for all matching rows, by their indexes, and not for the first few.
  const rows = await rowsOf<{ id: string }>(
    sqlOf(em),
    sql`with matching as materialized (
        select id from product where ${allOf([visibleTo(em), ...conditionsOf(filters)])}
      )
      select id from matching limit ${SORTED}`,
  );
  return rows.length < SORTED ? rows.map(({ id }) => Number(id)) : undefined;
}
