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
    description:
      'The replica of the database, where one is set. Its `error` does not count for `status`: the primary answers in its place.',
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
    kind: z.enum(['operator', 'partner']).meta({ description: 'Whose key it is.' }),
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
    version: z.string().meta({ description: 'The newest version of the API that is served.' }),
    demo: z.boolean().meta({
      description: 'Whether the server has the demo key, because it started a database of its own to try things out.',
    }),
    console: address('The operations console, for a browser.', '/console'),
    guides: address('The documentation, for a browser.', '/guides/'),
    api_explorer: address('Every endpoint to read and to try, for a browser.', '/docs'),
    errors: address('What each error code means, for a browser.', '/docs/errors'),
    openapi: address('The OpenAPI document.', '/openapi.json'),
    postman: address('The same as a Postman collection.', '/docs/postman.json'),
    health: address('Whether the server and its database are well.', '/health'),
    ready: address('Whether database, storage and queue can take work.', '/ready'),
  })
  .meta({ id: 'Index' });
export type Index = z.infer<typeof indexSchema>;

const open = { access: 'public' } as const;

export const serviceContract = c.router(
  {
    getIndex: {
      method: 'GET',
      path: '/',
      summary: 'Where things are',
      description: 'Leads a browser, which accepts `text/html`, to the console instead. Needs no key.',
      metadata: open,
      responses: { 200: indexSchema, ...problems(400) },
    },
    getHealth: {
      method: 'GET',
      path: '/health',
      summary: 'Is the process alive and its database reachable?',
      description: 'Answers 503 where the database cannot be reached. Needs no key.',
      metadata: open,
      responses: { 200: healthSchema, 503: healthSchema, ...problems(400) },
    },
    getReady: {
      method: 'GET',
      path: '/ready',
      summary: 'Can it take traffic: database, storage and queue?',
      description: 'Answers 503 where one of them cannot be reached, and says which. Needs no key.',
      metadata: open,
      responses: { 200: readySchema, 503: readySchema, ...problems(400) },
    },
    getMe: {
      method: 'GET',
      path: '/me',
      summary: 'Whose key is this, and what may it do?',
      description: 'Needs a key, but no scope. A partner finds its own ID here, which batches take as `org_id`.',
      metadata: { access: 'any' } as const,
      responses: { 200: meSchema, ...problems(400) },
    },
    getLimits: {
      method: 'GET',
      path: '/limits',
      summary: 'Every limit, as data',
      description: 'Needs a key, but no scope.',
      metadata: { access: 'any' } as const,
      responses: { 200: z.object({ limits: z.array(limitSchema) }), ...problems(400) },
    },
    getMetrics: {
      method: 'GET',
      path: '/metrics',
      summary: 'Prometheus metrics',
      description:
        'At most a few seconds old. Needs no key: the server opens them to its own machine, or, with `METRICS_TOKEN`, to `Authorization: Bearer` with that token.',
      metadata: open,
      responses: {
        200: c.otherResponse({ contentType: 'text/plain; version=0.0.4', body: z.string() }),
        ...problems(400, 401, 403),
      },
    },
    getOpenApi: {
      method: 'GET',
      path: '/openapi.json',
      summary: 'This document',
      description: 'OpenAPI 3.1, derived from the contract. Needs no key.',
      metadata: open,
      responses: { 200: z.record(z.string(), z.unknown()), ...problems(400) },
    },
  },
  { strictStatusCodes: true },
);
