import { idNumber, type ListProductsQuery } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql, when } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { containsWord, wordsOf } from './search/search-candidates.ts';

/** The filters of a list or an export of products; the partner is given by number. */
export type ProductFilters = Partial<
  Pick<
    ListProductsQuery,
    'feed_id' | 'sku' | 'brand' | 'category' | 'availability' | 'price_min' | 'price_max' | 'updated_since' | 'q'
  >
> & { partner?: number | undefined };

/** Columns that lists are sorted by. */
export type SortColumn = 'id' | 'created_at' | 'updated_at' | 'price' | 'product_name' | 'brand' | 'category';

/** The filters as conditions, all of which must hold. */
export function conditionsOf(filters: ProductFilters): Sql[] {
  return Object.values(conditionsByFilter(filters)).flat();
}

/**
 * The filters as conditions: `inOrder` are those that an index finds in sort order, so that rows that do not meet them
 * are not read; `others` is the rest.
 */
export function conditionsFor(filters: ProductFilters, sort: SortColumn): { inOrder: Sql[]; others: Sql[] } {
  const inOrder: Sql[] = [];
  const others: Sql[] = [];
  for (const [name, conditions] of Object.entries(conditionsByFilter(filters))) {
    const isInOrder =
      name === 'partner' ||
      (name === 'availability' && sort === 'id' && hasIndexedAvailability(filters)) ||
      IN_ORDER[name as keyof ProductFilters]?.includes(sort);
    (isInOrder ? inOrder : others).push(...conditions);
  }
  return { inOrder, others };
}

/** The sorts for which an index finds the rows of a filter in order. A SKU has few enough rows to sort. */
const IN_ORDER: Partial<Record<keyof ProductFilters, readonly SortColumn[]>> = {
  sku: ['id', 'created_at', 'updated_at', 'price', 'product_name', 'brand', 'category'],
  feed_id: ['id'],
  brand: ['id', 'brand'],
  category: ['id', 'category'],
  price_min: ['price'],
  price_max: ['price'],
  updated_since: ['updated_at'],
};

/** Whether an index finds the rows of some of the filters, in any order. */
export function isIndexed(filters: ProductFilters): boolean {
  const { feed_id, brand, category, price_min, price_max, updated_since } = filters;
  const others = [feed_id, brand, category, price_min, price_max, updated_since];
  return hasIndexedAvailability(filters) || others.some((value) => value !== undefined);
}

/** Most products are in stock, so the availability index excludes them. */
function hasIndexedAvailability({ availability }: ProductFilters): boolean {
  return availability !== undefined && availability !== 'in_stock';
}

function conditionsByFilter(filters: ProductFilters): Record<keyof ProductFilters, Sql[]> {
  return {
    partner: when(filters.partner, (partner) => sql`partner_id = ${partner}`),
    feed_id: when(filters.feed_id, (feed) => sql`feed_id = ${idNumber(feed)}`),
    sku: when(filters.sku, (sku) => sql`sku = ${sku}`),
    brand: when(filters.brand, (brand) => sql`brand = ${brand}`),
    category: when(filters.category, (category) => sql`category = ${category}`),
    availability: when(filters.availability, (availability) => sql`availability = ${availability}`),
    price_min: when(filters.price_min, (least) => sql`price >= ${least}`),
    price_max: when(filters.price_max, (most) => sql`price <= ${most}`),
    updated_since: when(filters.updated_since, (since) => sql`updated_at >= ${since}`),
    q: wordsOf(filters.q ?? '').map(containsWord),
  };
}

/** Whether there are no filters except possibly the partner. */
export function isPlain({ partner: _, ...others }: ProductFilters): boolean {
  return Object.values(others).every((value) => value === undefined);
}

/**
 * Extends the filter `updated_since` so that it misses no change. The products of a load have the time at which the
 * load began, before others could see them; a caller that queried in between must still get them. So the changes of
 * every load or batch that was running at the given time are included.
 */
export async function sinceSeen(em: UnitOfWork, filters: ProductFilters): Promise<ProductFilters> {
  const { updated_since: since, partner } = filters;
  if (since === undefined) return filters;
  // No transaction takes longer than a day; the limit keeps the search short.
  const where = [
    sql`seen_at >= ${since} and seen_at < ${since}::timestamptz + interval '1 day' and changed_at < ${since}`,
    ...when(partner, (number) => sql`partner_id = ${number}`),
  ];
  const [row] = await visibleRows<{ earliest: string | null }>(em, {
    table: 'catalogue_change',
    select: sql`min(changed_at) as earliest`,
    where,
  });
  return row?.earliest ? { ...filters, updated_since: new Date(row.earliest).toISOString() } : filters;
}
