import {
  API_VERSION,
  formatId,
  type Index,
  LIMITS,
  type Limit,
  listLimits,
  type Me,
} from '@commerce-integration/contract';
import { SERVICE_PATHS } from '@commerce-integration/contract/rules';
import { operations } from '../contract/mock-contract.ts';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import type { FullSettings } from '../options/mock-options.ts';

export const serviceHandlers: FeatureHandlers<'service'> = {
  getIndex: () => ({ status: 200, body: INDEX }),

  getHealth: () => ({ status: 200, body: { status: 'ok', database: 'connected' } }),

  getReady: () => ({ status: 200, body: { status: 'ok', database: 'ok', storage: 'ok', queue: 'ok' } }),

  getMe: (call) => ({ status: 200, body: describeCaller(call, call.secret) }),

  getLimits: ({ settings }) => ({ status: 200, body: { limits: limitsOf(settings) } }),

  getMetrics: ({ tables }) => {
    const waiting = [...tables.jobs.values()].filter((job) => job.underWay).length;
    const body = `# HELP queue_tickets Tickets in the queue.\n# TYPE queue_tickets gauge\nqueue_tickets{queue="small",state="waiting"} ${waiting}\n`;
    return { status: 200, body, contentType: 'text/plain; version=0.0.4; charset=utf-8' };
  },

  getOpenApi: () => ({ status: 200, body: outline() }),
};

const INDEX: Index = {
  name: 'Commerce Integration API',
  version: API_VERSION,
  demo: true,
  ...SERVICE_PATHS,
};

/** The owner of a key, as `GET /me` tells. */
export function describeCaller({ caller, tables, settings }: MockCall, secret: string): Me {
  const { apiKeyId, partner, scopes } = caller;
  const { name = 'operator', expires_at = null } = tables.apiKeys.get(apiKeyId)?.shown ?? {};
  return {
    kind: partner ? 'partner' : 'operator',
    key: { api_key_id: formatId('apiKey', apiKeyId), name, secret_hint: secret.slice(-4), expires_at },
    scopes: [...scopes],
    partner: tables.partners.get(partner?.id ?? 0)?.shown ?? null,
    limits: limitsOf(settings),
  };
}

function limitsOf({ limits, rateLimit }: FullSettings): Limit[] {
  // The mock deletes nothing by its age; it tells what a server does by default.
  const kept = { job_report_days: LIMITS.jobReportDays, export_file_days: LIMITS.exportFileDays };
  return listLimits({ ...limits, ...kept, requests_per_minute: rateLimit.after });
}

/** The document's paths without schemas: generating those would need a library that a mock does not need otherwise. */
function outline(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { name, route } of operations) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: { operationId: name, summary: route.summary } };
  }
  return { openapi: '3.1.0', info: { title: 'Commerce Integration API', version: '1.0.0' }, paths };
}
