import { ApiError } from '@commerce-integration/sdk';
import { type Query, QueryClient } from '@tanstack/react-query';
import { liveStatus } from '../live/live-status.ts';

/** While the stream of events is open it tells what has changed; the polls are for what it misses. */
const POLL_MS = { live: 120_000, otherwise: 15_000 };

/** How often a query asks again by itself; not, where the API has refused it for more than the moment. */
export function pollInterval({ state }: Pick<Query, 'state'>): number | false {
  const { error } = state;
  if (error instanceof ApiError && error.status < 500 && error.status !== 429) return false;
  return liveStatus.get() === 'live' ? POLL_MS.live : POLL_MS.otherwise;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // The SDK has tried again already.
      retry: false,
      refetchInterval: pollInterval,
    },
    mutations: { retry: false },
  },
});
