import type { Page } from '@commerce-integration/sdk';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { sinceFilter } from './choices.ts';
import { type ListSearch, type SearchParams, useListSearch } from './list-search.ts';

/** Pages that were left are kept as long as they would be shown without asking again: longer only takes memory. */
const KEPT_MS = 10_000;

export interface ListPage<T> {
  search: ListSearch;
  items: readonly T[];
  nextCursor: string | undefined;
  isLoading: boolean;
  /** Whether another page is on its way while this one is still shown. */
  isChanging: boolean;
  error: unknown;
  retry: () => void;
}

/**
 * One page of a list of the API, as the address says.
 *
 * @param key the first part is the SDK's resource, by which events make it old
 * @param list the call, with fields of its own type: they stand in the address as texts, and the API judges them
 * @param fixed fields that are not the reader's to choose, such as whose orders they are
 */
export function usePage<T, Fields extends object>(
  key: readonly string[],
  list: (fields: Fields, options: { signal: AbortSignal }) => PromiseLike<Page<T>>,
  fixed: SearchParams = {},
): ListPage<T> {
  const search = useListSearch();
  const fields = { ...search.query, ...fixed };
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: [...key, 'list', fields],
    queryFn: async ({ signal }) => list(sinceFilter(fields) as unknown as Fields, { signal }),
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  });
  return {
    search,
    items: data?.items ?? [],
    nextCursor: data?.next_cursor,
    isLoading: isPending,
    isChanging: isPlaceholderData,
    error,
    retry: () => void refetch(),
  };
}
