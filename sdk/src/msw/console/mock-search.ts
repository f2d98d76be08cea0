import {
  formatId,
  SEARCH_TYPES,
  type SearchResult,
  type SearchResults,
  type SearchType,
} from '@commerce-integration/contract';
import { equalShares, searchedId } from '@commerce-integration/contract/rules';
import type { Caller } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import { catalogueFinders } from './catalogue-finders.ts';
import { eventFinders } from './event-finders.ts';
import type { Finder, Found } from './finder.ts';
import { orderFinders } from './order-finders.ts';

/** All objects of each type: one that is missing does not compile. */
const FINDERS: Record<SearchType, Finder> = { ...catalogueFinders, ...orderFinders, ...eventFinders };

/** Finds what the server would: objects with that ID first, then those whose texts begin so. */
export function search(
  parts: { tables: MockTables; caller: Caller },
  { q, types, limit }: { q: string; types?: string | undefined; limit: number },
): SearchResults {
  const wanted = types?.split(',');
  const id = searchedId(q);
  const seen = SEARCH_TYPES.filter((type) => wanted?.includes(type) ?? true).flatMap((type) => {
    const { scope, all } = FINDERS[type];
    const mayRead = scope === undefined || parts.caller.scopes.includes(scope);
    return mayRead ? [{ type, all: all(parts) }] : [];
  });
  const begins = (text: string | null | undefined) => text?.toLowerCase().startsWith(q.toLowerCase()) ?? false;
  const exact = seen.flatMap(({ type, all }) =>
    resultsOf(type, all, ({ ids }) =>
      Object.keys(ids).find((field) => id && ids[field] === formatId(id.kind, id.number)),
    ),
  );
  const byText = seen.map(({ type, all }) =>
    resultsOf(type, all, ({ texts = {} }) => Object.keys(texts).find((field) => begins(texts[field]))).filter(
      (one) => !exact.some((known) => known.id === one.id),
    ),
  );
  const items = [...exact, ...equalShares(byText, limit - exact.length)].slice(0, limit);
  return { count: items.length, items };
}

/** @param matched the field that matches; undefined for none */
function resultsOf(type: SearchType, all: Found[], matched: (one: Found) => string | undefined): SearchResult[] {
  return all.flatMap((one) => {
    const field = matched(one);
    return field === undefined
      ? []
      : [{ type, id: one.id, ...one.shown, leads_to: one.leadsTo ?? null, matched: field.replace(/\W.*/, '') }];
  });
}
