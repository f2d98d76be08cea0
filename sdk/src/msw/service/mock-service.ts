import { listLimits } from '@commerce-integration/contract';
import { operations } from '../contract/mock-contract.ts';
import type { FeatureHandlers } from '../http/mock-call.ts';

export const serviceHandlers: FeatureHandlers<'service'> = {
  getHealth: () => ({ status: 200, body: { status: 'ok', database: 'connected' } }),

  getReady: () => ({ status: 200, body: { status: 'ok', database: 'ok', storage: 'ok', queue: 'ok' } }),

  getLimits: ({ settings }) => ({
    status: 200,
    body: { limits: listLimits({ ...settings.limits, requests_per_minute: settings.rateLimit.after }) },
  }),

  getMetrics: ({ tables }) => {
    const waiting = [...tables.jobs.values()].filter((job) => job.underWay).length;
    const body = `# HELP queue_tickets Tickets in the queue.\n# TYPE queue_tickets gauge\nqueue_tickets{queue="validation",state="waiting"} ${waiting}\n`;
    return { status: 200, body, contentType: 'text/plain; version=0.0.4; charset=utf-8' };
  },

  getOpenApi: () => ({ status: 200, body: outline() }),
};

/** The document's paths, without its schemas: those take a generator that a mock has no use for. */
function outline(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { name, route } of operations) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: { operationId: name, summary: route.summary } };
  }
  return { openapi: '3.1.0', info: { title: 'Commerce Integration API', version: '1.0.0' }, paths };
}
