import { nameOf, type Schema } from './api-operations.ts';

/** One line of the table of an object's fields. */
export interface Field {
  /** The path, including the surrounding fields and lists: `items[].quantity`. */
  path: string;
  type: string;
  description: string;
}

/** The integers that JSON numbers can represent: as a limit, they are not shown. */
const NO_BOUND = Number.MAX_SAFE_INTEGER;

/**
 * The fields of an object, including those of nested objects; for a named object, only its name.
 *
 * @param link a Markdown link to a named object
 */
export function fieldsOf(schema: Schema, link: (name: string) => string, inside = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${inside}${name}`;
    const type = schema.required?.includes(name) ? typeText(property, link) : optionalText(property, link);
    const field = { path, type, description: describedBy(property) };
    const list = withoutNull(property).items;
    const below = list ? fieldsOf(list, link, `${path}[].`) : fieldsOf(withoutNull(property), link, `${path}.`);
    return [field, ...below];
  });
}

/** The type and the limits of a value, in words. */
export function typeText(schema: Schema, link: (name: string) => string): string {
  const name = nameOf(schema);
  if (name !== undefined) return link(name);
  if (schema.anyOf) return schema.anyOf.map((option) => typeText(option, link)).join(' or ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return oneOf(schema.enum.map(code));
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeText({ ...schema, type }, link)).join(' or ');
  if (schema.type === 'array') return listText(schema, link);
  if (schema.type === 'object') return isMap(schema) ? 'object of strings' : 'object';
  return simpleText(schema);
}

/** The same for an optional value. */
export function optionalText(schema: Schema, link: (name: string) => string): string {
  const usual = schema.default === undefined ? ', optional' : `; default ${code(schema.default)}`;
  return `${typeText(schema, link)}${usual}`;
}

/** The description of a schema, or that of its non-null variant. */
export function describedBy(schema: Schema): string {
  return schema.description ?? withoutNull(schema).description ?? '';
}

function simpleText(schema: Schema): string {
  if (schema.contentMediaType) return 'file';
  if (schema.format === 'date-time') return 'time';
  if (schema.format === 'uri') return 'URL';
  if (schema.type === 'string') return `string${lengthText(schema)}`;
  if (schema.type === 'integer' || schema.type === 'number') {
    return `${schema.type}${rangeText(schema)}`;
  }
  return schema.type === 'null' ? '`null`' : String(schema.type ?? 'any value');
}

function listText(schema: Schema, link: (name: string) => string): string {
  const { minItems, maxItems, items = {} } = schema;
  const from = minItems === undefined ? 'up to' : `${minItems} to`;
  const many = maxItems === undefined ? '' : `, ${from} ${maxItems.toLocaleString('en-US')} items`;
  return `array of ${typeText(items, link)}${many}`;
}

function lengthText({ maxLength, examples: [example] = [] }: Schema): string {
  const length = maxLength === undefined ? '' : ` of up to ${maxLength.toLocaleString('en-US')} characters`;
  return `${length}${example === undefined ? '' : `, such as ${code(example)}`}`;
}

function rangeText({ minimum = -NO_BOUND, maximum = NO_BOUND }: Schema): string {
  const [from, to] = [minimum.toLocaleString('en-US'), maximum.toLocaleString('en-US')];
  if (minimum > -NO_BOUND && maximum < NO_BOUND) return `, ${from} to ${to}`;
  if (maximum < NO_BOUND) return `, up to ${to}`;
  return minimum > -NO_BOUND && minimum !== 0 ? `, ${from} or more` : '';
}

function withoutNull(schema: Schema): Schema {
  return schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
}

function isMap({ additionalProperties }: Schema): boolean {
  return typeof additionalProperties === 'object';
}

function oneOf(values: string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

function code(value: unknown): string {
  return value === '\t' ? 'tab' : `\`${String(value)}\``;
}
