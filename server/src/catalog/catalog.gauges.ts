import type { StoredGauge } from '../feature/define-feature.ts';

// Tenancy of this file: a time of the products of all partners, of which it names none.

export const CATALOG_GAUGES: readonly StoredGauge[] = [
  {
    name: 'product_search_lag_seconds',
    help: 'How long ago the earliest change was that the search index of products does not have; 0 where it has all.',
    sql: `select coalesce(extract(epoch from now() - min(changed_at)), 0) as value from product_search_due`,
  },
];
