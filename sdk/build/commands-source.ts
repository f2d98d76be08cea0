import { CURRENCY_DIGITS, contract } from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';
import type { EndpointCommand, EndpointFlag } from '../src/internal/endpoints/endpoint-command.ts';
import { answerOf } from './command-columns.ts';
import { bodyOf, flagsOf } from './command-flags.ts';
import { commandName } from './command-name.ts';
import { type JsonSchema, type Operation, operations, plain } from './json-schema.ts';

const HEAD = `// Made from the contract by .ci/generate.mjs: every endpoint as a command of the command line.

import type { EndpointCommand } from '../endpoints/endpoint-command.ts';
`;

/**
 * Every endpoint of the contract as a command.
 *
 * @throws Error if two have the same name
 */
export function endpointCommands(): EndpointCommand[] {
  const commands = Object.entries(contract).flatMap(([feature, router]) =>
    Object.entries(router as Record<string, AppRoute>).map(([endpoint, { path }]) => {
      const name = commandName(feature, endpoint, path, Object.keys(router));
      return commandOf(name, feature, endpoint);
    }),
  );
  const names = commands.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice)
    throw new Error(`Two endpoints would be the command ${twice}: name one of them otherwise in the contract.`);
  return commands;
}

/** The source of the commands. It contains shared flags once. */
export function commandsSource(commands: readonly EndpointCommand[]): string {
  const texts = new Map<string, number>();
  const shared = (value: unknown) => {
    const text = JSON.stringify(value);
    if (!texts.has(text)) texts.set(text, texts.size + 1);
    return `_${texts.get(text)}`;
  };
  const entries = commands.map(({ flags, fields, ...rest }) => {
    const more = [`flags: [${flags.map(shared).join(', ')}]`, ...(fields ? [`fields: ${shared(fields)}`] : [])];
    return `  { ${JSON.stringify(rest).slice(1, -1)}, ${more.join(', ')} },\n`;
  });
  const digits = JSON.stringify(Object.fromEntries([...CURRENCY_DIGITS].filter(([, count]) => count !== 2)));
  const constants = [...texts].map(([text, number]) => `const _${number} = ${text} as const;\n`);
  return [
    HEAD,
    constants.join(''),
    `/** Decimals of the currencies that have not two. */\nexport const currencyDigits: Readonly<Record<string, number>> = ${digits};\n`,
    `export const endpointCommands: readonly EndpointCommand[] = [\n${entries.join('')}];\n`,
  ].join('\n');
}

function commandOf(name: string, feature: string, endpoint: string): EndpointCommand {
  const operation = operations.get(endpoint);
  if (!operation) throw new Error(`The OpenAPI document has no ${endpoint}`);
  const { summary, description, parameters = [], requestBody } = operation;
  const ofPath = parameters.filter((parameter) => parameter.in === 'path');
  const operands = ofPath.map(({ name: of, schema, description: said = plain(schema).description }) => [
    of,
    said ?? '',
  ]);
  const flags = flagsOf(operation);
  const [contentType] = Object.keys(requestBody?.content ?? {});
  return {
    name,
    feature,
    endpoint,
    summary,
    ...(description && { details: description }),
    access: operation['x-access'] ?? 'public',
    ...(operands.length > 0 && { operands: Object.fromEntries(operands) }),
    ...(contentType && { body: contentType === 'multipart/form-data' ? 'form' : 'json' }),
    ...answerOf(operation),
    flags,
    example: exampleOf(operation, flags),
  };
}

/** The operands and required flags, with example values of the contract. */
function exampleOf(operation: Operation, flags: readonly EndpointFlag[]): string {
  const body = bodyOf(operation.requestBody);
  const [whole = {}] = (body.examples ?? []) as Record<string, unknown>[];
  const operands = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, schema }) => quoted(exampleValue(schema, undefined, name)));
  const needed = flags.filter(({ required, place, field }) => required || (place === 'body' && field in whole));
  const ofBody = flags.filter(({ place }) => place === 'body');
  // For a body whose fields are all optional, includes one field as an example.
  const [first] = needed.length > 0 ? [] : [ofBody.find(({ choices }) => choices) ?? ofBody[0]];
  const given = first ? [first] : needed;
  const options = given.map(({ name, field, type }) => {
    const value = exampleValue(body.properties?.[field] ?? {}, whole[field], field);
    if (type === 'boolean') return value === false ? `--no-${name}` : `--${name}`;
    return `--${name} ${quoted(Array.isArray(value) && type !== 'json' ? value[0] : value)}`;
  });
  return [...operands, ...options].join(' ');
}

function exampleValue(schema: JsonSchema, known: unknown, name: string): unknown {
  const { examples, enum: choices, type, items, contentMediaType, properties, required = [] } = plain(schema);
  if (known !== undefined) return known;
  const [value] = examples ?? choices ?? [];
  if (value !== undefined) return value;
  if (contentMediaType) return 'feed.csv';
  if (type === 'array') return [exampleValue(items ?? {}, undefined, name)];
  if (properties)
    return Object.fromEntries(required.map((key) => [key, exampleValue(properties[key] ?? {}, undefined, key)]));
  return type === 'number' || type === 'integer' ? 1 : name.replaceAll('_', '-');
}

/** A value as a shell argument. */
function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w.:/@+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
