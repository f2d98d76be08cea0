import { type AppRoute, isAppRouteOtherResponse } from '@ts-rest/core';
import { generateOpenApi } from '@ts-rest/open-api';
import { z } from 'zod';
import { API_VERSION, API_VERSION_HEADER, contract } from './index.ts';
import type { EventDefinition } from './shared/define-event.ts';
import { FIELD_DESCRIPTIONS } from './shared/field-descriptions.ts';
import type { RouteAccess } from './shared/scopes.ts';

type JsonSchema = Record<string, unknown>;

const DESCRIPTION = `Partners send product feeds; the platform validates, loads and keeps a queryable catalogue.

Every call but the service's own needs an \`x-api-key\`. Errors are \`application/problem+json\` (RFC 9457) with a stable
\`code\`. Lists are paged by cursor: pass \`next_cursor\` on as \`cursor\`. Creating calls take an \`Idempotency-Key\`.
The header \`${API_VERSION_HEADER}\` names the version that a client is made for, such as \`${API_VERSION}\`.
Long work is a job: run it, and wait for it with \`GET /jobs/{job_id}?wait=30\`.`;

/** The OpenAPI 3.1 document, derived from the contract. */
export function openApiDocument(): Record<string, unknown> {
  const schemas: Record<string, JsonSchema> = {};
  const document = generateOpenApi(
    contract,
    {
      info: {
        title: 'Commerce Integration API',
        version: API_VERSION,
        description: DESCRIPTION,
        license: { name: 'MIT' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } } },
    },
    {
      setOperationId: true,
      schemaTransformer: ({ schema, type }) =>
        schema instanceof z.ZodType
          ? toReference(toJsonSchema(schema, type === 'response' ? 'output' : 'input'), schemas)
          : null,
      operationMapper: (operation, route) => ({
        ...operation,
        ...securityOf(route),
        ...((route.metadata as RouteAccess).deprecated && { deprecated: true }),
        responses: responsesOf(operation, route),
      }),
    },
  );
  return {
    ...document,
    openapi: '3.1.0',
    components: { ...document.components, schemas: sorted(schemas) },
  };
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const {
    $schema,
    '~standard': _,
    ...json
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Zod leaves the default out where the value is parsed from text, but readers need it.
      if (io === 'input' && zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
      tidy(jsonSchema as JsonSchema);
    },
  }) as JsonSchema;
  return json;
}

/**
 * Adds descriptions of fields that mean the same everywhere, removes patterns where a format says the same more clearly, and marks fields as required that zod treats as optional.
 */
function tidy(json: JsonSchema): void {
  if (json.format !== undefined) delete json.pattern;
  const properties = Object.entries((json.properties ?? {}) as Record<string, JsonSchema>);
  for (const [name, property] of properties) {
    const description = FIELD_DESCRIPTIONS[name];
    if (description !== undefined && property.$ref === undefined) property.description ??= description;
  }
  const required = properties.filter(([, property]) => property['x-required'] === true);
  for (const [name, property] of required) {
    delete property['x-required'];
    json.required = [...((json.required as string[] | undefined) ?? []), name];
  }
}

/** Moves named schemas into the document's components, so that each is described once. */
function toReference(json: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  const { $defs = {}, ...rest } = json;
  for (const [name, definition] of Object.entries($defs as Record<string, JsonSchema>)) {
    schemas[name] = named(definition);
  }
  const schema = pointToComponents(rest) as JsonSchema;
  if (typeof schema.id !== 'string') return schema;
  schemas[schema.id] = named(schema);
  return { $ref: `#/components/schemas/${schema.id}` };
}

function named(schema: JsonSchema): JsonSchema {
  const { id: _, ...rest } = pointToComponents(schema) as JsonSchema;
  return rest;
}

function pointToComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string'
        ? [key, inner.replace('#/$defs/', '#/components/schemas/')]
        : [key, pointToComponents(inner)],
    ),
  );
}

function securityOf(route: AppRoute): { security: Record<string, string[]>[]; 'x-access'?: string } {
  const { access } = route.metadata as RouteAccess;
  return access === 'public' ? { security: [] } : { security: [{ apiKey: [] }], 'x-access': access };
}

/** Adds a description to each status, and the content types that are not JSON. */
function responsesOf(operation: { responses?: Record<string, unknown> }, route: AppRoute): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(operation.responses ?? {}).map(([status, response]) => {
      const declared = route.responses[Number(status)];
      const description = STATUS_MEANINGS[status] ?? 'Done.';
      const shown = { ...(response as JsonSchema), description };
      if (!declared || !isAppRouteOtherResponse(declared)) return [status, shown];
      const content = Object.values((response as { content?: JsonSchema }).content ?? {})[0];
      return [status, { ...shown, content: { [declared.contentType]: content } }];
    }),
  );
}

const STATUS_MEANINGS: Record<string, string> = {
  '200': 'Done.',
  '201': 'Created.',
  '202': 'Accepted; not finished yet.',
  '204': 'Done; nothing to say.',
  '302': 'Found at the address in `Location`.',
  '304': 'Not changed since the `ETag` that was sent.',
  '400': 'The request cannot be read, or a parameter is wrong.',
  '401': 'No valid API key.',
  '403': 'The API key may not do this.',
  '404': 'Not there, or not yours.',
  '408': 'The request came too slowly.',
  '409': 'The current state forbids it.',
  '413': 'Too large.',
  '415': 'Unsupported content type.',
  '422': 'Some fields are invalid.',
  '429': 'Too many requests; `Retry-After` says when to try again.',
  '500': 'Something went wrong on our side.',
  '503': 'Not available right now.',
};

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The JSON Schema of the `data` of an event. */
export function eventDataSchema({ data }: EventDefinition): Record<string, unknown> {
  const json = toJsonSchema(data, 'output');
  const { $ref, $defs } = json as { $ref?: string; $defs?: Record<string, JsonSchema> };
  // The schema of an object with a name is a reference to it.
  return $ref === undefined ? json : { ...$defs?.[$ref.replace('#/$defs/', '')], $defs };
}
