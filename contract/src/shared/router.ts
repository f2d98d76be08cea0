import { initContract } from '@ts-rest/core';
import { PROBLEM_CONTENT_TYPE, problemSchema } from './problem.ts';

/** The one ts-rest instance all routers are made with. */
export const c = initContract();

const problem = c.otherResponse({ contentType: PROBLEM_CONTENT_TYPE, body: problemSchema });

/** A body that can be too large can be too slow as well. */
type WithTimeout<S extends number> = S | (413 extends S ? 408 : never);

/** The problem answers an endpoint declares beside the ones that every endpoint has. */
export function problems<const S extends number>(...statuses: S[]): Record<WithTimeout<S>, typeof problem> {
  const all: number[] = (statuses as number[]).includes(413) ? [...statuses, 408] : statuses;
  return Object.fromEntries(all.map((status) => [status, problem])) as Record<WithTimeout<S>, typeof problem>;
}

/** What any endpoint that needs a key may answer. */
export const commonResponses = problems(400, 401, 403, 429, 500, 503);
