import type { StoredGauge } from '../feature/define-feature.ts';

// Tenancy of this file: counts of the rows of all partners, of which it names none.

export const EXPORT_GAUGES: readonly StoredGauge[] = [
  {
    name: 'order_exporters',
    help: 'Exporters by circuit.',
    labels: ['circuit'],
    sql: 'select circuit, count(*) as value from order_exporter group by circuit',
  },
  {
    name: 'order_exports_open',
    help: 'Exports that failed, wait for approval or are blocked.',
    labels: ['status'],
    sql: `select status, count(*) as value from order_export
      where status in ('failed', 'waiting_approval', 'blocked') group by status`,
  },
];
