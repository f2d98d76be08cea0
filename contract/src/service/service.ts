import { z } from 'zod';
import { apiKeySchema, partnerSchema } from '../partners/partners.ts';
import { c, problems } from '../shared/router.ts';
import { scopeSchema } from '../shared/scopes.ts';

export const healthSchema = z.object({
  status: z.enum(['ok', 'error']),
  database: z.enum(['connected', 'unreachable']),
});

const check = z.enum(['ok', 'error']);
export const readySchema = z.object({
  status: check,
  database: check,
  storage: check,
  queue: check,
  replica: check.optional().meta({
    description: 'The database replica, if configured. Its `error` does not affect `status`: the primary takes over.',
  }),
});

export const limitSchema = z
  .object({
    name: z.string(),
    value: z.number(),
    unit: z.string(),
    description: z.string(),
  })
  .meta({ id: 'Limit' });
export type Limit = z.infer<typeof limitSchema>;

export const meSchema = z
  .object({
    kind: z.enum(['operator', 'partner']).meta({ description: 'The owner of the key.' }),
    key: apiKeySchema.pick({ api_key_id: true, name: true, secret_hint: true, expires_at: true }),
    scopes: z.array(scopeSchema).meta({ description: 'What the key may do.' }),
    partner: partnerSchema.nullable().meta({ description: 'The partner of the key; null for the operator.' }),
    limits: z.array(limitSchema),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;

const address = (what: string, path: string) => z.string().meta({ description: what, examples: [path] });

export const indexSchema = z
  .object({
    name: z.string(),
    version: z.string().meta({ description: 'The newest supported API version.' }),
    demo: z.boolean().meta({
      description: 'Whether the server has the demo key, because it started a database of its own to try things out.',
    }),
    console: address('The operations console, for a browser.', '/console'),
    guides: address('The documentation, for a browser.', '/guides/'),
    api_explorer: address('The interactive endpoint reference, for a browser.', '/docs'),
    errors: address('The meaning of each error code, for a browser.', '/docs/errors'),
    openapi: address('The OpenAPI document.', '/openapi.json'),
    postman: address('The same as a Postman collection.', '/docs/postman.json'),
    health: address('Whether the server and its database are healthy.', '/health'),
    ready: address('Whether database, storage and queue are available.', '/ready'),
  })
  .meta({ id: 'Index' });
export type Index = z.infer<typeof indexSchema>;

/** The paths that the index of the API lists. */
export const SERVICE_PATHS = {
  console: '/console',
  guides: '/guides/',
  api_explorer: '/docs',
  errors: '/docs/errors',
  openapi: '/openapi.json',
  postman: '/docs/postman.json',
  health: '/health',
  ready: '/ready',
} as const satisfies Omit<Index, 'name' | 'version' | 'demo'>;

const open = { access: 'public' } as const;

export const serviceContract = c.router(
  {
    getIndex: {
      method: 'GET',
      path: '/',
      summary: "Get the server's URLs",
      description: 'Redirects browsers, which accept `text/html`, to the console. Needs no key.',
      metadata: open,
      responses: { 200: indexSchema, ...problems(400) },
    },
    getHealth: {
      method: 'GET',
      path: '/health',
      summary: 'Check health: process and database',
      description: 'Returns 503 if the database cannot be reached. Needs no key.',
      metadata: open,
      responses: { 200: healthSchema, 503: healthSchema, ...problems(400) },
    },
    getReady: {
      method: 'GET',
      path: '/ready',
      summary: 'Check readiness: database, storage and queue',
      description: 'Returns 503 if one of them cannot be reached, and says which. Needs no key.',
      metadata: open,
      responses: { 200: readySchema, 503: readySchema, ...problems(400) },
    },
    getMe: {
      method: 'GET',
      path: '/me',
      summary: "Get the key's owner and permissions",
      description: "Needs a key, but no scope. Returns the partner's own ID, which batches use as `org_id`.",
      metadata: { access: 'any' } as const,
      responses: { 200: meSchema, ...problems(400) },
    },
    getLimits: {
      method: 'GET',
      path: '/limits',
      summary: 'List all limits',
      description: 'Needs a key, but no scope.',
      metadata: { access: 'any' } as const,
      responses: { 200: z.object({ limits: z.array(limitSchema) }), ...problems(400) },
    },
    getMetrics: {
      method: 'GET',
      path: '/metrics',
      summary: 'Get Prometheus metrics',
      description:
        "At most a few seconds old. Needs no key: metrics can be read from the server's own machine or, with `METRICS_TOKEN`, with `Authorization: Bearer` and that token.",
      metadata: open,
      responses: {
        200: c.otherResponse({ contentType: 'text/plain; version=0.0.4', body: z.string() }),
        ...problems(400, 401, 403),
      },
    },
    getOpenApi: {
      method: 'GET',
      path: '/openapi.json',
      summary: 'Get the OpenAPI document',
      description: 'OpenAPI 3.1, derived from the contract. Needs no key.',
      metadata: open,
      responses: { 200: z.record(z.string(), z.unknown()), ...problems(400) },
    },
  },
  { strictStatusCodes: true },
);
