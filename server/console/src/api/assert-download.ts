import { ApiError, type ProblemCode } from '@commerce-integration/sdk';
import { sessionFetch } from './session-fetch.ts';

/**
 * Requests a file and checks only whether the response allows the download: a browser would also save a refusal as a
 * file.
 *
 * @returns false if the session has ended, which redirects to the sign-in form
 * @throws ApiError where it is refused; TypeError where the server cannot be reached
 */
export async function assertDownload(path: string): Promise<boolean> {
  const reading = new AbortController();
  // A file stored elsewhere is returned as a redirect.
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
