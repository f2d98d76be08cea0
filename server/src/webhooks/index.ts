import { LIMITS, webhookDeliveriesContract, webhooksContract } from '@commerce-integration/contract';
import { defineFeature, type StoredGauge } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { startDispatching } from './dispatch/start-dispatching.ts';
import { SEALED_WEBHOOK_COLUMNS } from './sealed-webhook.ts';
import { Webhook } from './webhook.entity.ts';
import { webhookRedeliveryJob } from './webhook-redelivery.job.ts';
import { dispatchHealth, webhookDeliverySearch, webhookSearch, webhooksOverview } from './webhooks.console.ts';
import { WEBHOOK_INVARIANTS } from './webhooks.invariants.ts';
import { WEBHOOKS_MIGRATIONS } from './webhooks.migrations.ts';
import { webhookDeliveriesRoutes, webhooksRoutes } from './webhooks.routes.ts';

/** The most deliveries that are counted. */
const MOST = 100_000;

// Tenancy: counts of the rows of all partners, of which it names none.
const WEBHOOK_GAUGES: readonly StoredGauge[] = [
  {
    name: 'webhook_deliveries_waiting',
    help: `Deliveries that have not ended, up to ${MOST}.`,
    sql: `select count(*) as value from (select from webhook_queue limit ${MOST}) waiting`,
  },
  {
    name: 'webhook_subscriptions',
    help: 'Subscriptions by status and circuit.',
    labels: ['status', 'circuit'],
    sql: 'select status, circuit, count(*) as value from webhook group by status, circuit',
  },
];

/** Subscriptions to events, which are delivered to URLs of partners. */
export const webhooks = defineFeature({
  name: 'webhooks',
  invariants: WEBHOOK_INVARIANTS,
  tables: ['webhook', 'webhook_delivery', 'webhook_queue', 'webhook_attempt', 'webhook_redelivery'],
  entities: [Webhook],
  migrations: WEBHOOKS_MIGRATIONS,
  partitions: [
    // Pages keep free space for the outcome of a delivery beside its row.
    { table: 'webhook_delivery', column: 'created_at', days: LIMITS.eventDays, limit: 'event_days', fillfactor: 50 },
    { table: 'webhook_attempt', column: 'at', days: LIMITS.attemptDays, limit: 'attempt_days' },
  ],
  // Queue entries of deliveries whose rows are dropped by then.
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
