import { Problem } from '@commerce-integration/contract';
import type { FieldError, Operations, ProblemCode } from '../contract/operation-types.ts';
import type { MockAnswer, MockCall } from './mock-call.ts';

/** A call as passed to an override, after authorisation and validation. */
export interface OverrideCall<N extends keyof Operations> {
  params: Operations[N]['params'];
  query: Operations[N]['query'];
  /** The parsed JSON body; undefined for a form, which you read from `request`. */
  body: Operations[N]['body'];
  request: Request;
  /** Executes the call and returns the regular response. */
  next(): Promise<Operations[N]['answer']>;
}

// A mapped type, so that a handler is typed by its operation alone: TypeScript would lose the statuses of a generic
// function.
type Overrides = {
  [N in keyof Operations]: (call: OverrideCall<N>) => OverrideAnswer<N> | Promise<OverrideAnswer<N>>;
};

/**
 * Handles an operation instead of the API: returns a response by the contract, a {@link problem}, or any other
 * response.
 */
export type MockOverride<N extends keyof Operations> = Overrides[N];

type OverrideAnswer<N extends keyof Operations> = Operations[N]['answer'] | MockRefusal | Response;

/** An error response, created with {@link problem}. */
export interface MockRefusal {
  readonly problem: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * Creates an error response from its code, with the API's status and title.
 *
 * @example
 * mock.on('createOrder', () => problem('partner_not_active', 'Partner Acme Corp is paused.'));
 */
export function problem(
  code: ProblemCode,
  detail: string,
  more: { errors?: readonly FieldError[]; retryAfterSeconds?: number } = {},
): MockRefusal {
  return { problem: code, detail, ...more };
}

/** An override as the mock calls it: answers, or calls `next`. */
export type Override = (call: MockCall, next: () => Promise<MockAnswer>) => Promise<MockAnswer | Response>;

export function overrideOf<N extends keyof Operations>(handler: MockOverride<N>): Override {
  return async (call, next) => {
    const { params, query, body, request } = call as unknown as OverrideCall<N>;
    // Cloned, because the next handler may read the body as well.
    const asked = { params, query, body, request: request.clone(), next: next as OverrideCall<N>['next'] };
    const given: object = await handler(asked);
    if (!isRefusal(given)) return given as MockAnswer | Response;
    const { problem: code, detail, errors, retryAfterSeconds } = given;
    const seconds = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    throw new Problem(code, detail, { ...(errors ? { errors } : {}), ...seconds });
  };
}

function isRefusal(given: object): given is MockRefusal {
  return 'problem' in given;
}
