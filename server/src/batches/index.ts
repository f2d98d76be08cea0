import { operationsBatchesContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { BatchUpload } from './batch-upload.entity.ts';
import { batchesOverview, batchSearch } from './batches.console.ts';
import { BATCH_INVARIANTS } from './batches.invariants.ts';
import { BATCHES_MIGRATIONS } from './batches.migrations.ts';
import { batchesRoutes } from './batches.routes.ts';
import { BATCH_UPLOADS } from './create-batch-upload.ts';
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
  migrations: BATCHES_MIGRATIONS,
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
