import { PROBLEM_CONTENT_TYPE } from '../shared/problem.ts';
import type { JsonObject } from './json-schema.ts';
import type { Paths } from './same-paths.ts';

/** Moves the problems, of which each endpoint has many, into the components of the document, each of them once. */
export function shareProblems(paths: Paths): { paths: Paths; responses: Record<string, JsonObject> } {
  const shared: Record<string, JsonObject> = {};
  const share = ([status, response]: [string, JsonObject]): [string, JsonObject] => {
    if (!Object.hasOwn((response.content as JsonObject | undefined) ?? {}, PROBLEM_CONTENT_TYPE)) {
      return [status, response];
    }
    const name = `Problem${status}`;
    shared[name] ??= response;
    return [status, { $ref: `#/components/responses/${name}` }];
  };
  const withShared = (operation: JsonObject): JsonObject => ({
    ...operation,
    responses: Object.fromEntries(Object.entries(operation.responses as Record<string, JsonObject>).map(share)),
  });
  const items = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(item).map(([method, operation]) => [method, withShared(operation)])),
  ]);
  return { paths: Object.fromEntries(items), responses: shared };
}
