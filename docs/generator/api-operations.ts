import type { contract } from '../../contract/src/index.ts';
import { endpointsDocument } from '../../contract/src/openapi.ts';

type Contract = typeof contract;

/** The name of an endpoint in the contract. */
export type OperationName = { [Feature in keyof Contract]: keyof Contract[Feature] & string }[keyof Contract];

/** The part of JSON Schema that the contract uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  description?: string;
  examples?: unknown[];
  default?: unknown;
  format?: string;
  contentMediaType?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Answer {
  description: string;
  content?: Record<string, { schema: Schema }>;
}

/** An endpoint in the OpenAPI document. */
export interface Operation {
  method: string;
  path: string;
  operationId: OperationName;
  summary: string;
  description?: string;
  tags: [feature: string];
  /** The key that the endpoint requires; omitted if none. */
  'x-access'?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, Answer>;
}

// Whether all schemas or one of them must match makes no difference to a reader.
const document = JSON.parse(JSON.stringify(endpointsDocument()).replaceAll('"oneOf":', '"anyOf":')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/** Every endpoint, in the order of the contract. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
);

/** The named objects, by name. */
export const namedSchemas: Readonly<Record<string, Schema>> = document.components.schemas;

/** The features, in the order of the contract. */
export const features: readonly string[] = [...new Set(operations.map(({ tags: [feature] }) => feature))];

/** The name to which a schema refers. */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.replace('#/components/schemas/', '');
}

/** The schema, or the one to which it refers. */
export function resolved(schema: Schema): Schema {
  const name = nameOf(schema);
  return name === undefined ? schema : (namedSchemas[name] ?? {});
}

/** The body of a message, JSON or other, with its content type; undefined if there is none. */
export function contentOf(message: Answer | Operation['requestBody']): { type: string; schema: Schema } | undefined {
  const [entry] = Object.entries(message?.content ?? {});
  return entry && { type: entry[0], schema: entry[1].schema };
}
