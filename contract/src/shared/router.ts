import { type AppRouter, type ContractOtherResponse, initContract } from '@ts-rest/core';
import type { z } from 'zod';
import { PROBLEM_CONTENT_TYPE, type ProblemBody, problemSchema } from './problem.ts';
import type { RouteOf, RouteSchema, WrittenRoute } from './route-types.ts';

const tsRest = initContract();

/** Helpers for making routers. */
export const c = {
  noBody: tsRest.noBody,
  /** A response with another media type than JSON. */
  otherResponse: <Schema extends z.core.$ZodType>(response: { contentType: string; body: Schema }) =>
    tsRest.otherResponse(response as never) as ContractOtherResponse<RouteSchema<z.input<Schema>, z.output<Schema>>>,
  /** Makes a ts-rest router, avoiding ts-rest's own route types, which are slow to compare: see {@link RouteSchema}. */
  router<const Routes extends Record<string, WrittenRoute>, Common extends object = object>(
    routes: Routes,
    options: { commonResponses?: Common; strictStatusCodes: true },
  ): { -readonly [Name in keyof Routes]: RouteOf<Routes[Name], Common> } {
    return tsRest.router(routes as unknown as AppRouter, options as never) as never;
  },
};

/** An interface, because declaration files would write out any other type for each status of each route. */
export interface ProblemSchema extends RouteSchema<z.input<typeof problemSchema>, ProblemBody> {}

const problem: ContractOtherResponse<ProblemSchema> = c.otherResponse({
  contentType: PROBLEM_CONTENT_TYPE,
  body: problemSchema,
});

/** An endpoint whose body can be too large (413) can also get it too slowly (408). */
type WithTimeout<S extends number> = S | (413 extends S ? 408 : never);

/** The problem responses of an endpoint in addition to those of every endpoint. */
export function problems<const S extends number>(...statuses: S[]): Record<WithTimeout<S>, typeof problem> {
  const all: number[] = (statuses as number[]).includes(413) ? [...statuses, 408] : statuses;
  return Object.fromEntries(all.map((status) => [status, problem])) as Record<WithTimeout<S>, typeof problem>;
}

/** Possible problem responses of every endpoint that needs a key. */
export const commonResponses = problems(400, 401, 403, 429, 500, 503);
