import { ApiError, type ProblemCode } from '@commerce-integration/sdk';
import { sessionFetch } from './session-fetch.ts';

/**
 * Asks for a file, and reads no more than whether it is given: the browser saves whatever the API answers to a link,
 * also why it refuses.
 *
 * @returns false where the session has ended, which leads to the form for signing in
 * @throws ApiError where it is refused; TypeError where the server cannot be reached
 */
export async function assertDownload(path: string): Promise<boolean> {
  const reading = new AbortController();
  // A file that is elsewhere is given by a redirect.
  const response = await sessionFetch(path, { redirect: 'manual', signal: reading.signal });
  if (response.ok || response.type === 'opaqueredirect') {
    reading.abort();
    return true;
  }
  if (response.status === 401) return false;
  const body = (await response.json()) as { code?: ProblemCode; detail?: string; request_id?: string };
  throw new ApiError({
    status: response.status,
    code: body.code,
    detail: body.detail ?? `The API answered ${response.status}.`,
    errors: [],
    requestId: body.request_id,
    retryAfterMs: undefined,
    headers: response.headers,
    body: JSON.stringify(body),
  });
}
