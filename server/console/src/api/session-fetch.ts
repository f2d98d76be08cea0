import { sendWithProgress, type UploadWatcher } from './send-with-progress.ts';

let onRefused: () => void = () => undefined;

/** @param refused called when the API no longer accepts the session, because it has ended or its key was revoked */
export function whenSessionIsRefused(refused: () => void): void {
  onRefused = refused;
}

/**
 * `fetch` as the SDK uses it. `onUploadProgress`, one of its `fetchOptions`, hears of what has been sent; a session that
 * is refused is told to whom it concerns.
 */
export async function sessionFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { onUploadProgress, ...request } = init as RequestInit & UploadWatcher;
  const target = new URL(String(url), location.href);
  const response = onUploadProgress
    ? await sendWithProgress(target, request, onUploadProgress)
    : await fetch(target, request);
  const isOurs = target.origin === location.origin;
  if (isOurs && response.status === 401 && target.pathname !== '/console/session') onRefused();
  return response;
}
