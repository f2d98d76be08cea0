import { Readable } from 'node:stream';
import { isTerminal, operationsBatchesContract } from '@commerce-integration/contract';
import { server } from '../http/routes.ts';
import { streamAnswer } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { UploadUrlOptions } from '../uploads/announce-upload.ts';
import { listBatchOperations } from './batch-operations.queries.ts';
import { getBatch, jobOfBatch, listBatches, showBatch } from './batches.queries.ts';
import { cancelBatch } from './cancel-batch.ts';
import { createBatch } from './create-batch.ts';
import { createBatchUpload } from './create-batch-upload.ts';
import { errorsArchive } from './errors-archive.ts';
import { retryFailedOperations } from './retry-failed-operations.ts';

export interface BatchRouteParts {
  units: UnitsOfWork;
  store: ObjectStore;
  downloads: ObjectStore;
  queue: JobQueue;
  uploadUrl: UploadUrlOptions;
}

export function batchesRoutes({ units, store, downloads, queue, uploadUrl }: BatchRouteParts) {
  const { read, write, idempotent } = units;
  return server.router(operationsBatchesContract, {
    getBatchUploadUrl: async ({ params, res }) => ({
      status: 200,
      body: await write(res, (em) => createBatchUpload(em, store, res.locals.caller.partner, params.org_id, uploadUrl)),
    }),

    createOperationsBatch: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => {
        const wish = { ...body, orgId: params.org_id, batchType: params.batch_type };
        return { status: 201 as const, body: await createBatch(em, store, queue, res.locals.caller.partner, wish) };
      }),

    listOperationsBatches: async ({ params, query, res }) => ({
      status: 200,
      body: await listBatches(read(res), res.locals.caller.partner, params.org_id, query),
    }),

    getOperationsBatch: async ({ params, res }) => ({
      status: 200,
      body: await showBatch(read(res), res.locals.caller.partner, params),
    }),

    listBatchOperations: async ({ params, query, res }) => {
      const em = read(res);
      const batch = await getBatch(em, res.locals.caller.partner, params);
      const { status } = await jobOfBatch(em, batch);
      return { status: 200, body: await listBatchOperations(em, batch, status, query) };
    },

    downloadBatchErrors: async ({ params, res }) => {
      const em = read(res);
      const batch = await getBatch(em, res.locals.caller.partner, params);
      const gone = new AbortController();
      res.once('close', () => gone.abort());
      const archive = await errorsArchive(em, downloads, batch, gone.signal);
      res.setHeader('content-disposition', `attachment; filename="${batch.publicId()}-errors.zip"`);
      return streamAnswer(res, 'application/zip', Readable.from(archive, { objectMode: false }));
    },

    cancelOperationsBatch: async ({ params, res }) => {
      const batch = await write(res, (em) => cancelBatch(em, res.locals.caller.partner, params));
      return { status: isTerminal(batch.status) ? 200 : 202, body: batch };
    },

    retryFailedOperations: ({ params, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 201 as const,
        body: await retryFailedOperations(em, queue, res.locals.caller.partner, params),
      })),
  });
}
