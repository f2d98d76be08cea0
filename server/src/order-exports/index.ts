import { LIMITS, orderExportersContract, orderExportsContract } from '@commerce-integration/contract';
import { defineFeature, type StoredGauge } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { exportFlagReactions } from './export-flags.ts';
import { orderExportReplayJob } from './order-export-replay.job.ts';
import { OrderExporter } from './order-exporter.entity.ts';
import { orderExporterSearch, orderExportSearch, orderExportsOverview } from './order-exports.console.ts';
import { ORDER_EXPORT_INVARIANTS } from './order-exports.invariants.ts';
import { ORDER_EXPORTS_MIGRATIONS } from './order-exports.migrations.ts';
import { orderExportersRoutes, orderExportsRoutes } from './order-exports.routes.ts';
import { SEALED_EXPORTER_COLUMNS } from './stored-settings.ts';
import { startExporting } from './worker/start-exporting.ts';

const KEPT_HOURS = LIMITS.orderExportDays * 24;

// Tenancy: counts of the rows of all partners, of which it names none.
const EXPORT_GAUGES: readonly StoredGauge[] = [
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

/** Exporters, which pass orders on to other systems in chains, and the log of exports. */
export const orderExports = defineFeature({
  name: 'order-exports',
  invariants: ORDER_EXPORT_INVARIANTS,
  tables: [
    'order_exporter',
    'order_exporter_deleted',
    'order_export_flag_rule',
    'order_export_flag',
    'order_export',
    'order_export_batch',
    'order_export_attempt',
    'order_export_replay',
  ],
  entities: [OrderExporter],
  migrations: ORDER_EXPORTS_MIGRATIONS,
  partitions: [
    { table: 'order_export_attempt', column: 'at', days: LIMITS.orderExportDays, limit: 'order_export_days' },
  ],
  retention: [
    { table: 'order_export', since: 'ended_at', hours: KEPT_HOURS, limit: 'order_export_days' },
    {
      table: 'order_export_batch',
      since: 'ended_at',
      hours: KEPT_HOURS,
      limit: 'order_export_days',
      objectKey: 'file_key',
    },
  ],
  kept: {
    order_exporter: 'until it is deleted',
    order_exporter_deleted: 'until its exports are cleared',
    order_export_flag_rule: 'the table of flags',
    order_export_flag: 'until the order is exported',
    order_export_replay: 'ends with its job',
  },
  sealed: { order_exporter: SEALED_EXPORTER_COLUMNS },
  routes: ({ units, cipher, config, queue, store }) => [
    routesOf(
      orderExportersContract,
      orderExportersRoutes({ units, cipher, rules: { allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK } }),
    ),
    routesOf(orderExportsContract, orderExportsRoutes(units, queue, store)),
  ],
  gauges: EXPORT_GAUGES,
  search: [orderExporterSearch, orderExportSearch],
  overview: () => [orderExportsOverview],
  jobs: [orderExportReplayJob],
  reactions: exportFlagReactions,
  works: startExporting,
});
