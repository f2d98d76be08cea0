import type { FieldError, Operations, ProblemCode } from '../operation-types.ts';

/** A call as an override sees it: let in, and checked by the contract. */
export interface OverrideCall<N extends keyof Operations> {
  params: Operations[N]['params'];
  query: Operations[N]['query'];
  /** The JSON that was sent; undefined for a form, which is in the request. */
  body: Operations[N]['body'];
  request: Request;
  /** What the API would answer, with everything that goes with it. */
  next(): Promise<Operations[N]['answer']>;
}

// A map, so that a handler is typed by its operation alone: of a generic function TypeScript would forget the statuses.
type Overrides = {
  [N in keyof Operations]: (call: OverrideCall<N>) => OverrideAnswer<N> | Promise<OverrideAnswer<N>>;
};

/** Answers an operation in place of the API: as the contract says, with a {@link problem}, or with any response at all. */
export type MockOverride<N extends keyof Operations> = Overrides[N];

type OverrideAnswer<N extends keyof Operations> = Operations[N]['answer'] | MockRefusal | Response;

/** A refusal, made by {@link problem}. */
export interface MockRefusal {
  readonly problem: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * A refusal by its code: status and title are those of the API.
 *
 * @example
 * mock.on('createOrder', () => problem('partner_not_active', 'Partner Acme Corp is paused: it cannot upload or order.'));
 */
export function problem(
  code: ProblemCode,
  detail: string,
  more: { errors?: readonly FieldError[]; retryAfterSeconds?: number } = {},
): MockRefusal {
  return { problem: code, detail, ...more };
}
