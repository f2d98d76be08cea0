import {
  ID_PREFIXES,
  type IdKind,
  SEARCH_TYPES,
  type SearchResult,
  type SearchResults,
  type SearchType,
} from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { findById, findByText, type Searchable } from '../feature/searchable.ts';

interface Wanted {
  q: string;
  /** Types with commas between; all where it is left out. */
  types?: string | undefined;
  limit: number;
}

/**
 * Finds objects by an ID, or by the beginning of a text. Those with the ID come first; the others have equal shares of
 * the limit by type, so that a thousand products with such a name do not hide the one order.
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
  const id = idIn(wanted.q);
  const exact: SearchResult[] = [];
  const byText: SearchResult[][] = [];
  for (const one of searched) {
    if (id) exact.push(...(await findById(em, one, id.kind, id.number)));
    byText.push(await findByText(em, one, wanted.q, wanted.limit));
  }
  const isKnown = ({ type, id }: SearchResult) => exact.some((one) => one.type === type && one.id === id);
  const others = byText.map((found) => found.filter((one) => !isKnown(one)));
  const items = [...exact, ...sharesOf(others, wanted.limit - exact.length)].slice(0, wanted.limit);
  return { count: items.length, items };
}

const KINDS = new Map(Object.entries(ID_PREFIXES).map(([kind, prefix]) => [prefix as string, kind as IdKind]));

/** The ID that a text is, in any letter case and also without the zeros that it is padded with. */
function idIn(text: string): { kind: IdKind; number: number } | undefined {
  const [, prefix = '', digits] = /^([a-z]{2})(\d{1,15})$/i.exec(text) ?? [];
  const kind = KINDS.get(prefix.toUpperCase());
  return kind && { kind, number: Number(digits) };
}

function byType(a: { type: SearchType }, b: { type: SearchType }): number {
  return SEARCH_TYPES.indexOf(a.type) - SEARCH_TYPES.indexOf(b.type);
}

/** The first of each list in turns, until there are so many; in the order of the lists. */
function sharesOf(lists: readonly SearchResult[][], most: number): SearchResult[] {
  const taken = lists.map(() => 0);
  for (let left = most; left > 0; ) {
    const before = left;
    for (const [at, list] of lists.entries()) {
      if (left === 0 || (taken[at] ?? 0) >= list.length) continue;
      taken[at] = (taken[at] ?? 0) + 1;
      left -= 1;
    }
    if (left === before) break;
  }
  return lists.flatMap((list, at) => list.slice(0, taken[at]));
}
