import { csrfToken } from './csrf-token.ts';
import { sendWithProgress, type UploadWatcher } from './send-with-progress.ts';

/** Opening the page counts as user activity. */
let hasActed = true;

const note = () => {
  hasActed = true;
};
for (const type of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
  addEventListener(type, note, { capture: true, passive: true });

/**
 * Whether the user has done anything in this page since the last call of this function. Calls of an idle page are
 * automatic, and do not extend the session.
 */
function takeActivity(): boolean {
  const was = hasActed;
  hasActed = false;
  return was;
}

interface SessionWatcher {
  /**
   * The API no longer accepts a call's session or CSRF token: the session has ended, or another tab has signed in.
   *
   * @returns whether the browser has a session of the same key, so that the call may be repeated
   */
  onRefused(reason: 'session' | 'token'): Promise<boolean>;
}

let watcher: SessionWatcher = { onRefused: async () => false };

export function watchSession(next: SessionWatcher): void {
  watcher = next;
}

/**
 * `fetch` for the SDK. `onUploadProgress`, one of its `fetchOptions`, receives upload progress; a refused session is
 * reported to its listener.
 */
export async function sessionFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const target = new URL(String(url), location.href);
  if (target.origin !== location.origin) return send(target, init);
  const headers = new Headers(init.headers);
  if (!takeActivity()) headers.set('x-console-background', '1');
  const response = await send(target, { ...init, headers });
  const reason = await refusalOf(response, target);
  if (reason === undefined || !(await watcher.onRefused(reason))) return response;
  headers.set('x-csrf-token', csrfToken.get() ?? '');
  return send(target, { ...init, headers });
}

function send(target: URL, init: RequestInit & UploadWatcher): Promise<Response> {
  const { onUploadProgress, ...request } = init;
  return onUploadProgress ? sendWithProgress(target, request, onUploadProgress) : fetch(target, request);
}

/** Such a call was refused before it had any effect, and before its body was read. */
async function refusalOf(response: Response, { pathname }: URL): Promise<'session' | 'token' | undefined> {
  if (response.status === 401) return pathname === '/console/session' ? undefined : 'session';
  if (response.status !== 403) return undefined;
  const { code } = (await response.clone().json()) as { code?: string };
  return code === 'csrf_token_wrong' ? 'token' : undefined;
}
