import type { Dispatcher } from 'undici';

/** A file to fetch from an address that a partner has set. */
export interface DownloadRequest {
  readonly url: string;
  /** Sent only to the origin of `url`, not to one that it redirects to. */
  readonly headers: Record<string, string>;
  /** How long the server may stay silent. */
  readonly silentMs: number;
  readonly signal: AbortSignal;
  /** Checks each redirect target. @returns why it is not followed */
  redirectProblem(url: string): string | undefined;
}

/** A response whose body must be read or destroyed. */
export interface Download {
  readonly url: URL;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Dispatcher.ResponseData['body'];
}

/** A redirect that is not followed. */
export class RedirectRefused extends Error {
  override readonly name = 'RedirectRefused';
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 3;

/**
 * Sends a GET and waits for the response headers. Follows a few redirects, and checks each address like the first one.
 *
 * @param agent checks the address of each connection
 * @throws RedirectRefused; where there is no response, what `failureText` explains
 */
export async function openDownload(agent: Dispatcher, request: DownloadRequest): Promise<Download> {
  const first = new URL(request.url);
  let url = first;
  for (let redirects = 0; ; redirects += 1) {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: {
        accept: '*/*',
        'accept-encoding': 'identity',
        ...(url.origin === first.origin ? request.headers : {}),
      },
      signal: request.signal,
      headersTimeout: request.silentMs,
      bodyTimeout: request.silentMs,
    });
    const { statusCode: status, headers, body } = response;
    const location = REDIRECTS.has(status) ? headers.location : undefined;
    if (typeof location !== 'string') return { url, status, headers, body };
    discardBody(body);
    if (redirects === MOST_REDIRECTS) throw new RedirectRefused('The address redirects too often.');
    url = target(location, url, request);
  }
}

/** Discards the rest of a body. Destroying it early emits an error, which is ignored. */
export function discardBody(body: Download['body']): void {
  body.on('error', () => undefined).destroy();
}

function target(location: string, from: URL, { redirectProblem }: DownloadRequest): URL {
  if (!URL.canParse(location, from.href))
    throw new RedirectRefused('The address redirects to something that is not a URL.');
  const url = new URL(location, from);
  const problem = redirectProblem(url.href);
  if (problem !== undefined) throw new RedirectRefused(`The address redirects to ${url.href}: ${problem}`);
  return url;
}
