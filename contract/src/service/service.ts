import { z } from 'zod';
import { c, problems } from '../shared/router.ts';

export const healthSchema = z.object({
  status: z.enum(['ok', 'error']),
  database: z.enum(['connected', 'unreachable']),
});

const check = z.enum(['ok', 'error']);
export const readySchema = z.object({ status: check, database: check, storage: check, queue: check });

export const limitSchema = z
  .object({
    name: z.string(),
    value: z.number(),
    unit: z.string(),
    description: z.string(),
  })
  .meta({ id: 'Limit' });
export type Limit = z.infer<typeof limitSchema>;

const open = { access: 'public' } as const;

export const serviceContract = c.router(
  {
    getHealth: {
      method: 'GET',
      path: '/health',
      summary: 'Is the process alive and its database reachable?',
      metadata: open,
      responses: { 200: healthSchema, 503: healthSchema, ...problems(400) },
    },
    getReady: {
      method: 'GET',
      path: '/ready',
      summary: 'Can it take traffic: database, storage and queue?',
      metadata: open,
      responses: { 200: readySchema, 503: readySchema, ...problems(400) },
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
        'Of a few seconds ago at the most. Needs no key: the server opens them to its own machine, or, with `METRICS_TOKEN`, to `Authorization: Bearer` with that token.',
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
      metadata: open,
      responses: { 200: z.record(z.string(), z.unknown()), ...problems(400) },
    },
  },
  { strictStatusCodes: true },
);
