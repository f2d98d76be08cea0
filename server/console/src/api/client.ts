import { ApiError, CommerceClient, type RetryInfo } from '@commerce-integration/sdk';
import { toast } from 'sonner';
import { formatTime } from '../ui/format.ts';
import { csrfToken } from './csrf-token.ts';
import { sessionFetch } from './session-fetch.ts';

/** The API, as everybody else calls it. The session's cookie stands for the key, which this page does not have. */
export const client = new CommerceClient({
  baseUrl: location.origin,
  csrfToken: csrfToken.get,
  fetch: sessionFetch,
  maxRetries: 1,
  onRetry: tellOfWait,
  timeoutMs: 30_000,
  logLevel: 'off',
});

/** The calls of a page wait together: they have one notice. */
const NOTICE = 'wait';

/** Tells that the API has asked a call to wait, and until when: without it, the page would only seem to be slow. */
function tellOfWait({ error, delayMs }: Pick<RetryInfo, 'error' | 'delayMs'>): void {
  if (!(error instanceof ApiError) || error.status !== 429) return;
  toast.warning('Waiting: too many requests', {
    id: NOTICE,
    description: `${error.detail} The console goes on by itself at ${formatTime(Date.now() + delayMs)}.`,
    duration: delayMs,
  });
}
