import { ApiError, CommerceClient, type RetryInfo } from '@commerce-integration/sdk';
import { toast } from 'sonner';
import { formatTime } from '../ui/format.ts';
import { csrfToken } from './csrf-token.ts';
import { sessionFetch } from './session-fetch.ts';

/** The API client of the page. The session's cookie replaces the key, which the page does not have. */
export const client = new CommerceClient({
  baseUrl: location.origin,
  csrfToken: csrfToken.get,
  fetch: sessionFetch,
  maxRetries: 1,
  onRetry: tellOfWait,
  timeoutMs: 30_000,
  logLevel: 'off',
});

/** All waiting calls of a page share one notice. */
const NOTICE = 'wait';

/** Shows that the API has asked a call to wait, and until when: otherwise the page would just seem slow. */
function tellOfWait({ error, delayMs }: Pick<RetryInfo, 'error' | 'delayMs'>): void {
  if (!(error instanceof ApiError) || error.status !== 429) return;
  toast.warning('Waiting: too many requests', {
    id: NOTICE,
    description: `${error.detail} The console goes on by itself at ${formatTime(Date.now() + delayMs)}.`,
    duration: delayMs,
  });
}
