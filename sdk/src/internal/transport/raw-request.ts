import type { AnswerKind } from './answer.ts';
import { ApiPromise } from './api-promise.ts';
import { assertObject, describeValue } from './arguments.ts';
import { hasTypeOf } from './foreign-answer.ts';
import { type RequestBody, withQuery } from './request.ts';
import { checkHeaders, checkRequestOptions, type IdempotentRequestOptions } from './request-options.ts';
import type { Transport } from './transport.ts';

/** An HTTP method, in upper or lower case. */
export type HttpMethod = Method | Lowercase<Method>;

type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Options of `client.request`. */
export interface RawRequestOptions extends IdempotentRequestOptions {
  /**
   * The body to send. An object or array is sent as JSON; a string, bytes, a Blob, a FormData or URLSearchParams is
   * sent unchanged. A string or bytes needs a `content-type` in `headers`.
   */
  body?: object | string | undefined;
  /** Additional headers for the call. */
  headers?: Readonly<Record<string, string>> | undefined;
  /**
   * How the response is read: `json` (returns text if it is not JSON, undefined if it is empty), `text`, or `stream`
   * for the `Response` itself, with an unread body.
   *
   * @default 'json'
   */
  responseType?: 'json' | 'text' | 'stream' | undefined;
}

const KINDS: Record<string, AnswerKind> = { json: 'any', text: 'text', stream: 'stream' };
/** Methods that may be sent twice (RFC 9110, section 9.2.2). */
const IDEMPOTENT: readonly Method[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];
const METHODS: readonly Method[] = [...IDEMPOTENT, 'POST', 'PATCH'];
/** What fetch sends as it is, by the names of their classes: they may come from another realm. */
const READY_BODIES = /^\[object (Blob|File|FormData|URLSearchParams|ArrayBuffer|\w+Array|DataView)\]$/;

/** A call of any path of the API. @throws TypeError for wrong arguments, before anything is sent */
export function rawRequest<T>(
  transport: Transport,
  method: HttpMethod,
  path: string,
  options: RawRequestOptions = {},
): ApiPromise<T> {
  return ApiPromise.start(async () => {
    assertObject('options', options);
    const { body, responseType = 'json', headers = {}, query = {}, ...rest } = options;
    checkRequestOptions(rest, ['idempotencyKey']);
    checkHeaders('headers', headers, ['content-type']);
    const verb = checkedMethod(method);
    const kind = KINDS[responseType];
    if (!kind) throw new TypeError(`responseType must be json, text or stream, not ${describeValue(responseType)}.`);
    return transport.call<T>({
      method: verb,
      path: withQuery(checkedPath(path), query),
      pattern: path,
      ...bodyOf(body),
      headers: { ...headers },
      answer: verb === 'HEAD' ? 'none' : kind,
      expects: (response) => response.ok && hasTypeOf(response),
      repeatable: IDEMPOTENT.includes(verb) || rest.idempotencyKey !== undefined,
      options: rest,
    });
  });
}

function checkedMethod(method: unknown): Method {
  const known = METHODS.find((name) => typeof method === 'string' && method.toUpperCase() === name);
  if (known) return known;
  throw new TypeError(`The method must be an HTTP method, such as GET, not ${describeValue(method)}.`);
}

/** The key goes with the call: no path may lead elsewhere. */
function checkedPath(path: unknown): string {
  const isPath = typeof path === 'string' && /^\/(?!\/)[^?#\\\s]*$/.test(path);
  if (isPath && !path.split('/').some((part) => /^(\.|%2e){1,2}$/i.test(part))) return path;
  throw new TypeError(
    `The path must begin with one slash and contain no query, such as /products, not ${describeValue(path)}. Give the query as an option.`,
  );
}

function bodyOf(body: unknown): { json?: unknown; body?: RequestBody } {
  if (body === undefined) return {};
  const isReady = typeof body === 'string' || READY_BODIES.test(Object.prototype.toString.call(body));
  if (isReady) return { body: { sizeBytes: undefined, open: () => ({ content: body as Blob, headers: {} }) } };
  if (body instanceof ReadableStream)
    throw new TypeError('body must not be a stream, which cannot be sent again: give a Blob or bytes.');
  if (typeof body === 'object' && body !== null) return { json: body };
  throw new TypeError(`body must be an object, a string, bytes, a Blob or a form, not ${describeValue(body)}.`);
}
