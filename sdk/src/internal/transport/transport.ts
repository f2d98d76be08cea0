import { ApiError } from '../../errors/api-error.ts';
import { AbortError, NotModifiedError } from '../../errors/errors.ts';
import { type Answer, type AnswerKind, errorOf, readBody } from './answer.ts';
import { describeValue } from './arguments.ts';
import type { ApiKeySource, Call, StorageCall, TransportSettings } from './calls.ts';
import { DeprecationNotes } from './deprecation-notes.ts';
import { hasTypeOf } from './foreign-answer.ts';
import { guardedResponse } from './guarded-stream.ts';
import { maskedHeaders, maskedUrl, type RequestInfo } from './hooks.ts';
import { Interruption } from './interruption.ts';
import type { Logger } from './logger.ts';
import { checkedApiKey } from './option-checks.ts';
import { orAborted } from './or-aborted.ts';
import { jsonBody, type OpenBody, type RequestBody } from './request.ts';
import type { FetchOptions, IdempotentRequestOptions, RequestOptions } from './request-options.ts';
import { isAmbiguous, RetryPolicy } from './retry.ts';
import { sleep } from './sleep.ts';

/** One call, made ready to be sent as often as it takes. */
interface Prepared {
  /** The call as messages and logs show it. */
  what: string;
  method: string;
  url: string;
  headers: Headers;
  body: RequestBody | undefined;
  answer: AnswerKind;
  fetchOptions: FetchOptions | undefined;
  requestId: string | undefined;
  signal: AbortSignal | undefined;
  timeoutMs: number;
  policy: RetryPolicy;
  /** Gives the API key; undefined where none is sent. */
  askKey: (() => string | Promise<string>) | undefined;
  /** @param lost whether an earlier try got no answer, and may have taken effect */
  expects(response: Response, lost: boolean): boolean;
  /** Called with every answer. */
  seen?(response: Response): void;
}

/** What one try knows, besides its call. */
interface Try {
  attempt: number;
  /** Whether an earlier one got no answer. */
  lost: boolean;
  /** The key that it was sent with. */
  key?: string;
}

/** An error of the caller's own code, such as of a hook: thrown as it is. */
class OfTheCaller {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

const LOOK_RETRIES = 5;

/** Carries calls to the API: each try has its time, failed ones are repeated where that is safe, errors are typed. */
export class Transport {
  readonly #settings: TransportSettings;
  readonly #deprecations: DeprecationNotes;

  constructor(settings: TransportSettings) {
    this.#settings = settings;
    this.#deprecations = new DeprecationNotes(settings.logger);
  }

  get logger(): Logger {
    return this.#settings.logger;
  }

  /** How often a call may be repeated. */
  maxRetries(options: RequestOptions): number {
    return options.maxRetries ?? this.#settings.maxRetries;
  }

  /** How often a poll may be repeated: enough for a short outage, such as a restart. */
  retriesOfLooks(): number {
    const own = this.maxRetries({});
    return own === 0 ? 0 : Math.max(own, LOOK_RETRIES);
  }

  /** @throws ApiError, ConnectionError, TimeoutError, AbortError; TypeError for a wrong parameter */
  async call<T>(call: Call): Promise<Answer<T>> {
    const { method, path, pattern, options, goneIsDone = false } = call;
    const headers = this.#headers(call);
    return (await this.#send({
      what: `${method} ${path.split('?')[0]}`,
      method,
      url: this.#settings.baseUrl + path,
      headers,
      body: call.json === undefined ? call.body : jsonBody(call.json),
      answer: call.answer ?? 'json',
      requestId: headers.get('x-request-id') ?? undefined,
      askKey: keyAsker(this.#settings.apiKey),
      ...this.#limits(options, call.extraMs, call.repeatable ?? (method !== 'POST' || headers.has('idempotency-key'))),
      expects: (response, lost) => (goneIsDone && lost && response.status === 404) || call.expects(response),
      seen: ({ headers }) => this.#deprecations.look(`${method} ${pattern}`, headers),
    })) as Answer<T>;
  }

  /** @throws as `call` does */
  async callStorage<T>({ method, url, headers, body, answer, extraMs, options }: StorageCall): Promise<Answer<T>> {
    return (await this.#send({
      what: `${method} ${new URL(url).origin} (file storage)`,
      method,
      url,
      headers: new Headers(headers),
      body,
      answer,
      requestId: undefined,
      askKey: undefined,
      ...this.#limits(options, extraMs, true),
      expects: (response) => response.ok && hasTypeOf(response),
    })) as Answer<T>;
  }

  #limits(options: RequestOptions, extraMs = 0, repeatable: boolean) {
    return {
      signal: options.signal,
      fetchOptions: options.fetchOptions,
      timeoutMs: options.timeoutMs ?? this.#settings.timeoutMs + extraMs,
      policy: new RetryPolicy(this.maxRetries(options), repeatable),
    };
  }

  #headers({ method, json, headers, takesKey, options }: Call): Headers {
    const all = new Headers(this.#settings.headers);
    if (!all.has('x-request-id')) all.set('x-request-id', crypto.randomUUID());
    if (json !== undefined) all.set('content-type', 'application/json');
    const csrfToken = /^(GET|HEAD)$/.test(method) ? undefined : this.#settings.csrfToken();
    if (csrfToken !== undefined) all.set('x-csrf-token', csrfToken);
    for (const [name, value] of Object.entries({ ...headers, ...options.headers })) all.set(name, value);
    // Without it, fetch takes a conditional request for one past all caches, and tells the API so, which then answers in full.
    if (all.has('if-none-match') && !all.has('cache-control')) all.set('cache-control', 'max-age=0');
    const { idempotencyKey = takesKey ? crypto.randomUUID() : undefined } = options as IdempotentRequestOptions;
    if (idempotencyKey !== undefined) all.set('idempotency-key', idempotencyKey);
    return all;
  }

  async #send(request: Prepared): Promise<Answer<unknown>> {
    const { what, method, url, requestId } = request;
    let lost = false;
    for (let attempt = 1; ; attempt++) {
      const one: Try = { attempt, lost };
      try {
        return await this.#try(request, one);
      } catch (thrown) {
        if (thrown instanceof OfTheCaller) throw thrown.error;
        lost ||= isAmbiguous(thrown);
        const delayMs = request.policy.pauseAfter(thrown) ?? (await this.#pauseForKey(request, one, thrown));
        if (delayMs === undefined) throw thrown;
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        const facts = { attempt, request_id: requestId };
        this.logger.info(`${what} failed; retrying in ${Math.round(delayMs)} ms. ${reason}`, facts);
        const told = { method, url: maskedUrl(url), attempt, requestId, error: thrown, delayMs };
        await orAborted(this.#settings.hooks.onRetry?.(told), request.signal);
        await sleep(delayMs, request.signal);
      }
    }
  }

  /** No pause, where the API refused a key that has been replaced meanwhile; once for each call. */
  async #pauseForKey({ askKey, policy, signal }: Prepared, { key }: Try, error: unknown): Promise<number | undefined> {
    if (!askKey || !(error instanceof ApiError) || error.status !== 401 || !policy.mayReplaceKey()) return undefined;
    return (await orAborted(askKey(), signal)) === key ? undefined : 0;
  }

  async #try(request: Prepared, one: Try): Promise<Answer<unknown>> {
    const { what, signal, timeoutMs, answer } = request;
    if (signal?.aborted) throw new AbortError(signal);
    const interruption = new Interruption(signal, timeoutMs);
    const explain = (cause: unknown) => interruption.explain(cause, what, request.requestId);
    let streaming = false;
    let body: OpenBody | undefined;
    try {
      body = await opened(request.body, interruption);
      const response = await this.#fetch(request, one, body, interruption);
      const requestId = response.headers.get('x-request-id') ?? request.requestId;
      const hide = (text: string) => (one.key ? text.replaceAll(one.key, '***') : text);
      if (!request.expects(response, one.lost)) throw await errorOf(response, interruption, what, hide);
      streaming = answer === 'stream';
      if (streaming) return { data: guardedResponse(response, interruption, explain), response, requestId };
      return { data: await readBody(answer, response, interruption, what, hide), response, requestId };
    } catch (error) {
      interruption.stop();
      body?.close?.();
      const isTyped = error instanceof ApiError || error instanceof NotModifiedError || error instanceof OfTheCaller;
      throw isTyped ? error : explain(error);
    } finally {
      if (!streaming) interruption.end();
    }
  }

  /** Sends one try, and tells the hooks and the log of it. */
  async #fetch(request: Prepared, one: Try, body: OpenBody | undefined, interruption: Interruption): Promise<Response> {
    const { method, url, what, requestId } = request;
    const { attempt } = one;
    const { fetch, fetchOptions, hooks, logger } = this.#settings;
    const headers = new Headers(request.headers);
    for (const [name, value] of Object.entries(body?.headers ?? {})) headers.set(name, value);
    const { askKey } = request;
    if (askKey) {
      one.key = await interruption.race(ofTheCaller(askKey));
      headers.set('x-api-key', one.key);
    }
    const { onRequest, onResponse } = hooks;
    const info = (): RequestInfo => ({
      method,
      url: maskedUrl(url),
      headers: maskedHeaders(headers),
      attempt,
      requestId,
    });
    if (onRequest) await interruption.race(ofTheCaller(() => onRequest(info())));
    // A stream as a body needs it said that the answer comes after it.
    const duplex = body?.content instanceof ReadableStream && { duplex: 'half' as const };
    const own = { method, headers, signal: interruption.signal, redirect: 'manual' as const };
    const content = body && { body: body.content, ...duplex };
    const startedAt = Date.now();
    const response = await interruption.race(
      fetch(url, { ...fetchOptions, ...request.fetchOptions, ...own, ...content }),
    );
    assertResponse(response);
    const { status } = response;
    const durationMs = Date.now() - startedAt;
    const facts = { status, ms: durationMs, attempt, request_id: response.headers.get('x-request-id') ?? requestId };
    logger.debug(`${what} ${status}`, facts);
    request.seen?.(response);
    const answered = () => ({ ...info(), status, responseHeaders: maskedHeaders(response.headers), durationMs });
    if (onResponse) await interruption.race(ofTheCaller(() => onResponse(answered())));
    return response;
  }
}

/** Gives the key of each try; undefined where calls have none. */
function keyAsker(apiKey: ApiKeySource | undefined): Prepared['askKey'] {
  if (typeof apiKey === 'function') return async () => checkedApiKey(await apiKey());
  return apiKey === undefined ? undefined : () => apiKey;
}

/** What the caller's own code gives. @throws OfTheCaller with what it throws */
async function ofTheCaller<T>(code: () => T | Promise<T>): Promise<T> {
  try {
    return await code();
  } catch (error) {
    throw new OfTheCaller(error);
  }
}

/** Opens the body of a try. One that comes after the try has ended is closed. @throws OfTheCaller; what `race` does */
async function opened(body: RequestBody | undefined, interruption: Interruption): Promise<OpenBody | undefined> {
  if (!body) return undefined;
  const opening = ofTheCaller(() => body.open());
  try {
    return await interruption.race(opening);
  } catch (error) {
    opening.then(({ close }) => close?.()).catch(() => undefined);
    throw error;
  }
}

/** @throws TypeError for what a given `fetch` returns and is no response */
function assertResponse(given: unknown): asserts given is Response {
  const { status, headers } = (given ?? {}) as Partial<Response>;
  if (typeof status === 'number' && typeof headers?.get === 'function') return;
  throw new TypeError(`fetch must return a Response, not ${describeValue(given)}.`);
}
