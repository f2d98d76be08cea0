import { invalidRequest, Problem } from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';
import { z } from 'zod';

/** A request's parts as the contract's schemas gave them back. */
export interface ReadRequest {
  params: unknown;
  query: unknown;
  headers: unknown;
  body: unknown;
}

/**
 * Checks a request's parts, all at once.
 *
 * @param body the JSON that was sent
 * @throws Problem `invalid_parameter`, `validation_failed`
 */
export function checkRequest(
  route: AppRoute,
  request: Request,
  pathParams: Record<string, string>,
  body: unknown,
): ReadRequest {
  const params = check(route.pathParams, pathParams);
  const query = check(route.query, queryOf(new URL(request.url)));
  const headers = check(route.headers, Object.fromEntries(request.headers));
  // A form is read by its operation.
  const checkedBody = check('body' in route && takesJson(route) ? route.body : undefined, body);
  if (params.error || query.error || headers.error || checkedBody.error) {
    const refused = { pathParams: params.error, query: query.error, headers: headers.error, body: checkedBody.error };
    throw invalidRequest(refused);
  }
  return { params: params.data, query: query.data, headers: headers.data, body: checkedBody.data };
}

/**
 * Reads a JSON body; a body of another type is refused, unless the contract asks for that type.
 *
 * @returns undefined where there is none
 * @throws Problem `unsupported_media_type`, `payload_too_large`, `malformed_request`
 */
export async function readJson(route: AppRoute, request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.toLowerCase() ?? '';
  const isJson = /^application\/json\s*(;|$)/.test(type);
  if (!isJson && !takesJson(route)) return undefined;
  const text = await request.text();
  // No text that says it is JSON is no fields at all; without a word it is no body.
  if (text === '') return isJson ? {} : undefined;
  if (!isJson) throw new Problem('unsupported_media_type', 'Send the body as application/json.');
  const charset = /;\s*charset="?([^";\s]+)/.exec(type)?.[1] ?? 'utf-8';
  if (!charset.startsWith('utf-')) {
    throw new Problem('unsupported_media_type', 'The charset is not supported: send UTF-8.');
  }
  if (new TextEncoder().encode(text).length > maxBytes) {
    throw new Problem('payload_too_large', 'The request body is too large; GET /limits names the limit.');
  }
  return parseJson(text);
}

function takesJson(route: AppRoute): boolean {
  return !('contentType' in route) || route.contentType === 'application/json';
}

/** A document is an object or a list. */
function parseJson(text: string): unknown {
  try {
    if (/^\s*[[{]/.test(text)) return JSON.parse(text);
  } catch {
    // Said below.
  }
  throw new Problem('malformed_request', 'The request body is not valid JSON.');
}

function check(schema: unknown, value: unknown): { data?: unknown; error?: z.ZodError } {
  return schema instanceof z.ZodType ? schema.safeParse(value) : { data: value };
}

/** A name that comes more than once has a list of values. */
function queryOf({ searchParams }: URL): Record<string, string | string[]> {
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}
