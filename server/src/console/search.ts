import { SEARCH_TYPES, type SearchResult, type SearchResults, type SearchType } from '@commerce-integration/contract';
import { equalShares, searchedId } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { findById, findByText, type Searchable } from '../feature/searchable.ts';

interface Wanted {
  q: string;
  /** Comma-separated types; all by default. */
  types?: string | undefined;
  limit: number;
}

/**
 * Finds objects by ID, or by a prefix of a text. Those with the ID come first; the other types share the limit equally,
 * so that a thousand products with such a name do not hide the one order.
 *
 * @param searchables what the caller may see
 */
export async function search(
  em: UnitOfWork,
  searchables: readonly Searchable[],
  wanted: Wanted,
): Promise<SearchResults> {
  const types = wanted.types?.split(',');
  const searched = searchables.filter(({ type }) => types?.includes(type) ?? true).sort(byType);
  const id = searchedId(wanted.q);
  const exact: SearchResult[] = [];
  const byText: SearchResult[][] = [];
  for (const one of searched) {
    if (id) exact.push(...(await findById(em, one, id.kind, id.number)));
    byText.push(await findByText(em, one, wanted.q, wanted.limit));
  }
  const isKnown = ({ type, id }: SearchResult) => exact.some((one) => one.type === type && one.id === id);
  const others = byText.map((found) => found.filter((one) => !isKnown(one)));
  const items = [...exact, ...equalShares(others, wanted.limit - exact.length)].slice(0, wanted.limit);
  return { count: items.length, items };
}

function byType(a: { type: SearchType }, b: { type: SearchType }): number {
  return SEARCH_TYPES.indexOf(a.type) - SEARCH_TYPES.indexOf(b.type);
}
