import { initContract } from '@ts-rest/core';
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { PROBLEM_CONTENT_TYPE, problemSchema } from './problem.ts';

/** The one ts-rest instance all routers are made with. */
export const c = initContract();

const problem = c.otherResponse({ contentType: PROBLEM_CONTENT_TYPE, body: problemSchema });

/** The problem answers an endpoint declares beside the ones that every endpoint has. */
export function problems<const S extends number>(...statuses: S[]): Record<S, typeof problem> {
  return Object.fromEntries(statuses.map((status) => [status, problem])) as Record<S, typeof problem>;
}

/** What any endpoint that needs a key may answer. */
export const commonResponses = problems(400, 401, 403, 429, 500, 503);

const KEY_LENGTH = `Idempotency-Key must be 1 to ${LIMITS.idempotencyKeyLength} characters.`;

export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1, { error: KEY_LENGTH })
    .max(LIMITS.idempotencyKeyLength, { error: KEY_LENGTH })
    .optional()
    .meta({ description: 'Makes the call safe to repeat: the same key and body get the first outcome for 24 hours.' }),
});
