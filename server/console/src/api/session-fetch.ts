import { takeActivity } from './activity.ts';
import { csrfToken } from './csrf-token.ts';
import { sendWithProgress, type UploadWatcher } from './send-with-progress.ts';

interface SessionWatcher {
  /** The API no longer accepts the session, because it has ended or its key was revoked. */
  onRefused(): void;
  /** The CSRF token is not that of the session, as when another tab has signed in. @returns whether the call may be repeated */
  onOldToken(): Promise<boolean>;
}

let watcher: SessionWatcher = { onRefused: () => undefined, onOldToken: async () => false };

export function watchSession(next: SessionWatcher): void {
  watcher = next;
}

/**
 * `fetch` as the SDK uses it. `onUploadProgress`, one of its `fetchOptions`, hears of what has been sent; a session that
 * is refused is told to whom it concerns.
 */
export async function sessionFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const target = new URL(String(url), location.href);
  if (target.origin !== location.origin) return send(target, init);
  const headers = new Headers(init.headers);
  if (!takeActivity()) headers.set('x-console-background', '1');
  const response = await send(target, { ...init, headers });
  if (response.status === 401 && target.pathname !== '/console/session') watcher.onRefused();
  if (!(await hasOldToken(response)) || !(await watcher.onOldToken())) return response;
  headers.set('x-csrf-token', csrfToken.get() ?? '');
  return send(target, { ...init, headers });
}

function send(target: URL, init: RequestInit & UploadWatcher): Promise<Response> {
  const { onUploadProgress, ...request } = init;
  return onUploadProgress ? sendWithProgress(target, request, onUploadProgress) : fetch(target, request);
}

/** Such a call was refused before anything was done, and before its body was read. */
async function hasOldToken(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const { code } = (await response.clone().json()) as { code?: string };
  return code === 'csrf_token_wrong';
}
