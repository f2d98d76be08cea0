import * as contract from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';
import { z } from 'zod';
import { commentOf, commentText, descriptionOf } from './field-comment.ts';
import { enumNames, routeNames, schemaNames, singular } from './type-names.ts';

const HEAD = `// Made from the contract by .ci/generate.mjs: the types that a caller meets, with what the contract says of each field.

import type { Page } from '../endpoints/page.ts';
`;

/** Which side of the wire a type describes: requests or responses. */
type Side = 'input' | 'output';

/** A schema with its path. */
interface Place {
  side: Side;
  /** The name of a shape without its own. */
  name: string;
  /** Whether the name takes precedence over the shape's own. */
  isTop?: boolean;
}

/** The types of one endpoint: the text of each, which refers to the named ones. */
export interface EndpointTypes {
  query?: string;
  body?: string;
  /** The JSON response. */
  answer?: string;
}

/**
 * The types of requests and responses, generated from the contract's schemas, with a named declaration for each shape.
 */
export class WireTypes {
  readonly #declared = new Map<string, { text: string; of: unknown }>();
  readonly #schemas = schemaNames();
  readonly #enums = enumNames();

  /**
   * The types of an endpoint, by name.
   *
   * @throws Error for a schema that has no type
   */
  ofRoute(name: string, route: AppRoute): EndpointTypes {
    const names = routeNames(name);
    const query = objectOf(route.query);
    const body = 'body' in route ? objectOf(route.body) : undefined;
    const answer = answerOf(route);
    const call = `\`${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}\``;
    return {
      ...(query && { query: this.#top(query, names.fields, `The query of ${call}. ${route.summary}.`) }),
      ...(body && { body: this.#top(body, names.fields, `The body of ${call}. ${route.summary}.`) }),
      ...(answer && { answer: this.#answer(answer, names.answer, `The answer of ${call}. ${route.summary}.`) }),
    };
  }

  /** A type beside those of the endpoints. */
  add(schema: z.ZodType, name: string, description: string): void {
    this.#alias(name, this.#typeOf(schema, { side: 'output', name }), schema, description);
  }

  /** All requested types, as a module. */
  source(): string {
    return [HEAD, ...[...this.#declared.values()].map(({ text }) => text)].join('\n');
  }

  #top(schema: z.ZodObject, name: string, description: string): string {
    this.#declareObject(schema, { side: 'input', name, isTop: true }, description);
    return name;
  }

  #answer(schema: z.ZodType, name: string | undefined, description: string): string {
    const item = itemOfList(schema);
    if (!item) return this.#typeOf(schema, { side: 'output', name: name ?? '', isTop: true }, description);
    const page = `Page<${this.#typeOf(item, { side: 'output', name: '' }, description)}>`;
    if (name === undefined) return page;
    this.#alias(name, page, schema, description);
    return name;
  }

  /** The text of a type; declares a shape at its first use. */
  #typeOf(schema: z.ZodType, place: Place, otherwise = ''): string {
    const def = defOf(schema);
    switch (def.type) {
      case 'optional':
      case 'default':
      case 'prefault':
      case 'readonly':
      case 'nonoptional':
        return this.#typeOf(inner(def.innerType), place, otherwise);
      case 'pipe':
        return this.#typeOf(inner(def.out), place, otherwise);
      case 'nullable':
        return `${this.#typeOf(inner(def.innerType), place, otherwise)} | null`;
      case 'array':
        return arrayOf(this.#typeOf(inner(def.element), { ...place, name: singular(place.name) }, otherwise));
      case 'record':
        return `Record<string, ${this.#typeOf(inner(def.valueType), place, otherwise)}>`;
      case 'union':
        return this.#union(schema, place);
      case 'object':
        return this.#declareObject(schema as z.ZodObject, place, otherwise);
      case 'enum':
        return this.#declareEnum(schema as z.ZodEnum);
      default:
        return plainType(def);
    }
  }

  #union(schema: z.ZodType, place: Place): string {
    const options = (defOf(schema).options ?? []).map((option) => this.#typeOf(option, place));
    const text = [...new Set(options)].join(' | ');
    const name = options.every(isPlain) ? undefined : this.#schemas.of(schema);
    if (name === undefined) return text;
    this.#alias(name, text, schema, descriptionOf(schema) ?? '');
    return name;
  }

  #declareEnum(schema: z.ZodEnum): string {
    const values = schema.options.map(String);
    const text = values.map(quoted).join(' | ');
    const name = this.#enums.of(values);
    if (name === undefined) return text;
    this.#alias(
      name,
      text,
      values.join(),
      descriptionOf(schema) ?? `One of ${values.map((one) => `\`${one}\``).join(', ')}.`,
    );
    return name;
  }

  #declareObject(schema: z.ZodObject, place: Place, otherwise: string): string {
    const name = this.#shapeName(schema, place);
    if (name === '') throw new Error('A shape of the contract has no name: give its schema an `id`');
    const of = originOf(schema);
    if (this.#declared.get(name)?.of === of) return name;
    this.#claim(name, of);
    const fields = Object.entries(schema.shape).filter(([field]) => field !== 'file' || place.side === 'output');
    const base = name.replace(/Fields$/, '');
    const lines = fields.map(([field, type]) =>
      this.#field(field, type as z.ZodType, { side: place.side, name: base + pascal(field) }, name),
    );
    this.#set(name, of, descriptionOf(schema) ?? otherwise, `{\n${lines.join('')}}`);
    return name;
  }

  /** A requested name is used; a shape inside it has the name of its schema, or one derived from its path. */
  #shapeName(schema: z.ZodObject, { name, isTop }: Place): string {
    return isTop && name !== '' ? name : (this.#schemas.of(schema) ?? name);
  }

  #field(name: string, schema: z.ZodType, place: Place, shape: string): string {
    const optional = place.side === 'input' ? mayBeLeftOut(schema) : isOptional(schema);
    const type = this.#typeOf(schema, place, `A part of \`${shape}\`: \`${name}\`.`);
    const key = /^\w+$/.test(name) ? name : quoted(name);
    return `${commentOf(name, schema, place.side, '  ')}  ${key}${optional ? '?' : ''}: ${type}${optional ? ' | undefined' : ''};\n`;
  }

  #alias(name: string, text: string, of: unknown, description: string): void {
    if (this.#declared.has(name)) return;
    this.#claim(name, of);
    this.#set(name, of, description, text);
  }

  /** Reserves a name before its declaration is generated, since a shape may contain itself. */
  #claim(name: string, of: unknown): void {
    if (this.#declared.has(name)) throw new Error(`Two shapes of the contract are called ${name}: give one an \`id\``);
    this.#declared.set(name, { text: '', of });
  }

  #set(name: string, of: unknown, description: string, text: string): void {
    const comment = commentText(description, [], '');
    this.#declared.set(name, { of, text: `${comment}export type ${name} = ${text};\n` });
  }
}

/** Every wire type, and those of each endpoint. */
export function wireTypes(): { source: string; ofEndpoint: ReadonlyMap<string, EndpointTypes> } {
  const types = new WireTypes();
  const routes = Object.values(contract.contract).flatMap((router) =>
    Object.entries(router as Record<string, AppRoute>),
  );
  const ofEndpoint = new Map(routes.map(([name, route]) => [name, types.ofRoute(name, route)]));
  types.add(contract.problemSchema, 'Problem', 'An error of the API (RFC 9457).');
  for (const [batchType, [first, ...others]] of Object.entries(contract.BATCH_OPERATIONS)) {
    const name = OPERATION_NAMES[batchType] ?? `${pascal(batchType)}Operation`;
    types.add(z.union([first, ...others]), name, `An operation of a batch of the type \`${batchType}\`.`);
  }
  return { source: types.source(), ofEndpoint };
}

const OPERATION_NAMES: Record<string, string> = {
  'valid-from-price-updates': 'PriceOperation',
  'product-updates': 'ProductOperation',
};

interface Def {
  type: string;
  innerType?: z.ZodType;
  out?: z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  values?: unknown[];
}

function defOf(schema: z.ZodType): Def {
  return schema._zod.def as Def;
}

function inner(schema: z.ZodType | undefined): z.ZodType {
  if (!schema) throw new Error('A schema of the contract lacks its inner schema');
  return schema;
}

function plainType({ type, values }: Def): string {
  if (type === 'literal')
    return (values ?? [])
      .map((value) => JSON.stringify(value))
      .join(' | ')
      .replaceAll('"', "'");
  if (['string', 'number', 'boolean', 'unknown', 'null'].includes(type)) return type;
  throw new Error(`A schema of the contract has no type on the wire: ${type}`);
}

/** Whether a field is optional in requests. */
function mayBeLeftOut(schema: z.ZodType): boolean {
  return schema._zod.optin !== undefined;
}

function isOptional(schema: z.ZodType): boolean {
  return schema._zod.optout !== undefined;
}

/** The schema to which a description was added. */
function originOf(schema: z.ZodType): z.ZodType {
  const { parent } = schema._zod;
  return parent ? originOf(parent as z.ZodType) : schema;
}

function objectOf(schema: unknown): z.ZodObject | undefined {
  return schema instanceof z.ZodObject ? schema : undefined;
}

/** The schema of the JSON response with the first successful status. */
function answerOf({ responses }: AppRoute): z.ZodType | undefined {
  const [, answer] =
    Object.entries(responses).find(([status, body]) => Number(status) < 300 && body instanceof z.ZodType) ?? [];
  return answer as z.ZodType | undefined;
}

function itemOfList(schema: z.ZodType): z.ZodType | undefined {
  if (!(schema instanceof z.ZodObject)) return undefined;
  const { items } = schema.shape as { items?: z.ZodType };
  const isList = Object.keys(schema.shape).sort().join() === 'count,items,next_cursor';
  return isList && items ? defOf(items).element : undefined;
}

function arrayOf(type: string): string {
  return /[ |]/.test(type) && !/^[\w<>]+$/.test(type) ? `(${type})[]` : `${type}[]`;
}

function isPlain(type: string): boolean {
  return /^(string|number|boolean|null|'.*')$/.test(type);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`;
}

function pascal(name: string): string {
  return name.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
