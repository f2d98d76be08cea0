import { ApiError, CommerceError, ConnectionError, TimeoutError } from '@commerce-integration/sdk';

/** The displayed form of a failure. */
export interface ShownProblem {
  title: string;
  detail: string;
  code: string | undefined;
  requestId: string | undefined;
}

const TITLES: Readonly<Record<number, string>> = {
  401: 'The key is not valid',
  403: 'This key may not do that',
  404: 'Not found',
  409: 'Not possible in this state',
  422: 'Some fields are invalid',
  429: 'Too many requests',
};

export function problemOf(error: unknown): ShownProblem {
  if (error instanceof ApiError) {
    const { status, detail, code, requestId } = error;
    return { title: TITLES[status] ?? (status >= 500 ? 'The server failed' : 'Refused'), detail, code, requestId };
  }
  if (error instanceof ConnectionError || error instanceof TimeoutError) {
    return {
      title: 'The server cannot be reached',
      detail: 'Check that it is running, and your connection. The console retries automatically.',
      code: undefined,
      requestId: error.requestId,
    };
  }
  const detail = error instanceof Error ? error.message : String(error);
  const title = error instanceof CommerceError ? 'The call failed' : 'The console failed';
  return { title, detail, code: undefined, requestId: undefined };
}

/** Whether the object does not exist, or belongs to another partner. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
