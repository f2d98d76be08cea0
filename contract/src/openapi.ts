import { generateOpenApi } from '@ts-rest/open-api';
import { z } from 'zod';
import { API_VERSION, API_VERSION_HEADER, contract, FEATURES } from './index.ts';
import { type JsonObject, toJsonSchema, toReference } from './openapi/json-schema.ts';
import { bodyOf, parametersOf, responsesOf, securityOf, shareProblems } from './openapi/operation-parts.ts';
import { toPostman } from './openapi/postman.ts';
import { joinSamePaths, type Paths } from './openapi/same-paths.ts';
import { webhookRequests } from './openapi/webhooks.ts';
import type { EventDefinition } from './shared/define-event.ts';
import type { RouteAccess } from './shared/scopes.ts';

const DESCRIPTION = `Partners send products, prices and orders. The platform maintains their catalogue, sends orders to
fulfilment systems, and notifies all systems involved with signed webhooks.

All calls except those of the service itself need an \`x-api-key\`. Errors are \`application/problem+json\` (RFC 9457) with a stable
\`code\`. Lists are paged with cursors: send \`next_cursor\` as \`cursor\`. Calls that create something accept an \`Idempotency-Key\`.
The header \`${API_VERSION_HEADER}\` selects the API version, such as \`${API_VERSION}\`.
Long-running work is a job: run it, and wait for it with \`GET /jobs/{job_id}?wait=30\`.

The examples work one after the other on a fresh server: upload a feed, run its job, create an order.`;

const INFO = {
  title: 'Commerce Integration API',
  version: API_VERSION,
  description: DESCRIPTION,
  contact: { name: 'The operator of this server' },
  license: { name: 'MIT', identifier: 'MIT' },
};

const API_KEY = {
  type: 'apiKey',
  in: 'header',
  name: 'x-api-key',
  description: "The operator's key, or a partner's key.",
} as const;

/** The address of `npm start`. Numeric, because Redocly reports `localhost` as an error. */
const LOCAL_SERVER = { url: 'http://127.0.0.1:3000', description: 'The server that `npm start` starts' };

/** The OpenAPI 3.1 document, derived from the contract. Its server is that of `npm start`. */
export function openApiDocument(): Record<string, unknown> {
  const { openapi, info, tags, components, webhooks, ...document } = endpointsDocument();
  const { paths, responses } = shareProblems(joinSamePaths(document.paths));
  return { openapi, info, servers: [LOCAL_SERVER], tags, paths, webhooks, components: { ...components, responses } };
}

/**
 * The same API as a Postman collection (v2.1).
 *
 * @param document from `openApiDocument`; the collection uses the address of its server
 */
export function postmanCollection(document = openApiDocument()): Record<string, unknown> {
  return toPostman(document);
}

/** The document with every endpoint under its own path, as in the contract: for pages, not for tools. */
export function endpointsDocument() {
  const schemas: Record<string, JsonObject> = {};
  const document = generateOpenApi(
    contract,
    { info: INFO, components: { securitySchemes: { apiKey: API_KEY } } },
    {
      setOperationId: true,
      schemaTransformer: ({ schema, type }) =>
        schema instanceof z.ZodType
          ? toReference(toJsonSchema(schema, type === 'response' ? 'output' : 'input'), schemas)
          : null,
      operationMapper: ({ requestBody, ...operation }, route) => ({
        ...operation,
        ...securityOf(route),
        ...parametersOf(operation),
        ...bodyOf({ requestBody }, route, schemas),
        ...((route.metadata as RouteAccess).deprecated && { deprecated: true }),
        responses: responsesOf(operation, route),
      }),
    },
  );
  const webhooks = webhookRequests(schemas);
  return {
    ...document,
    openapi: '3.1.0',
    tags: Object.entries(FEATURES).map(([name, description]) => ({ name, description })),
    paths: document.paths as Paths,
    webhooks,
    components: { ...document.components, schemas: sorted(schemas) },
  };
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The JSON Schema of the `data` of an event. */
export function eventDataSchema({ data }: EventDefinition): Record<string, unknown> {
  const json = toJsonSchema(data, 'output');
  const { $ref, $defs } = json as { $ref?: string; $defs?: Record<string, JsonObject> };
  // A named object schema is a reference.
  return $ref === undefined ? json : { ...$defs?.[$ref.replace('#/$defs/', '')], $defs };
}
