import { LIMITS } from '@commerce-integration/contract';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../../database/sql.ts';
import { tenancyOf, visibleTo } from '../../database/visible-rows.ts';

/**
 * The products that may contain all words of a search: those that the index finds, and all that are not indexed yet.
 * Other products do not contain the words; candidates may not, either.
 *
 * @param partner whose products are wanted; undefined for those of all
 * @param most the number of candidates from which there are too many
 * @returns their numbers; undefined where there are too many, or `q` has no words
 */
export async function searchCandidates(
  em: UnitOfWork,
  q: string,
  partner: number | undefined,
  most: number,
): Promise<number[] | undefined> {
  const words = wordsOf(q);
  if (words.length === 0) return undefined;
  const owner = tenancyOf(em).partnerId ?? partner ?? null;
  const ofOwner = owner === null ? sql`true` : sql`partner_id = ${owner}`;
  const mark = (column: 'changed_at' | 'after_id') => sql`(select ${sql.ref(column)} from due)`;
  const rows = await rowsOf<{ id: string }>(
    sqlOf(em),
    sql`with due as materialized (
        select changed_at, after_id from product_search_due where ${ofOwner} order by changed_at, after_id limit 1
      )
      (select id from product
        where ${visibleTo(em)} and ${ofOwner} and (updated_at, id) > (${mark('changed_at')}, ${mark('after_id')})
        order by updated_at, id limit ${most})
      union all
      select * from product_search_candidates(product_search_query(${owner}::bigint, ${words}::text[]), ${most}) id
      limit ${most}`,
  );
  return rows.length < most ? rows.map(({ id }) => Number(id)) : undefined;
}

/** SQL of the text of a product that `q` searches. */
export const SEARCHED_TEXT = `(product_name || ' ' || coalesce(brand, '') || ' ' || sku)`;

/** The words that are searched. A word is never empty and has no blank. */
export function wordsOf(q: string): string[] {
  return q.split(/\s+/).filter(Boolean).slice(0, LIMITS.searchWords);
}

/** The condition that a product's text contains a word, case-insensitively. */
export function containsWord(word: string): Sql {
  return sql`${sql.raw(SEARCHED_TEXT)} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;
}
