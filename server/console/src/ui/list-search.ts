import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';

export const PAGE_SIZES = ['25', '50', '100'] as const;

/** The state of a list in the URL. All values are texts, as the API takes them. */
export type SearchParams = Record<string, string | undefined>;

interface Trail {
  trail?: (string | null)[];
}

export interface ListSearch {
  /** The filters and the sort, without the page. */
  filters: SearchParams;
  /** The complete API query. */
  query: SearchParams & { limit: string };
  isFirstPage: boolean;
  set(changes: SearchParams): void;
  setLimit(limit: string): void;
  goToNext(cursor: string): void;
  goToPrevious(): void;
}

/**
 * The filters, sort and page of a list. They are in the URL, so that a link shows others the same, and the browser's
 * back and forward buttons work. Earlier pages are in the history entry: a keyset cursor has no way back.
 */
export function useListSearch(): ListSearch {
  const { cursor, limit = PAGE_SIZES[0], tab, org, ...filters } = useSearch({ strict: false }) as SearchParams;
  const { trail = [] } = useRouterState({ select: ({ location }) => location.state as Trail });
  const navigate = useNavigate();
  const go = (search: SearchParams, state: Trail, replace = false) => {
    const page = { tab, org, limit: limit === PAGE_SIZES[0] ? undefined : limit };
    void navigate({
      to: '.',
      search: cleaned({ ...page, ...search }),
      state: state as object,
      replace,
      resetScroll: false,
    });
  };
  return {
    filters,
    query: { ...filters, limit, ...(cursor && { cursor }) },
    isFirstPage: cursor === undefined,
    set: (changes) => go({ ...filters, ...changes }, {}, true),
    setLimit: (size) => go({ ...filters, limit: size === PAGE_SIZES[0] ? undefined : size }, {}, true),
    goToNext: (next) => go({ ...filters, cursor: next }, { trail: [...trail, cursor ?? null] }),
    goToPrevious: () => go({ ...filters, cursor: trail.at(-1) ?? undefined }, { trail: trail.slice(0, -1) }),
  };
}

/** Without empty values. */
function cleaned(search: SearchParams): SearchParams {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''));
}
