import { LIMITS, orderExportersContract, orderExportsContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { exportFlagReactions } from './export-flags.ts';
import { Migration20261129130000_order_exports } from './migrations/Migration20261129130000_order_exports.ts';
import { Migration20261129163000_export_groups } from './migrations/Migration20261129163000_export_groups.ts';
import { Migration20261129163300_replay_count } from './migrations/Migration20261129163300_replay_count.ts';
import { Migration20261129176400_export_counts } from './migrations/Migration20261129176400_export_counts.ts';
import { Migration20261130100000_described_exports } from './migrations/Migration20261130100000_described_exports.ts';
import { orderExportReplayJob } from './order-export-replay.job.ts';
import { OrderExporter } from './order-exporter.entity.ts';
import { EXPORT_GAUGES } from './order-exports.gauges.ts';
import { ORDER_EXPORT_INVARIANTS } from './order-exports.invariants.ts';
import { orderExportsOverview } from './order-exports.overview.ts';
import { orderExportersRoutes, orderExportsRoutes } from './order-exports.routes.ts';
import { orderExporterSearch, orderExportSearch } from './order-exports.search.ts';
import { SEALED_EXPORTER_COLUMNS } from './sealed-exporter.ts';
import { startExporting } from './worker/start-exporting.ts';

const KEPT_HOURS = LIMITS.orderExportDays * 24;

/** Exporters, which take orders to other systems in chains, and the log of what was exported. */
export const orderExports = defineFeature({
  name: 'order-exports',
  invariants: ORDER_EXPORT_INVARIANTS,
  tables: [
    'order_exporter',
    'order_export_flag_rule',
    'order_export_flag',
    'order_export',
    'order_export_batch',
    'order_export_attempt',
    'order_export_replay',
  ],
  entities: [OrderExporter],
  migrations: [
    { name: '20261129130000_order_exports', class: Migration20261129130000_order_exports },
    { name: '20261129163000_export_groups', class: Migration20261129163000_export_groups },
    { name: '20261129176400_export_counts', class: Migration20261129176400_export_counts },
    { name: '20261129163300_replay_count', class: Migration20261129163300_replay_count },
    { name: '20261130100000_described_exports', class: Migration20261130100000_described_exports },
  ],
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
