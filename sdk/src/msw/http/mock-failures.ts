import { PROBLEMS, Problem, type ProblemCode } from '@commerce-integration/contract';
import { checkFailure } from '../options/mock-option-checks.ts';
import type { MockFailure } from '../options/mock-options.ts';

/** The failures of later calls, in the order in which they were added. */
export class MockFailures {
  #waiting: { failure: MockFailure; left: number }[] = [];

  /** @throws TypeError that names what is unknown or invalid */
  add(failure: MockFailure): void {
    checkFailure(failure);
    this.#waiting.push({ failure, left: failure.times ?? 1 });
  }

  /** Removes and returns the next failure of an operation's call, if there is one. */
  take(operation: string): MockFailure | undefined {
    const next = this.#waiting.find(({ failure }) => (failure.operation ?? operation) === operation);
    if (!next) return undefined;
    next.left -= 1;
    if (next.left === 0) this.#waiting = this.#waiting.filter((one) => one !== next);
    return next.failure;
  }
}

/** The problem of a failure; undefined for a status without a code. */
export function problemOfFailure({ status, code, detail, retryAfterSeconds }: MockFailure): Problem | undefined {
  // The first code of a status is its most common one.
  const codes = Object.keys(PROBLEMS) as ProblemCode[];
  const known = code ?? codes.find((one) => PROBLEMS[one].status === status);
  if (known === undefined) return undefined;
  const more = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return new Problem(known, detail ?? `${PROBLEMS[known].title}.`, more);
}
