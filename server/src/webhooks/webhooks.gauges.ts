import type { StoredGauge } from '../feature/define-feature.ts';

// Tenancy of this file: counts of the rows of all partners, of which it names none.

/** Deliveries that are counted at the most. */
const MOST = 100_000;

export const WEBHOOK_GAUGES: readonly StoredGauge[] = [
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
