import { initContract } from '@ts-rest/core';
import { PROBLEM_CONTENT_TYPE, problemSchema } from './problem.ts';

/** The ts-rest instance that all routers are made with. */
export const c = initContract();

const problem = c.otherResponse({ contentType: PROBLEM_CONTENT_TYPE, body: problemSchema });

/** An endpoint whose body can be too large (413) can also get it too slowly (408). */
type WithTimeout<S extends number> = S | (413 extends S ? 408 : never);

/** The problem responses of an endpoint in addition to those of every endpoint. */
export function problems<const S extends number>(...statuses: S[]): Record<WithTimeout<S>, typeof problem> {
  const all: number[] = (statuses as number[]).includes(413) ? [...statuses, 408] : statuses;
  return Object.fromEntries(all.map((status) => [status, problem])) as Record<WithTimeout<S>, typeof problem>;
}

/** Possible problem responses of every endpoint that needs a key. */
export const commonResponses = problems(400, 401, 403, 429, 500, 503);
