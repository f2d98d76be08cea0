import { ApiError } from '@commerce-integration/sdk';
import { type Query, QueryClient } from '@tanstack/react-query';
import { liveStatus } from '../live/live-status.ts';

/** While the event stream is open it reports changes; polling catches what it misses. */
const POLL_MS = { live: 120_000, otherwise: 15_000 };

/** The polling interval of a query; none after the API has refused it permanently. */
export function pollInterval({ state }: Pick<Query, 'state'>): number | false {
  const { error } = state;
  if (error instanceof ApiError && error.status < 500 && error.status !== 429) return false;
  return liveStatus.get() === 'live' ? POLL_MS.live : POLL_MS.otherwise;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // The SDK has already retried.
      retry: false,
      refetchInterval: pollInterval,
    },
    mutations: { retry: false },
  },
});
