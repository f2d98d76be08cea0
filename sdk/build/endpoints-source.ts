import { contract } from '@commerce-integration/contract';
import { type AppRoute, ContractNoBody, isAppRouteOtherResponse } from '@ts-rest/core';
import { z } from 'zod';
import { ID_NUMBER } from '../src/internal/endpoints/endpoint.ts';
import type { EndpointTypes } from './wire-types-source.ts';

/** Endpoints whose body's field names the client checks before it sends a request. */
const WITH_FIELDS = new Set(['uploadFeed', 'createOperationsBatch']);

const FILE = 'sdk/src/internal/generated/endpoints.ts';
const HEAD = `// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.
// Name them one by one, as \`endpoints.getJob\`: a namespace that is used as a value comes along whole.

import type { EndpointOf } from '../endpoints/endpoint.ts';
import type { Page } from '../endpoints/page.ts';
import type * as wire from './wire-types.ts';
`;

/**
 * The source of the client's endpoints, derived from the contract, by its routers.
 *
 * @param types the names of each endpoint's types
 */
export function endpointsSource(types: ReadonlyMap<string, EndpointTypes>): [file: string, text: string] {
  const routers = Object.values<Record<string, AppRoute>>(contract);
  const texts = routers.map((router) => routerText(Object.entries(router), types));
  return [FILE, [HEAD, ...texts].join('\n')];
}

function routerText(routes: [string, AppRoute][], types: ReadonlyMap<string, EndpointTypes>): string {
  const endpoints = routes.map(([name, route]) => {
    const declared = `export const ${name}: EndpointOf<{ ${typesOf(types.get(name))} }> = '${lineOf(route)}';\n`;
    if (!WITH_FIELDS.has(name) || !('body' in route)) return declared.replace('{  }', '{}');
    return `${declared}export const ${name}Fields: readonly string[] = ${JSON.stringify(namesOf(route.body))};\n`;
  });
  return endpoints.join('');
}

function typesOf(types: EndpointTypes = {}): string {
  return Object.entries(types)
    .map(
      ([part, type]: [string, string]) =>
        `${part}: ${type.replace(/(?<![\w.])(?!Page\b|Record\b|string\b|unknown\b)\w+/g, 'wire.$&')}`,
    )
    .join('; ');
}

/** An endpoint in one line, in the format of `readEndpoint`. */
function lineOf(route: AppRoute): string {
  const params = shapeOf(route.pathParams);
  const path = route.path.replace(/:(\w+)/g, (param, name: string) => `${param}(${formsOf(params[name])})`);
  const query = namesOf(route.query).join('&');
  const answers = answersOf(route);
  const statuses = answers.map(({ status }) => status);
  const other = answers.find(({ type }) => type !== undefined)?.type;
  return [
    route.method,
    query === '' ? path : `${path}?${query}`,
    ...(statuses.join() === '200' ? [] : statuses),
    ...(other === undefined ? [] : [other]),
    ...(shapeOf(route.headers)['idempotency-key'] ? ['key'] : []),
  ].join(' ');
}

function namesOf(schema: unknown): string[] {
  return Object.keys(shapeOf(schema)).filter((field) => field !== 'file');
}

/** The ID prefixes that a parameter may have, or its allowed words. */
function formsOf(schema: unknown): string {
  const { pattern = '', enum: words } = z.toJSONSchema(schema as z.ZodType) as { pattern?: string; enum?: string[] };
  const prefixes = pattern.startsWith('^') && pattern.endsWith(`${ID_NUMBER}$`) && pattern.match(/[A-Z]{2}/g);
  const forms = (prefixes || words)?.join('|');
  if (forms) return forms;
  throw new Error('A path parameter is neither an ID nor one of several words');
}

/** The successful statuses, with their media types if these are not JSON. */
function answersOf(route: AppRoute): { status: string; type: string | undefined }[] {
  return Object.entries(route.responses).flatMap(([status, declared]) => {
    const other = declared && isAppRouteOtherResponse(declared) ? declared : undefined;
    const isAnswer = other ? Number(status) < 400 : declared === ContractNoBody || declared instanceof z.ZodType;
    return isAnswer && status !== '304' ? [{ status, type: other?.contentType.split(';')[0] }] : [];
  });
}

function shapeOf(schema: unknown): Record<string, unknown> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}
