import { API_VERSION, API_VERSION_HEADER, Problem, type RouteAccess } from '@commerce-integration/contract';
import { deprecationHeaders, versionFor } from '@commerce-integration/contract/rules';
import { sleep } from '../../internal/transport/sleep.ts';
import type { OperationName } from '../contract/mock-contract.ts';
import type { MockFailure } from '../options/mock-options.ts';
import type { Caller } from '../store/mock-rows.ts';
import { sessionOf } from '../store/mock-sessions.ts';
import { assertAllowed, findCaller, type MockRateCounter } from './mock-access.ts';
import { problemResponse, toResponse } from './mock-answer.ts';
import type { AllHandlers, MockAnswer, MockCall, MockParts } from './mock-call.ts';
import { type MockFailures, problemOfFailure } from './mock-failures.ts';
import { completeClaim, type Held, type MockIdempotency } from './mock-idempotency.ts';
import type { Override } from './mock-override.ts';
import { checkRequest, queryOf, readBody } from './mock-request.ts';
import { findOperation, type Match } from './mock-router.ts';

/** What answering needs beside the tables. */
export interface ServeParts extends MockParts {
  /** Path of the base URL, without a slash at its end. */
  basePath: string;
  operatorKey: string;
  handlers: AllHandlers;
  /** The last one is called first. */
  overrides: ReadonlyMap<OperationName, readonly Override[]>;
  failures: MockFailures;
  idempotency: MockIdempotency;
  rates: MockRateCounter;
}

const SANE_ID = /^[A-Za-z0-9._:-]{1,128}$/;

/** Answers a request as the API would, unless it is to fail. */
export async function serveRequest(parts: ServeParts, request: Request): Promise<Response> {
  const given = request.headers.get('x-request-id') ?? '';
  const requestId = SANE_ID.test(given) ? given : crypto.randomUUID();
  const headers = new Headers({ 'x-request-id': requestId, [API_VERSION_HEADER]: API_VERSION });
  let failure: MockFailure | undefined;
  try {
    if (parts.settings.latencyMs > 0) await sleep(parts.settings.latencyMs, request.signal);
    parts.worker.advance();
    headers.set(API_VERSION_HEADER, versionFor(request.headers.get(API_VERSION_HEADER)));
    const path = new URL(request.url).pathname.slice(parts.basePath.length);
    const match = findOperation(request.method, path, headers);
    failure = parts.failures.take(match.operation.name);
    const response =
      failure && !failure.answerLost ? failed(failure, headers) : await answer(parts, request, match, headers);
    return failure?.answerLost ? Response.error() : response;
  } catch (error) {
    if (failure?.answerLost || request.signal.aborted) return Response.error();
    if (error instanceof Problem) return problemResponse(request, error, requestId, headers);
    throw error;
  }
}

async function answer(parts: ServeParts, request: Request, match: Match, headers: Headers): Promise<Response> {
  const { operation, params } = match;
  const { route, access } = operation;
  const { deprecated } = route.metadata as RouteAccess;
  for (const [name, value] of Object.entries(deprecated ? deprecationHeaders(deprecated) : {}))
    headers.set(name, value);
  const secret = request.headers.get('x-api-key') ?? sessionSecret(parts, request, access);
  const caller = access === 'public' ? undefined : findCaller(parts.tables, parts.operatorKey, secret);
  const counted = caller ? `key ${caller.apiKeyId}` : 'address';
  parts.rates.count(counted, parts.settings.rateLimit, headers);
  assertAllowed(access, caller);
  const forms = request.clone();
  const query = queryOf(route, request);
  const json = await readBody(route, request, parts.settings.limits.json_body);
  const checked = checkRequest(route, request, params, query, json);
  let held: Held;
  const hold = () => {
    const key = request.headers.get('idempotency-key');
    held = parts.idempotency.hold(caller?.apiKeyId ?? 0, key, `${request.method} ${new URL(request.url).pathname}`);
    return held;
  };
  const once = (work: () => MockAnswer) => completeClaim(hold(), JSON.stringify(json), headers, work);
  const own = {
    operation,
    caller: caller ?? NOBODY,
    secret: secret ?? '',
    request: forms,
    answerHeaders: headers,
    hold,
    once,
  };
  try {
    const given = await handle(parts, { ...parts, ...own, ...checked } as unknown as MockCall);
    return given instanceof Response ? given : toResponse(request, given, headers);
  } finally {
    held?.release();
  }
}

/** The key that the call's session stands for. @throws Problem `csrf_token_wrong` */
function sessionSecret(
  { tables, settings }: ServeParts,
  request: Request,
  access: RouteAccess['access'],
): string | null {
  if (access === 'public') return null;
  return sessionOf(tables, request, settings.limits.console_idle)?.secret ?? null;
}

/** Calls the overrides, the last one first, and finally the operation itself. */
async function handle(parts: ServeParts, call: MockCall): Promise<MockAnswer | Response> {
  const overrides = [...(parts.overrides.get(call.operation.name) ?? [])];
  const next = async (): Promise<MockAnswer | Response> => {
    const override = overrides.pop();
    if (override) return override(call, next as () => Promise<MockAnswer>);
    return (parts.handlers[call.operation.name] as (call: MockCall) => MockAnswer | Promise<MockAnswer>)(call);
  };
  return next();
}

/** The caller of a public operation. */
const NOBODY: Caller = { apiKeyId: -1, partner: null, scopes: [] };

/** @throws Problem where the failure is a problem */
function failed(failure: MockFailure, headers: Headers): Response {
  if (failure.networkError) return Response.error();
  const problem = problemOfFailure(failure);
  if (problem) throw problem;
  const { status = 502, retryAfterSeconds } = failure;
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  return new Response(null, { status, headers });
}
