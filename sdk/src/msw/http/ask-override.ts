import { Problem, type ProblemCode } from '@commerce-integration/contract';
import type { MockAnswer, MockCall } from '../mock-call.ts';
import type { Operations } from '../operation-types.ts';
import type { MockOverride, MockRefusal, OverrideCall } from './mock-override.ts';
import type { Override } from './serve-request.ts';

/** The override as the mock asks it. */
export function overrideOf<N extends keyof Operations>(handler: MockOverride<N>): Override {
  return async (call: MockCall, next) => {
    const { params, query, body, request } = call as unknown as OverrideCall<N>;
    // A copy: whoever comes next may have to read the body, too.
    const asked = { params, query, body, request: request.clone(), next: next as OverrideCall<N>['next'] };
    const given = await handler(asked);
    if (given instanceof Response) return given;
    if (!isRefusal(given)) return given as MockAnswer;
    const { problem: code, detail, errors, retryAfterSeconds } = given;
    throw new Problem(code as ProblemCode, detail, {
      ...(errors ? { errors } : {}),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  };
}

function isRefusal(given: object): given is MockRefusal {
  return 'problem' in given;
}
