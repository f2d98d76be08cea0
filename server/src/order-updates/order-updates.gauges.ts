import type { StoredGauge } from '../feature/define-feature.ts';

// Tenancy of this file: counts of the rows of all partners, of which it names none.

export const UPDATE_GAUGES: readonly StoredGauge[] = [
  {
    name: 'order_updates_parked',
    help: 'Order updates that somebody has to look at.',
    sql: `select count(*) as value from order_update where status = 'parked'`,
  },
];
