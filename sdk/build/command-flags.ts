import { COMMON_OPTIONS, DATA_OPTION, LIST_OPTION } from '../src/cli/common-options.ts';
import type { EndpointFlag } from '../src/internal/endpoints/endpoint-command.ts';
import { type JsonSchema, nullable, type Operation, plain, resolved } from './json-schema.ts';

/** Names of options that every command has. */
const TAKEN = Object.keys({ ...COMMON_OPTIONS, ...DATA_OPTION, ...LIST_OPTION });

/** The fields of an endpoint's query, headers and body as flags. */
export function flagsOf({ parameters = [], requestBody }: Operation): EndpointFlag[] {
  const body = bodyOf(requestBody);
  const ofBody = Object.entries(body.properties ?? {}).map(([field, schema]) =>
    flagOf(field, 'body', schema, body.required?.includes(field) ?? false),
  );
  const others = parameters.flatMap(({ name, in: place, schema, description, required = false }) =>
    place === 'path' ? [] : [flagOf(name, place, { ...(description && { description }), ...schema }, required)],
  );
  const flags: EndpointFlag[] = [];
  for (const flag of [...ofBody, ...others]) {
    const isTaken = TAKEN.includes(flag.name) || flags.some(({ name }) => name === flag.name);
    flags.push(isTaken ? { ...flag, name: `${flag.place}-${flag.name}` } : flag);
  }
  // Required flags come first.
  return flags.sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
}

/** The schema of a body, for any content type. */
export function bodyOf(body: Operation['requestBody']): JsonSchema {
  const [content] = Object.values(body?.content ?? {});
  return resolved(content?.schema ?? {});
}

function flagOf(field: string, place: EndpointFlag['place'], declared: JsonSchema, required: boolean): EndpointFlag {
  const schema = plain(declared);
  const isList = schema.type === 'array';
  const item = isList ? plain(schema.items ?? {}) : schema;
  const type = typeOf(item);
  const choices = type === 'boolean' ? undefined : item.enum?.filter((value) => value !== null).map(String);
  const { description = schema.description ?? resolved(declared).description, default: usual } = declared;
  return {
    name: field.replaceAll('_', '-'),
    field,
    place,
    type,
    ...(isTime(item) && { value: 'TIME' }),
    // A list of objects is easier to write as one value.
    ...(isList && type !== 'json' && { many: true }),
    ...(required && { required }),
    ...(place === 'body' && nullable(declared) && { nullable: true }),
    ...(choices && { choices }),
    ...(usual !== undefined && usual !== null && { default: String(usual) }),
    ...(description && { help: description }),
  };
}

function isTime({ format, anyOf = [] }: JsonSchema): boolean {
  return [format, ...anyOf.map((option) => option.format)].includes('date-time');
}

function typeOf({ type, enum: choices, contentMediaType }: JsonSchema): EndpointFlag['type'] {
  if (contentMediaType) return 'file';
  if (choices?.every((choice) => ['true', 'false', true, false].includes(choice as string))) return 'boolean';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'boolean';
  return type === 'string' ? 'string' : 'json';
}
