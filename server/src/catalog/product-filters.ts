import { idNumber, LIMITS, type ListProductsQuery } from '@commerce-integration/contract';
import { type Sql, sql, when } from '../database/sql.ts';

/** The filters of a list or an export of products; the partner is given by its number. */
export type ProductFilters = Partial<
  Pick<
    ListProductsQuery,
    'feed_id' | 'sku' | 'brand' | 'category' | 'availability' | 'price_min' | 'price_max' | 'updated_since' | 'q'
  >
> & { partner?: number | undefined };

/** The filters as conditions, all of which must hold. */
export function conditionsOf(filters: ProductFilters): Sql[] {
  return [
    ...when(filters.partner, (partner) => sql`partner_id = ${partner}`),
    ...when(filters.feed_id, (feed) => sql`feed_id = ${idNumber(feed)}`),
    ...when(filters.sku, (sku) => sql`sku = ${sku}`),
    ...when(filters.brand, (brand) => sql`brand = ${brand}`),
    ...when(filters.category, (category) => sql`category = ${category}`),
    ...when(filters.availability, (availability) => sql`availability = ${availability}`),
    ...when(filters.price_min, (least) => sql`price >= ${least}`),
    ...when(filters.price_max, (most) => sql`price <= ${most}`),
    ...when(filters.updated_since, (since) => sql`updated_at >= ${since}`),
    ...wordsOf(filters.q ?? '').map((word) => sql`${SEARCHED} ilike ${containing(word)}`),
  ];
}

/** Whether there are no filters except, perhaps, the partner. */
export function isPlain({ partner: _, ...others }: ProductFilters): boolean {
  return Object.values(others).every((value) => value === undefined);
}

/** The text that `q` searches. */
const SEARCHED = sql`(product_name || ' ' || coalesce(brand, '') || ' ' || sku)`;

function wordsOf(q: string): string[] {
  return q.split(/\s+/).filter(Boolean).slice(0, LIMITS.searchWords);
}

/** The pattern of texts that contain the word, with its own `%` and `_` escaped. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
