import type { Dispatcher } from 'undici';

/** A file to be fetched from an address that a partner names. */
export interface DownloadRequest {
  readonly url: string;
  /** Sent to the origin of `url` alone, not to another one that it redirects to. */
  readonly headers: Record<string, string>;
  /** How long the server may send nothing. */
  readonly silentMs: number;
  readonly signal: AbortSignal;
  /** Judges each address that it redirects to. @returns why it is not followed */
  redirectProblem(url: string): string | undefined;
}

/** An answer whose body is still to be read, or destroyed. */
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
 * Sends a GET and waits for the beginning of the answer. Redirects are followed, a few of them, and each address is
 * judged as the first one was.
 *
 * @param agent judges the address of each connection
 * @throws RedirectRefused; where there is no answer, what `failureText` explains
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
    body.destroy();
    if (redirects === MOST_REDIRECTS) throw new RedirectRefused('The address redirects too often.');
    url = target(location, url, request);
  }
}

function target(location: string, from: URL, { redirectProblem }: DownloadRequest): URL {
  if (!URL.canParse(location, from.href))
    throw new RedirectRefused('The address redirects to something that is not a URL.');
  const url = new URL(location, from);
  const problem = redirectProblem(url.href);
  if (problem !== undefined) throw new RedirectRefused(`The address redirects to ${url.href}: ${problem}`);
  return url;
}
