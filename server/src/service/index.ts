import { API_VERSION, serviceContract } from '@commerce-integration/contract';
import { SERVICE_PATHS } from '@commerce-integration/contract/rules';
import { DEMO_API_KEY } from '../config/config.ts';
import { type ApiParts, defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import type { Checks } from './checks.ts';
import { serviceHealth } from './service.console.ts';
import { serviceRoutes } from './service.routes.ts';

/** Each throws where its resource cannot be reached. */
function checksOf({ work, store, queue, replica }: Pick<ApiParts, 'work' | 'store' | 'queue' | 'replica'>): Checks {
  return {
    database: () => work.pool.query('select 1'),
    storage: () => store.ping(),
    queue: () => queue.ping(),
    ...(replica ? { replica: () => replica.check() } : {}),
  };
}

/** Information about the service: health, limits, metrics, the OpenAPI document. */
export const service = defineFeature({
  name: 'service',
  overview: (parts) => [serviceHealth(checksOf(parts))],
  routes: (parts) => {
    const { units, config, registry } = parts;
    const checks = checksOf(parts);
    const index = {
      name: 'Commerce Integration API',
      version: API_VERSION,
      demo: config.operatorKeys.includes(DEMO_API_KEY),
      ...SERVICE_PATHS,
    };
    return [
      routesOf(
        serviceContract,
        serviceRoutes({ units, limits: config, index, registry, metricsToken: config.METRICS_TOKEN, checks }),
      ),
    ];
  },
});
