import { CommerceClient } from '@commerce-integration/sdk';
import { csrfToken } from './csrf-token.ts';
import { sessionFetch } from './session-fetch.ts';
import { tellOfWait } from './wait-notice.ts';

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
