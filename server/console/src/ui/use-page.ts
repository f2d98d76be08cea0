import type { Page } from '@commerce-integration/sdk';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { sinceFilter } from './choices.ts';
import { type ListSearch, type SearchParams, useListSearch } from './list-search.ts';

/** Pages that were left are cached only while they would be shown without refetching: longer just takes memory. */
const KEPT_MS = 10_000;

export interface ListPage<T> {
  search: ListSearch;
  items: readonly T[];
  nextCursor: string | undefined;
  isLoading: boolean;
  /** Whether another page is loading while this one is still shown. */
  isChanging: boolean;
  error: unknown;
  retry: () => void;
}

/**
 * One page of an API list, as given by the URL.
 *
 * @param key the first part is the SDK's resource, by which events invalidate it
 * @param list the call, with fields of its own type: the URL has them as texts, and the API validates them
 * @param fixed fields that the user cannot change, such as the partner of orders
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
