import { invalidRequest, Problem, type RouteAccess } from '@commerce-integration/contract';
import {
  assertBodyWanted,
  assertKnownParameters,
  notJson,
  readJson,
  readQuery,
} from '@commerce-integration/contract/rules';
import type { AppRoute } from '@ts-rest/core';
import { z } from 'zod';

/** A request's parts as parsed by the contract's schemas. */
export interface ReadRequest {
  params: unknown;
  query: unknown;
  headers: unknown;
  body: unknown;
}

/**
 * Checks all parts of a request at once.
 *
 * @param asked the parsed query
 * @param body the parsed JSON body
 * @throws Problem `invalid_parameter`, `validation_failed`
 */
export function checkRequest(
  route: AppRoute,
  request: Request,
  pathParams: Record<string, string>,
  asked: unknown,
  body: unknown,
): ReadRequest {
  const params = check(route.pathParams, pathParams);
  const query = check(route.query, asked);
  const headers = check(route.headers, Object.fromEntries(request.headers));
  // A form, and a body that may have any form, are parsed by their operations.
  const checkedBody = check('body' in route && takesJson(route) && !isRaw(route) ? route.body : undefined, body);
  if (params.error || query.error || headers.error || checkedBody.error) {
    const refused = { pathParams: params.error, query: query.error, headers: headers.error, body: checkedBody.error };
    throw invalidRequest(refused);
  }
  return { params: params.data, query: query.data, headers: headers.data, body: checkedBody.data };
}

/** Parses the query. @throws Problem `malformed_request`, `invalid_parameter` */
export function queryOf(route: AppRoute, request: Request): Record<string, string | string[]> {
  const query = readQuery(new URL(request.url).search.slice(1));
  assertKnownParameters(route.query, query);
  return query;
}

/**
 * Reads a JSON body. A body of another type is refused, unless the contract asks for that type.
 *
 * @returns undefined where there is none
 * @throws Problem `unsupported_media_type`, `payload_too_large`, `malformed_request`
 */
export async function readBody(route: AppRoute, request: Request, maxBytes: number): Promise<unknown> {
  // Such a body is read by its operation.
  if (isRaw(route)) return undefined;
  const type = request.headers.get('content-type')?.toLowerCase() ?? '';
  const isJson = /^application\/json\s*(;|$)/.test(type);
  if (!isJson && !takesJson(route)) return undefined;
  const bytes = new Uint8Array(await request.arrayBuffer());
  // An empty body counts as an object without fields if its content type is JSON, otherwise as no body.
  if (bytes.length === 0 && !isJson) return undefined;
  if (!isJson) throw notJson();
  if (bytes.length > maxBytes) {
    throw new Problem('payload_too_large', 'The request body is too large; GET /limits names the limit.');
  }
  const body = readJson(bytes, type);
  assertBodyWanted('body' in route ? route.body : undefined, body);
  return body;
}

function isRaw(route: AppRoute): boolean {
  return (route.metadata as Partial<RouteAccess>).rawBody === true;
}

function takesJson(route: AppRoute): boolean {
  return !('contentType' in route) || route.contentType === 'application/json';
}

function check(schema: unknown, value: unknown): { data?: unknown; error?: z.ZodError } {
  return schema instanceof z.ZodType ? schema.safeParse(value) : { data: value };
}
