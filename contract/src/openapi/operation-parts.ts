import { type AppRoute, isAppRouteOtherResponse } from '@ts-rest/core';
import { z } from 'zod';
import { PROBLEM_EXAMPLE } from '../shared/examples.ts';
import { PROBLEM_CODES, PROBLEM_CONTENT_TYPE, PROBLEMS } from '../shared/problem.ts';
import { REPLICA_LAG_HEADER } from '../shared/replica-lag.ts';
import type { RouteAccess } from '../shared/scopes.ts';
import { type JsonObject, resolved } from './json-schema.ts';
import type { Paths } from './same-paths.ts';

interface Content {
  schema?: JsonObject;
}

/** As in Swagger UI and other tools. */
interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: JsonObject & { examples?: unknown[] };
}

export function securityOf(route: AppRoute): { security: Record<string, string[]>[]; 'x-access'?: string } {
  const { access } = route.metadata as RouteAccess;
  return access === 'public' ? { security: [] } : { security: [{ apiKey: [] }], 'x-access': access };
}

/** The body of a request with its schema's example, which Swagger UI fills in. */
export function bodyOf(
  { requestBody }: { requestBody?: unknown },
  route: AppRoute,
  schemas: Record<string, JsonObject>,
): { requestBody?: { required: boolean; content: Record<string, JsonObject> } } {
  const schema = 'body' in route && route.body instanceof z.ZodType ? route.body : undefined;
  if (!schema) return {};
  const content = Object.entries((requestBody as { content: Record<string, Content> }).content);
  return {
    requestBody: {
      required: !schema.safeParse(undefined).success,
      content: Object.fromEntries(content.map(([type, shown]) => [type, withExample(shown, schemas)])),
    },
  };
}

/** Adds the schema's example to required parameters; optional ones stay empty in Swagger UI. */
export function parametersOf({ parameters = [] }: { parameters?: unknown[] }): { parameters: Parameter[] } {
  return {
    parameters: (parameters as Parameter[]).map((parameter) => {
      const [example] = parameter.required ? (parameter.schema.examples ?? []) : [];
      return example === undefined ? parameter : { ...parameter, example };
    }),
  };
}

function withExample(content: Content, schemas: Record<string, JsonObject>): JsonObject {
  const [example] = (resolved(content.schema ?? {}, schemas).examples as unknown[] | undefined) ?? [];
  return example === undefined ? { ...content } : { ...content, example };
}

/** Adds a description to each status, and the content types other than JSON. */
export function responsesOf(operation: { responses?: JsonObject }, route: AppRoute): JsonObject {
  return Object.fromEntries(
    Object.entries(operation.responses ?? {}).map(([status, response]) => {
      const declared = route.responses[Number(status)];
      const description = STATUS_MEANINGS[status] ?? 'Done.';
      const shown = { ...(response as JsonObject), description, ...headersOf(route, status) };
      if (!declared || !isAppRouteOtherResponse(declared)) return [status, shown];
      const [content] = Object.values((response as { content?: Record<string, Content> }).content ?? {});
      const { contentType } = declared;
      const body = contentType === PROBLEM_CONTENT_TYPE ? withProblem(content, Number(status)) : content;
      return [status, { ...shown, content: { [contentType]: contentOf(contentType, body) } }];
    }),
  );
}

/** The headers of a response that only some routes have. */
function headersOf(route: AppRoute, status: string): JsonObject {
  if (status !== '200' || (route.metadata as RouteAccess).reads !== 'replica') return {};
  const description =
    'Maximum age of the response in seconds, if it was read from a database replica; writes with the same API key are always included.';
  const schema = { type: 'number', minimum: 0, examples: [0.12] };
  return { headers: { [REPLICA_LAG_HEADER]: { description, schema } } };
}

/** Adds an example for the status: that of the schema mostly has another status. */
function withProblem(content: Content | undefined, status: number): JsonObject {
  const code = PROBLEM_CODES.find((one) => PROBLEMS[one].status === status);
  if (code === undefined || code === PROBLEM_EXAMPLE.code) return { ...content };
  const { title } = PROBLEMS[code];
  const example = { ...PROBLEM_EXAMPLE, type: `/docs/errors#${code}`, title, status, detail: `${title}.`, code };
  return { ...content, example };
}

/** Content that is neither text nor JSON is binary, which the contract has as a string. */
function contentOf(type: string, content: Content | undefined): Content | undefined {
  if (/^text\/|json\b/.test(type)) return content;
  return { schema: { type: 'string', format: 'binary', contentMediaType: type } };
}

const STATUS_MEANINGS: Record<string, string> = {
  '200': 'Done.',
  '201': 'Created.',
  '202': 'Accepted; not finished yet.',
  '204': 'Done; no content.',
  '302': 'Redirect to the URL in `Location`.',
  '304': 'Not modified since the `ETag` that was sent.',
  '400': 'The request cannot be read, or a parameter is wrong.',
  '401': 'No valid API key.',
  '403': 'The API key may not do this.',
  '404': 'Does not exist, or belongs to another partner.',
  '408': 'The request was received too slowly.',
  '409': 'The current state forbids it.',
  '413': 'Too large.',
  '415': 'Unsupported content type.',
  '422': 'Some fields are invalid.',
  '429': 'Too many requests; `Retry-After` says when to try again.',
  '500': 'Something went wrong on our side.',
  '503': 'Not available right now.',
};

/** Moves the problem responses, of which each endpoint has many, into the document's components, without duplicates. */
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
