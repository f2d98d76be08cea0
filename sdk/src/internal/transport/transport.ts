import { ApiError } from '../../errors/api-error.ts';
import { AbortError, NotModifiedError } from '../../errors/errors.ts';
import { type Answer, type AnswerKind, errorOf, readBody } from './answer.ts';
import { describeValue } from './arguments.ts';
import type { Call, StorageCall, TransportSettings } from './calls.ts';
import { answerTypes, hasTypeOf } from './foreign-answer.ts';
import { guardedResponse } from './guarded-stream.ts';
import { Interruption } from './interruption.ts';
import type { Logger } from './logger.ts';
import { jsonBody, type RequestBody, requestPath } from './request.ts';
import type { IdempotentRequestOptions, RequestOptions } from './request-options.ts';
import { isAmbiguous, RetryPolicy } from './retry.ts';
import { sleep } from './sleep.ts';

interface Prepared {
  /** The call as messages and logs show it. */
  what: string;
  method: string;
  url: string;
  headers: Headers;
  body: RequestBody | undefined;
  answer: AnswerKind;
  requestId: string | undefined;
  signal: AbortSignal | undefined;
  timeoutMs: number;
  policy: RetryPolicy;
  /** @param lost whether an earlier try got no answer, and may have taken effect */
  expects(response: Response, lost: boolean): boolean;
}

/** Carries calls to the API: each try has its time, failed ones are repeated where that is safe, errors are typed. */
export class Transport {
  readonly #settings: TransportSettings;

  constructor(settings: TransportSettings) {
    this.#settings = settings;
  }

  get logger(): Logger {
    return this.#settings.logger;
  }

  /** How often a call may be repeated. */
  maxRetries(options: RequestOptions): number {
    return options.maxRetries ?? this.#settings.maxRetries;
  }

  /** @throws ApiError, ConnectionError, TimeoutError, AbortError; TypeError for a wrong parameter */
  async call<T>(call: Call): Promise<Answer<T>> {
    const { endpoint, options, extraMs, goneIsDone = false } = call;
    const path = requestPath(endpoint, call.params, call.query);
    const headers = this.#headers(call);
    const repeatable = call.repeatable ?? (endpoint.method !== 'POST' || headers.has('idempotency-key'));
    return (await this.#send({
      what: `${endpoint.method} ${path.split('?')[0]}`,
      method: endpoint.method,
      url: this.#settings.baseUrl + path,
      headers,
      body: call.json === undefined ? call.body : jsonBody(call.json),
      answer: call.answer ?? 'json',
      requestId: headers.get('x-request-id') ?? undefined,
      signal: options.signal,
      timeoutMs: this.#timeoutMs(options, extraMs),
      policy: new RetryPolicy(this.maxRetries(options), repeatable),
      expects: (response, lost) => {
        const { status } = response;
        if (goneIsDone && lost && status === 404) return true;
        const type = endpoint.answers[status];
        return type !== undefined && hasTypeOf(response, answerTypes(type, call.types));
      },
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
      signal: options.signal,
      timeoutMs: this.#timeoutMs(options, extraMs),
      policy: new RetryPolicy(this.maxRetries(options), true),
      expects: (response) => response.ok && hasTypeOf(response, undefined),
    })) as Answer<T>;
  }

  #timeoutMs(options: RequestOptions, extraMs = 0): number {
    return options.timeoutMs ?? this.#settings.timeoutMs + extraMs;
  }

  #headers({ endpoint, json, headers, options }: Call): Headers {
    const all = new Headers({ accept: '*/*', 'x-request-id': crypto.randomUUID(), ...headers });
    if (json !== undefined) all.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(options.headers ?? {})) all.set(name, value);
    all.set('x-api-key', this.#settings.apiKey);
    // Without it, fetch takes a conditional request for one past all caches, and tells the API so, which then answers in full.
    if (all.has('if-none-match') && !all.has('cache-control')) all.set('cache-control', 'max-age=0');
    if (endpoint.takesKey) {
      all.set('idempotency-key', (options as IdempotentRequestOptions).idempotencyKey ?? crypto.randomUUID());
    }
    return all;
  }

  async #send(request: Prepared): Promise<Answer<unknown>> {
    const { logger } = this.#settings;
    let lost = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#try(request, attempt, lost);
      } catch (error) {
        lost ||= isAmbiguous(error);
        const pauseMs = request.policy.pauseAfter(error);
        if (pauseMs === undefined) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        const facts = { attempt, request_id: request.requestId };
        logger.info(`${request.what} failed; trying again in ${Math.round(pauseMs)} ms. ${reason}`, facts);
        await sleep(pauseMs, request.signal);
      }
    }
  }

  async #try(request: Prepared, attempt: number, lost: boolean): Promise<Answer<unknown>> {
    const { what, signal, timeoutMs, answer } = request;
    if (signal?.aborted) throw new AbortError(signal);
    const body = await request.body?.open();
    const startedAt = Date.now();
    const interruption = new Interruption(signal, timeoutMs);
    const explain = (cause: unknown) => interruption.explain(cause, what, request.requestId);
    let streaming = false;
    try {
      const response = await interruption.race(this.#fetch(request, body, interruption));
      assertResponse(response);
      const requestId = response.headers.get('x-request-id') ?? request.requestId;
      const facts = { status: response.status, ms: Date.now() - startedAt, attempt, request_id: requestId };
      this.#settings.logger.debug(`${what} ${response.status}`, facts);
      const hide = (text: string) => this.#hide(text);
      if (!request.expects(response, lost)) throw await errorOf(response, interruption, what, hide);
      streaming = answer === 'stream';
      if (streaming) return { data: guardedResponse(response, interruption, explain), response, requestId };
      return { data: await readBody(answer, response, interruption, what, hide), response, requestId };
    } catch (error) {
      interruption.stop();
      throw error instanceof ApiError || error instanceof NotModifiedError ? error : explain(error);
    } finally {
      if (!streaming) interruption.end();
    }
  }

  #fetch(request: Prepared, body: Awaited<ReturnType<RequestBody['open']>> | undefined, { signal }: Interruption) {
    const headers = new Headers(request.headers);
    for (const [name, value] of Object.entries(body?.headers ?? {})) headers.set(name, value);
    const init: RequestInit = { method: request.method, headers, signal, redirect: 'manual' };
    if (!body) return this.#settings.fetch(request.url, init);
    // A stream as a body needs it said that the answer comes after it.
    const duplex = body.content instanceof ReadableStream ? { duplex: 'half' as const } : {};
    return this.#settings.fetch(request.url, { ...init, body: body.content, ...duplex });
  }

  /** A text without the API key. */
  #hide(text: string): string {
    return text.replaceAll(this.#settings.apiKey, '***');
  }
}

/** @throws TypeError for what a given `fetch` returns and is no response */
function assertResponse(given: unknown): asserts given is Response {
  const { status, headers } = (given ?? {}) as Partial<Response>;
  if (typeof status === 'number' && typeof headers?.get === 'function') return;
  throw new TypeError(`fetch must give a Response, not ${describeValue(given)}.`);
}
