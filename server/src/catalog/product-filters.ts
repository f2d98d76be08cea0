import { idNumber, type ListProductsQuery } from '@commerce-integration/contract';
import { type ObjectQuery, raw } from '@mikro-orm/postgresql';
import type { Product } from './product.entity.ts';

/** What narrows a list or an export of products; the partner is given by its number. */
export type ProductFilters = Partial<
  Pick<
    ListProductsQuery,
    'feed_id' | 'sku' | 'brand' | 'category' | 'availability' | 'price_min' | 'price_max' | 'updated_since' | 'q'
  >
> & { partner?: number | undefined };

type Condition = ObjectQuery<Product>;

/** The filters, and what else is given, as one condition: all of it must hold. */
export function allOf(filters: ProductFilters, others: Condition[] = []): Condition {
  const found: Condition[] = [...others];
  const when = <T>(value: T | undefined, condition: (value: T) => Condition) => {
    if (value !== undefined) found.push(condition(value));
  };
  when(filters.partner, (partnerId) => ({ partnerId }));
  when(filters.feed_id, (feedId) => ({ feedId: idNumber(feedId) }));
  when(filters.sku, (sku) => ({ sku }));
  when(filters.brand, (brand) => ({ brand }));
  when(filters.category, (category) => ({ category }));
  when(filters.availability, (availability) => ({ availability }));
  when(filters.price_min, (least) => ({ price: { $gte: String(least) } }));
  when(filters.price_max, (most) => ({ price: { $lte: String(most) } }));
  when(filters.updated_since, (since) => ({ updatedAt: { $gte: new Date(since) } }));
  when(filters.q, (q) => ({ $and: wordsOf(q).map(containsWord) }));
  return { $and: found };
}

const MOST_WORDS = 10;

function wordsOf(q: string): string[] {
  return q.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

function containsWord(word: string): Condition {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return { [raw(SEARCHED)]: { $ilike: pattern } };
}

/** The text that `q` looks in. */
const SEARCHED = `(product_name || ' ' || coalesce(brand, '') || ' ' || sku)`;
