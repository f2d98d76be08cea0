import { type Index, serviceContract } from '@commerce-integration/contract';
import type { Registry } from 'prom-client';
import { openApiFor } from '../http/api-documents.ts';
import { assertMayReadMetrics } from '../http/metrics-access.ts';
import { healthAnswer } from '../http/metrics-app.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { describeCaller } from '../partners/describe-caller.ts';
import { type Checks, oneAtATime, passing } from './checks.ts';
import { limitsAsData, type SetLimits } from './limits.ts';

export interface ServiceRouteParts {
  units: UnitsOfWork;
  limits: SetLimits;
  index: Index;
  registry: Registry;
  /** The token for the metrics; without it they are only available on this machine. */
  metricsToken: string | undefined;
  checks: Checks;
}

/** Shorter than the scrape interval of any Prometheus server. */
const METRICS_FRESH_MS = 5_000;

export function serviceRoutes({ units: { read }, index, limits, registry, metricsToken, checks }: ServiceRouteParts) {
  // Anybody may call these endpoints without limit, so the resources are checked only once at a time.
  const metrics = oneAtATime(() => registry.metrics(), METRICS_FRESH_MS);
  const { database, storage, queue, replica } = passing(checks);
  return server.router(serviceContract, {
    getIndex: async () => ({ status: 200, body: index }),

    getHealth: async () => healthAnswer(await database()),

    getReady: async () => {
      const [db, s3, boss, copy] = await Promise.all([database(), storage(), queue(), replica?.()]);
      const say = (ok: boolean) => (ok ? 'ok' : 'error') as 'ok' | 'error';
      const all = db && s3 && boss;
      const more = copy === undefined ? {} : { replica: say(copy) };
      const body = { status: say(all), database: say(db), storage: say(s3), queue: say(boss), ...more };
      return { status: all ? 200 : 503, body };
    },

    getMe: async ({ res }) => {
      const me = await describeCaller(read(res), res.locals.caller);
      return { status: 200, body: { ...me, limits: limitsAsData(limits) } };
    },

    getLimits: async () => ({ status: 200, body: { limits: limitsAsData(limits) } }),

    getMetrics: async ({ req, res }) => {
      assertMayReadMetrics(metricsToken, req, res);
      return { status: 200, body: await metrics() };
    },

    getOpenApi: async ({ req }) => ({ status: 200, body: openApiFor(req) }),
  });
}
