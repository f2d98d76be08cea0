import { serviceContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { serviceRoutes } from './service.routes.ts';

/** Information about the service: health, limits, metrics, the OpenAPI document. */
export const service = defineFeature({
  name: 'service',
  routes: ({ units, config, registry, work, store, queue }) => {
    const checks = {
      database: () => work.pool.query('select 1'),
      storage: () => store.ping(),
      queue: () => queue.ping(),
    };
    return [
      routesOf(
        serviceContract,
        serviceRoutes({ units, limits: config, registry, metricsToken: config.METRICS_TOKEN, checks }),
      ),
    ];
  },
});
