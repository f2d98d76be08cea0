import { z } from 'zod';
import { FIELD_DESCRIPTIONS } from '../shared/field-descriptions.ts';

/** A JSON Schema, or another object of the document. */
export type JsonObject = Record<string, unknown>;

/** Marks a field as required that zod treats as optional. */
const REQUIRED = 'x-required';

/** The JSON Schema of a request (`input`) or response (`output`). Named objects are in `$defs`. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const {
    $schema,
    '~standard': _,
    ...json
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Zod omits defaults and examples of values parsed from text, but readers need them.
      if (io === 'input' && zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (io === 'input' && Array.isArray(examples)) jsonSchema.examples = examples;
      // In a query or a form, booleans and numbers are texts: the schema describes their meaning.
      if (io === 'input' && isBooleanText(zodSchema)) jsonSchema.type = 'boolean';
      tidy(jsonSchema as JsonObject, zodSchema instanceof z.ZodObject ? zodSchema.shape : {});
    },
  }) as JsonObject;
  return json;
}

function isBooleanText(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodCodec && schema.def.out instanceof z.ZodBoolean;
}

/**
 * Adds common field descriptions, removes patterns that a format makes redundant, and marks fields as required that zod
 * treats as optional.
 */
function tidy(json: JsonObject, fields: Readonly<Record<string, z.core.$ZodType>>): void {
  if (json.format !== undefined) delete json.pattern;
  const properties = Object.entries((json.properties ?? {}) as Record<string, JsonObject>);
  for (const [name, property] of properties) {
    const description = descriptionOf(fields[name]) ?? FIELD_DESCRIPTIONS[name];
    if (description !== undefined && property.$ref === undefined) property.description ??= description;
  }
  const marked = properties.filter(([, property]) => property[REQUIRED] === true).map(([name]) => name);
  if (marked.length > 0) json.required = [...new Set([...((json.required as string[] | undefined) ?? []), ...marked])];
}

/** The description of a field, which may be below a default or optional wrapper. */
function descriptionOf(field: z.core.$ZodType | undefined): string | undefined {
  if (field === undefined) return undefined;
  const own = z.globalRegistry.get(field)?.description;
  if (own !== undefined) return own;
  return field instanceof z.ZodDefault || field instanceof z.ZodOptional
    ? descriptionOf(field.def.innerType)
    : undefined;
}

/** Moves named schemas into the document's components, so that each is described once. */
export function toReference(json: JsonObject, schemas: Record<string, JsonObject>): JsonObject {
  const { $defs = {}, ...rest } = json;
  for (const [name, definition] of Object.entries($defs as Record<string, JsonObject>)) {
    schemas[name] = named(definition);
  }
  const schema = pointToComponents(rest) as JsonObject;
  if (typeof schema.id !== 'string') return schema;
  schemas[schema.id] = named(schema);
  return { $ref: `#/components/schemas/${schema.id}` };
}

/** The schema, or the component that it refers to. */
export function resolved(schema: JsonObject, schemas: Record<string, JsonObject>): JsonObject {
  const name = (schema.$ref as string | undefined)?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (schemas[name] ?? {});
}

function named(schema: JsonObject): JsonObject {
  const { id: _, ...rest } = pointToComponents(schema) as JsonObject;
  return rest;
}

function pointToComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== REQUIRED);
  return Object.fromEntries(
    entries.map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string'
        ? [key, inner.replace('#/$defs/', '#/components/schemas/')]
        : [key, pointToComponents(inner)],
    ),
  );
}
