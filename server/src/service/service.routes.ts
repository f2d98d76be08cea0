import { serviceContract } from '@commerce-integration/contract';
import { openApiDocument } from '@commerce-integration/contract/openapi';
import type { Registry } from 'prom-client';
import { server } from '../http/routes.ts';
import { limitsAsData, type SetLimits } from './limits.ts';

export interface ServiceRouteParts {
  limits: SetLimits;
  registry: Registry;
  /** Each throws where its part cannot be reached. */
  checks: Record<'database' | 'storage' | 'queue', () => Promise<unknown>>;
}

const CHECK_MS = 3_000;

export function serviceRoutes({ limits, registry, checks }: ServiceRouteParts) {
  const document = openApiDocument();
  return server.router(serviceContract, {
    getHealth: async () => {
      const healthy = await passes(checks.database);
      const body = { status: healthy ? 'ok' : 'error', database: healthy ? 'connected' : 'unreachable' } as const;
      return { status: healthy ? 200 : 503, body };
    },

    getReady: async () => {
      const [database, storage, queue] = await Promise.all([checks.database, checks.storage, checks.queue].map(passes));
      const say = (ok: boolean | undefined) => (ok ? 'ok' : 'error') as 'ok' | 'error';
      const all = Boolean(database && storage && queue);
      const body = { status: say(all), database: say(database), storage: say(storage), queue: say(queue) };
      return { status: all ? 200 : 503, body };
    },

    getLimits: async () => ({ status: 200, body: { limits: limitsAsData(limits) } }),

    getMetrics: async () => ({ status: 200, body: await registry.metrics() }),

    getOpenApi: async () => ({ status: 200, body: document }),
  });
}

/** Whether a check passes in time. What went wrong stands in the logs of the part itself, not in a public answer. */
async function passes(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MS);
  });
  const done = check().then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
