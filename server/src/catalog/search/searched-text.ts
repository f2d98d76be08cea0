import { LIMITS } from '@commerce-integration/contract';
import { type Sql, sql } from '../../database/sql.ts';

/** SQL of the text of a product that `q` searches. */
export const SEARCHED_TEXT = `(product_name || ' ' || coalesce(brand, '') || ' ' || sku)`;

/** The words that are searched. A word is never empty and has no blank. */
export function wordsOf(q: string): string[] {
  return q.split(/\s+/).filter(Boolean).slice(0, LIMITS.searchWords);
}

/** The condition that a product's text contains a word, in any letter case. */
export function containsWord(word: string): Sql {
  return sql`${sql.raw(SEARCHED_TEXT)} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;
}
