import { dataDescriptorsContract, dataGroupsContract, LIMITS } from '@commerce-integration/contract';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { IMPORT_UPLOADS } from './accept-import.ts';
import { DataDescriptor } from './data-descriptor.entity.ts';
import { DataGroup } from './data-group.entity.ts';
import { DataImport } from './data-import.entity.ts';
import { dataDescriptorSearch, dataGroupSearch } from './impex.console.ts';
import { IMPORT_INVARIANTS } from './impex.invariants.ts';
import { IMPEX_MIGRATIONS } from './impex.migrations.ts';
import { descriptorsRoutes, groupsRoutes } from './impex.routes.ts';
import { importJob } from './import.job.ts';
import { feedUses } from './used-by-feeds.ts';
import type { DescriptorUses } from './used-descriptors.ts';

/**
 * Import of files in layouts that partners describe.
 *
 * @param uses provided by the feature of order exporters, which write with descriptors
 */
export function impex(uses: DescriptorUses): Feature {
  return defineFeature({
    name: 'impex',
    invariants: IMPORT_INVARIANTS,
    tables: [
      'data_descriptor',
      'data_descriptor_version',
      'data_group',
      'data_import',
      'data_import_file',
      'data_import_unresolved',
    ],
    entities: [DataDescriptor, DataGroup, DataImport],
    migrations: IMPEX_MIGRATIONS,
    retention: [{ table: 'data_import', since: 'ended_at', hours: LIMITS.importDays * 24, limit: 'import_days' }],
    kept: {
      data_descriptor: 'until it is deleted',
      data_descriptor_version: 'the versions that imports have used',
      data_group: 'until it is deleted',
      data_import_file: 'ends with its import',
      data_import_unresolved: 'ends with its import',
    },
    uploads: [IMPORT_UPLOADS],
    routes: ({ units, store, queue, config, cipher }) => {
      const maxBytes = config.MAX_UPLOAD_BYTES;
      const tooLarge = `The file is over the limit of ${maxBytes} bytes: pack it with gzip or ZIP, or split it into several files.`;
      return [
        routesOf(dataDescriptorsContract, descriptorsRoutes(units, cipher, [feedUses, uses])),
        routesOf(dataGroupsContract, groupsRoutes({ units, store, queue, limits: { maxBytes, tooLarge } })),
      ];
    },
    search: [dataGroupSearch, dataDescriptorSearch],
    jobs: [importJob],
  });
}
