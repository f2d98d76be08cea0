import { contract } from '@commerce-integration/contract';
import { type AppRoute, ContractNoBody, isAppRouteOtherResponse } from '@ts-rest/core';
import { z } from 'zod';
import type { EndpointTypes } from './wire-types-source.ts';

/** Endpoints of whose bodies the client checks the names of the fields before it sends anything. */
const WITH_FIELDS = new Set(['uploadFeed', 'createOperationsBatch']);

const HEAD = `// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { Page } from '../endpoints/page.ts';
import type { EndpointsOf } from '../endpoints/endpoint.ts';
import type * as wire from './wire-types.ts';

const JSON_TYPE = 'application/json';
`;

/**
 * The source of the endpoints as the client has them, derived from the contract.
 *
 * @param types the names of each endpoint's types
 */
export function endpointsSource(types: ReadonlyMap<string, EndpointTypes>): string {
  const rules = new Map<string, string>();
  const routers = Object.entries(contract).map(([feature, router]) => {
    const routes = Object.entries(router as Record<string, AppRoute>);
    const entries = routes.map(([name, route]) => `  ${name}: ${endpointText(name, route, rules)},\n`);
    const typed = routes.map(([name]) => `  ${name}: { ${typesOf(types.get(name))} };\n`);
    return `export const ${feature}Endpoints: EndpointsOf<{\n${typed.join('')}}> = {\n${entries.join('')}};\n`;
  });
  const constants = [...rules].map(([text, name]) => `const ${name} = ${text};\n`);
  return [HEAD, constants.join(''), ...routers].join('\n');
}

function typesOf(types: EndpointTypes = {}): string {
  return Object.entries(types)
    .map(
      ([part, type]: [string, string]) =>
        `${part}: ${type.replace(/(?<![\w.])(?!Page\b|Record\b|string\b|unknown\b)\w+/g, 'wire.$&')}`,
    )
    .join('; ');
}

function endpointText(name: string, route: AppRoute, rules: Map<string, string>): string {
  const parts = [
    `method: '${route.method}'`,
    `path: '${route.path}'`,
    ...listOf('params', paramsOf(route, rules)),
    ...namesOf('query', route.query),
    ...(WITH_FIELDS.has(name) && 'body' in route ? namesOf('fields', route.body) : []),
    ...(shapeOf(route.headers)['idempotency-key'] ? ['takesKey: true'] : []),
    `answers: { ${answersOf(route).join(', ')} }`,
  ];
  return `{ ${parts.join(', ')} }`;
}

function listOf(name: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`${name}: { ${entries.join(', ')} }`];
}

function namesOf(name: string, schema: unknown): string[] {
  const names = Object.keys(shapeOf(schema)).filter((field) => field !== 'file');
  return names.length === 0 ? [] : [`${name}: ${JSON.stringify(names)}`];
}

function paramsOf(route: AppRoute, rules: Map<string, string>): string[] {
  return Object.entries(shapeOf(route.pathParams)).map(([name, schema]) => {
    const text = ruleText(schema as z.ZodType);
    const rule = rules.get(text) ?? `PARAM_${rules.size + 1}`;
    rules.set(text, rule);
    return `${name}: ${rule}`;
  });
}

/** The pattern of a parameter and what its schema says of a text that it does not take. */
function ruleText(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema) as { pattern?: string; enum?: string[] };
  const pattern = json.pattern ?? (json.enum ? `^(?:${json.enum.join('|')})$` : undefined);
  if (pattern === undefined) throw new Error('A path parameter is neither an ID nor one of several words');
  const problem = schema
    .safeParse('')
    .error?.issues.map(({ message }) => message)
    .join(' ');
  return `{ pattern: /${pattern.replaceAll('/', '\\/')}/, problem: ${JSON.stringify(problem)} }`;
}

/** The statuses of what was asked for, with their media types. */
function answersOf(route: AppRoute): string[] {
  return Object.entries(route.responses).flatMap(([status, declared]) => {
    const other = declared && isAppRouteOtherResponse(declared) ? declared : undefined;
    const isAnswer = other ? Number(status) < 400 : declared === ContractNoBody || declared instanceof z.ZodType;
    if (!isAnswer || status === '304') return [];
    return [`${status}: ${other ? JSON.stringify(other.contentType.split(';')[0]) : 'JSON_TYPE'}`];
  });
}

function shapeOf(schema: unknown): Record<string, unknown> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}
