import { LIMITS, webhookDeliveriesContract, webhooksContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { startDispatching } from './dispatch/start-dispatching.ts';
import { Migration20261129110000_webhooks } from './migrations/Migration20261129110000_webhooks.ts';
import { Migration20261129120500_delivery_trigger } from './migrations/Migration20261129120500_delivery_trigger.ts';
import { Migration20261129150600_failed_deliveries } from './migrations/Migration20261129150600_failed_deliveries.ts';
import { Migration20261129163100_redelivery_progress } from './migrations/Migration20261129163100_redelivery_progress.ts';
import { Migration20261129163200_webhook_queue } from './migrations/Migration20261129163200_webhook_queue.ts';
import { Migration20261129163400_redelivery_count } from './migrations/Migration20261129163400_redelivery_count.ts';
import { Migration20261129190000_failed_deliveries_of_partner } from './migrations/Migration20261129190000_failed_deliveries_of_partner.ts';
import { SEALED_WEBHOOK_COLUMNS } from './sealed-webhook.ts';
import { Webhook } from './webhook.entity.ts';
import { webhookRedeliveryJob } from './webhook-redelivery.job.ts';
import { WEBHOOK_GAUGES } from './webhooks.gauges.ts';
import { WEBHOOK_INVARIANTS } from './webhooks.invariants.ts';
import { dispatchHealth, webhooksOverview } from './webhooks.overview.ts';
import { webhookDeliveriesRoutes, webhooksRoutes } from './webhooks.routes.ts';
import { webhookDeliverySearch, webhookSearch } from './webhooks.search.ts';

/** Subscriptions to events, which are delivered to URLs of partners. */
export const webhooks = defineFeature({
  name: 'webhooks',
  invariants: WEBHOOK_INVARIANTS,
  tables: ['webhook', 'webhook_delivery', 'webhook_queue', 'webhook_attempt', 'webhook_redelivery'],
  entities: [Webhook],
  migrations: [
    { name: '20261129110000_webhooks', class: Migration20261129110000_webhooks },
    { name: '20261129120500_delivery_trigger', class: Migration20261129120500_delivery_trigger },
    { name: '20261129150600_failed_deliveries', class: Migration20261129150600_failed_deliveries },
    { name: '20261129163100_redelivery_progress', class: Migration20261129163100_redelivery_progress },
    { name: '20261129163200_webhook_queue', class: Migration20261129163200_webhook_queue },
    { name: '20261129163400_redelivery_count', class: Migration20261129163400_redelivery_count },
    {
      name: '20261129190000_failed_deliveries_of_partner',
      class: Migration20261129190000_failed_deliveries_of_partner,
    },
  ],
  partitions: [
    // With room for the outcome of a delivery beside its row.
    { table: 'webhook_delivery', column: 'created_at', days: LIMITS.eventDays, limit: 'event_days', fillfactor: 50 },
    { table: 'webhook_attempt', column: 'at', days: LIMITS.attemptDays, limit: 'attempt_days' },
  ],
  // Of deliveries whose rows are dropped by then.
  retention: [{ table: 'webhook_queue', since: 'created_at', hours: (LIMITS.eventDays + 1) * 24, limit: null }],
  kept: { webhook: 'until it is deleted', webhook_redelivery: 'ends with its job' },
  sealed: { webhook: SEALED_WEBHOOK_COLUMNS },
  gauges: WEBHOOK_GAUGES,
  search: [webhookSearch, webhookDeliverySearch],
  overview: ({ database }) => [webhooksOverview, dispatchHealth(database.pool)],
  routes: ({ units, cipher, config, queue }) => [
    routesOf(
      webhooksContract,
      webhooksRoutes({ units, cipher, rules: { allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK } }),
    ),
    routesOf(webhookDeliveriesContract, webhookDeliveriesRoutes(units, queue)),
  ],
  jobs: [webhookRedeliveryJob],
  works: startDispatching,
});
