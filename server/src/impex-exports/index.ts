import { dataExportsContract, LIMITS } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { DataExport } from './data-export.entity.ts';
import { exportJob } from './export.job.ts';
import { EXPORT_OBJECTS } from './export-objects.ts';
import { exportsRoutes } from './exports.routes.ts';
import { IMPEX_EXPORTS_MIGRATIONS } from './impex-exports.migrations.ts';

/** Exports of data groups: files that show one point in time. */
export const impexExports = defineFeature({
  name: 'impex-exports',
  tables: ['data_export', 'data_export_file'],
  entities: [DataExport],
  migrations: IMPEX_EXPORTS_MIGRATIONS,
  retention: [
    {
      table: 'data_export_file',
      since: 'written_at',
      hours: LIMITS.exportFileDays * 24,
      setBy: 'EXPORT_FILE_DAYS',
      objectKey: 'object_key',
      limit: 'export_file_days',
    },
    { table: 'data_export', since: 'ended_at', hours: LIMITS.exportDays * 24, limit: 'export_days' },
  ],
  uploads: [EXPORT_OBJECTS],
  routes: ({ units, store, queue, config }) => [
    routesOf(dataExportsContract, exportsRoutes({ units, store, queue, keptDays: config.EXPORT_FILE_DAYS })),
  ],
  jobs: [exportJob],
});
