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

/** Products that are looked through in the order of the sort before an index is asked for those that match. */
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
 * Reads products in the order of a sort, so that a page costs little however many match. Where many match, the page is
 * full after a few products in that order. Where few match, an index finds all of them, and they are sorted. Only where
 * many match and all of them are at the end of the order, everything before them is read.
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
      // Materialized, so that they are looked up by their IDs, and not looked for in the order of the sort.
      sql`with matching as materialized (select * from product where ${allOf(wanted)}),
          page as (select * from matching order by ${sorted} limit ${limit})
        select ${select} from page product order by ${sorted}`,
    );
  };
}

/** The numbers of all products that match, and perhaps of some that do not; undefined where there are too many. */
async function matchingOf(em: UnitOfWork, filters: ProductFilters): Promise<number[] | undefined> {
  const { q, partner } = filters;
  const found = q === undefined ? undefined : await searchCandidates(em, q, partner, SORTED);
  if (found || !isIndexed(filters)) return found;
  // Materialized, so that it is planned for all rows that match, by their indexes, and not for the first few.
  const rows = await rowsOf<{ id: string }>(
    sqlOf(em),
    sql`with matching as materialized (
        select id from product where ${allOf([visibleTo(em), ...conditionsOf(filters)])}
      )
      select id from matching limit ${SORTED}`,
  );
  return rows.length < SORTED ? rows.map(({ id }) => Number(id)) : undefined;
}
