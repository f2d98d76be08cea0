import { endpointsDocument } from '@commerce-integration/contract/openapi';

/** The part of JSON Schema that the command line reads. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  description?: string;
  examples?: unknown[];
  default?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
  contentMediaType?: string;
}

/** An endpoint in the OpenAPI document. */
export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  'x-access'?: string;
  parameters?: {
    name: string;
    in: 'path' | 'query' | 'header';
    required?: boolean;
    description?: string;
    schema: JsonSchema;
  }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}

const document = endpointsDocument() as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
};

/** Every endpoint of the contract, by its name. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .map((operation) => [operation.operationId, operation]),
);

/** The schema, or the one to which it refers. */
export function resolved(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...rest } = schema;
  return { ...document.components.schemas[$ref.replace('#/components/schemas/', '')], ...rest };
}

/** The schema without null; undefined if it has several other types. */
export function plain(declared: JsonSchema): JsonSchema {
  const { anyOf, type, ...rest } = resolved(declared);
  const options = (anyOf ?? []).map(resolved).filter((option) => option.type !== 'null');
  const types = [type ?? []].flat().filter((one) => one !== 'null');
  // If the variants differ only in their format, the type is used.
  const [first] = options;
  if (first && options.every((option) => option.type === first.type)) {
    return { ...rest, ...(options.length === 1 ? first : { type: first.type, anyOf: options }) } as JsonSchema;
  }
  return types.length === 1 ? { ...rest, type: types[0] as string } : rest;
}

/** Whether null is a value of the schema. */
export function nullable(declared: JsonSchema): boolean {
  const { anyOf = [], type } = resolved(declared);
  return [type ?? [], anyOf.map((option) => resolved(option).type ?? [])].flat(3).includes('null');
}
