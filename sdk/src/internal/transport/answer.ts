import type { ProblemBody } from '@commerce-integration/contract';
import { ApiError } from '../../errors/api-error.ts';
import { type ConnectionError, NotModifiedError } from '../../errors/errors.ts';
import { beginningOf, foreignAnswer, isPage, whatCame } from './foreign-answer.ts';
import type { Interruption } from './interruption.ts';
import { retryAfterMs } from './retry.ts';

/** How a call's answer is read. */
export type AnswerKind = 'json' | 'text' | 'none' | 'stream' | 'redirect' | 'any';

/** The data of a successful call, and the response that contained it. */
export interface Answer<T> {
  data: T;
  /**
   * The response, with its status and headers. Its body has already been read, unless `data` is the response itself.
   */
  response: Response;
  /** ID under which the API logs the call. */
  requestId: string | undefined;
}

/**
 * What a body holds. Read it while the try's clock is running.
 *
 * @param hide takes secrets out of what a message shows
 * @throws ConnectionError for what is not what was asked for
 */
export async function readBody(
  kind: AnswerKind,
  response: Response,
  interruption: Interruption,
  what: string,
  hide: (text: string) => string,
): Promise<unknown> {
  const text = await interruption.race(response.text());
  if (kind === 'none') {
    if (isPage(text)) throw foreignAnswer(response, hide(text), what);
    return undefined;
  }
  if (kind === 'redirect') return response.headers.get('location') ?? undefined;
  if (kind === 'text') return text;
  if (kind === 'any') return anyValue(text, response);
  const value = parseJson(text);
  // Every answer of the API that is JSON is an object.
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw foreignAnswer(response, hide(text), what);
  return value;
}

/**
 * The typed error of an answer that is not what was asked for, by its status or its media type. `what` names the call,
 * `hide` takes secrets out.
 */
export async function errorOf(
  response: Response,
  interruption: Interruption,
  what: string,
  hide: (text: string) => string,
): Promise<ApiError | NotModifiedError | ConnectionError> {
  if (response.ok) return foreignAnswer(response, hide(await interruption.race(beginningOf(response))), what);
  const requestId = response.headers.get('x-request-id') ?? undefined;
  if (response.status === 304) return new NotModifiedError(response.headers.get('etag') ?? undefined, requestId);
  const body = hide(await interruption.race(response.text()));
  // A problem that was cut off on its way does not say which one it is: sent again, the call gets a whole one.
  if (response.status < 500 && isJson(response) && parseJson(body) === undefined)
    return foreignAnswer(response, body, what);
  const problem = parseProblem(body);
  return ApiError.from({
    status: response.status,
    code: problem?.code,
    detail: problem?.detail ?? hide(`${what} was answered with ${describeStatus(response, body)}`),
    errors: Array.isArray(problem?.errors) ? problem.errors : [],
    requestId: requestId ?? problem?.request_id,
    retryAfterMs: retryAfterMs(response.headers),
    headers: response.headers,
    body,
  });
}

/** JSON by its type, undefined for nothing, and else text. */
function anyValue(text: string, response: Response): unknown {
  if (text === '') return undefined;
  const value = isJson(response) ? parseJson(text) : undefined;
  return value === undefined ? text : value;
}

function isJson(response: Response): boolean {
  return /\bjson\b/i.test(response.headers.get('content-type') ?? '');
}

function parseProblem(text: string): Partial<ProblemBody> | undefined {
  const body = parseJson(text) as Partial<ProblemBody> | null | undefined;
  return typeof body?.detail === 'string' ? body : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The status in words. A redirect is not followed, since the key would go with it: the message says where it leads. A
 * refusal that is not the API's says how it begins: a 404 of another server does not mean that nothing has this ID.
 */
function describeStatus(response: Response, body: string): string {
  const target = response.headers.get('location');
  const status = `${response.status} ${response.statusText}`.trim();
  if (response.status >= 500) return `${status}.`;
  if (response.status < 400)
    return target ? `${status}, a redirect to ${target.split('?')[0]}; is baseUrl right?` : `${status}.`;
  const came = whatCame(response, body);
  if (came === 'nothing') return `${status}.`;
  return `${status} and ${came}, which is not a response of the API. Is baseUrl right?`;
}
