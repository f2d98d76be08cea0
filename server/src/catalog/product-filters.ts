import { idNumber, LIMITS, type ListProductsQuery } from '@commerce-integration/contract';
import type { Condition } from '../database/visible-rows.ts';

/** What narrows a list or an export of products; the partner is given by its number. */
export type ProductFilters = Partial<
  Pick<
    ListProductsQuery,
    'feed_id' | 'sku' | 'brand' | 'category' | 'availability' | 'price_min' | 'price_max' | 'updated_since' | 'q'
  >
> & { partner?: number | undefined };

/** The filters as conditions, all of which must hold. */
export function conditionsOf(filters: ProductFilters): Condition[] {
  const found: Condition[] = [];
  const when = (sql: string, value: unknown) => {
    if (value !== undefined) found.push({ sql, values: [value] });
  };
  when('partner_id = ?', filters.partner);
  when('feed_id = ?', filters.feed_id && idNumber(filters.feed_id));
  when('sku = ?', filters.sku);
  when('brand = ?', filters.brand);
  when('category = ?', filters.category);
  when('availability = ?', filters.availability);
  when('price >= ?', filters.price_min);
  when('price <= ?', filters.price_max);
  when('updated_at >= ?', filters.updated_since);
  for (const word of wordsOf(filters.q ?? '')) when(`${SEARCHED} ilike ?`, containing(word));
  return found;
}

/** Whether nothing narrows the list but, perhaps, the partner. */
export function isPlain({ partner: _, ...others }: ProductFilters): boolean {
  return Object.values(others).every((value) => value === undefined);
}

/** The text that `q` looks in. */
const SEARCHED = `(product_name || ' ' || coalesce(brand, '') || ' ' || sku)`;

function wordsOf(q: string): string[] {
  return q.split(/\s+/).filter(Boolean).slice(0, LIMITS.searchWords);
}

/** The pattern of texts that contain the word, whose own `%` and `_` mean themselves. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
