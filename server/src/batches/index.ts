import { operationsBatchesContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { BatchUpload } from './batch-upload.entity.ts';
import { BATCH_UPLOADS } from './batch-upload-table.ts';
import { BATCH_INVARIANTS } from './batches.invariants.ts';
import { batchesOverview } from './batches.overview.ts';
import { batchesRoutes } from './batches.routes.ts';
import { batchSearch } from './batches.search.ts';
import { Migration20261121160000_operations_batches } from './migrations/Migration20261121160000_operations_batches.ts';
import { Migration20261128140000_batch_notes } from './migrations/Migration20261128140000_batch_notes.ts';
import { Migration20261129150400_batch_search } from './migrations/Migration20261129150400_batch_search.ts';
import { Migration20261129176200_batch_counts } from './migrations/Migration20261129176200_batch_counts.ts';
import { OperationsBatch } from './operations-batch.entity.ts';
import { operationsBatchJob } from './operations-batch.job.ts';

/** Operations batches: many changes in one archive, executed in order. */
export const batches = defineFeature({
  name: 'batches',
  invariants: BATCH_INVARIANTS,
  tables: ['batch_upload', 'operations_batch', 'batch_operation'],
  kept: {
    batch_upload: 'until a batch is made of it, or its URL has expired',
    operations_batch: 'what was sent, with its file',
    batch_operation: 'what came of each operation',
  },
  entities: [BatchUpload, OperationsBatch],
  migrations: [
    { name: '20261121160000_operations_batches', class: Migration20261121160000_operations_batches },
    { name: '20261128140000_batch_notes', class: Migration20261128140000_batch_notes },
    { name: '20261129150400_batch_search', class: Migration20261129150400_batch_search },
    { name: '20261129176200_batch_counts', class: Migration20261129176200_batch_counts },
  ],
  uploads: [BATCH_UPLOADS],
  search: [batchSearch],
  overview: () => [batchesOverview],
  routes: ({ units, store, downloads, queue, config }) => {
    const uploadUrl = {
      validMinutes: config.UPLOAD_URL_MINUTES,
      maxPutBytes: config.MAX_PUT_BYTES,
    };
    return [routesOf(operationsBatchesContract, batchesRoutes({ units, store, downloads, queue, uploadUrl }))];
  },
  jobs: [operationsBatchJob],
});
