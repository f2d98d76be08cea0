import { Counter } from 'prom-client';
import { ArchiveRefused } from '../archives/archive-refused.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { isSmallExtent } from '../jobs/job-class.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import { lostObject } from '../uploads/checked-object.ts';
import { BatchArchive } from './batch-archive.ts';
import { announceEnd, announcePrices } from './batch-outcome.ts';
import { BatchUpload } from './batch-upload.entity.ts';
import { executeAtomically } from './execute-atomically.ts';
import type { OperationResult } from './execute-chunk.ts';
import { executeInChunks } from './execute-in-chunks.ts';
import { listOperations } from './index-archive.ts';
import { OperationsBatch } from './operations-batch.entity.ts';

interface BatchRunParts extends Pick<ProcessParts, 'database' | 'store'> {
  /** Counts executed operations, for metrics. */
  onOperations(results: readonly OperationResult[]): void;
}

/**
 * The definition of the jobs of operations batches: the archive is checked and listed, then its operations are
 * executed.
 */
export const operationsBatchJob = defineJob<ProcessParts>({
  type: 'operations_batch',
  isResumable: true,
  isSmall: isSmallExtent,
  run: ({ registry, database, store }) => {
    const parts = { database, store, onOperations: operationCounter(registry) };
    return async (run) => {
      try {
        await runOperationsBatch(parts, run);
      } catch (error) {
        if (run.signal.aborted) throw run.signal.reason;
        throw asFailure(error);
      }
    };
  },
  failed: async (em, job) => {
    const end = { status: 'failed', message: job.message } as const;
    await announceEnd(sqlOf(em), await batchOf(em, job), job, end);
  },
  cancelled: async (em, job) => announcePrices(sqlOf(em), await batchOf(em, job), job),
});

function operationCounter(registry: ProcessParts['registry']): BatchRunParts['onOperations'] {
  const operations = new Counter({
    name: 'batch_operations_total',
    help: 'Operations of batches that were executed.',
    labelNames: ['status'],
    registers: [registry],
  });
  return (results) => {
    const failed = results.filter(({ problem }) => problem).length;
    operations.inc({ status: 'failed' }, failed);
    operations.inc({ status: 'succeeded' }, results.length - failed);
  };
}

async function runOperationsBatch({ database, store, onOperations }: BatchRunParts, run: JobRun): Promise<void> {
  const em = database.open(EVERYBODY);
  const batch = await batchOf(em, run.job);
  const upload = await em.findOneOrFail(BatchUpload, { id: batch.uploadId });
  const archive = new BatchArchive(store, upload, run.signal);
  if (!batch.listedAt) {
    await listOperations(database.pool, archive, run, batch.id);
    await em.refresh(batch);
  }
  const execution = { database, run, batch, archive, onOperations };
  const atomically = batch.onError === 'rollback' || batch.validateOnly;
  await (atomically ? executeAtomically(execution) : executeInChunks(execution));
}

function batchOf(em: UnitOfWork, job: Job): Promise<OperationsBatch> {
  return em.findOneOrFail(OperationsBatch, { id: job.subjectId ?? 0 });
}

const LOST_ARCHIVE = {
  gone: 'The uploaded file is gone: upload it again.',
  replaced: 'The uploaded file was replaced after the batch was created: upload it again.',
};

/** A job failure for errors that the batch's sender can fix and a retry cannot; other errors unchanged. */
function asFailure(error: unknown): unknown {
  if (error instanceof ArchiveRefused) return new JobFailure(error.message);
  const lost = lostObject(error);
  return lost ? new JobFailure(LOST_ARCHIVE[lost]) : error;
}
