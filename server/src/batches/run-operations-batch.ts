import { ArchiveRefused } from '../archives/archive-refused.ts';
import type { Database, UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import { JobFailure, type JobHandler, type JobRun } from '../jobs/job-handlers.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { lostObject } from '../uploads/checked-object.ts';
import { BatchArchive } from './batch-archive.ts';
import { announceEnd, announcePrices } from './batch-outcome.ts';
import { BatchUpload } from './batch-upload.entity.ts';
import { executeAtomically } from './execute-atomically.ts';
import type { OperationResult } from './execute-chunk.ts';
import { executeInChunks } from './execute-in-chunks.ts';
import { listOperations } from './index-archive.ts';
import { OperationsBatch } from './operations-batch.entity.ts';

export interface BatchRunParts {
  database: Database;
  store: ObjectStore;
  /** Counts executed operations. */
  onOperations(results: readonly OperationResult[]): void;
}

/** How the job of an operations batch is done: its archive is checked and listed, then its operations are executed. */
export function operationsBatchHandler(parts: BatchRunParts): JobHandler {
  return {
    jobType: 'operations_batch',
    run: async (run) => {
      try {
        await runOperationsBatch(parts, run);
      } catch (error) {
        if (run.signal.aborted) throw run.signal.reason;
        throw asFailure(error);
      }
    },
    failed: async (em, job) => {
      const end = { status: 'failed', message: job.message } as const;
      await announceEnd(sqlOf(em), await batchOf(em, job), job, end);
    },
    cancelled: async (em, job) => announcePrices(sqlOf(em), await batchOf(em, job), job),
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
  return em.findOneOrFail(OperationsBatch, { id: job.batchId ?? 0 });
}

const LOST_ARCHIVE = {
  gone: 'The uploaded file is gone: upload it again.',
  replaced: 'The uploaded file was replaced after the batch was created: upload it again.',
};

/** What whoever sent the batch can mend, and trying again cannot. */
function asFailure(error: unknown): unknown {
  if (error instanceof ArchiveRefused) return new JobFailure(error.message);
  const lost = lostObject(error);
  return lost ? new JobFailure(LOST_ARCHIVE[lost]) : error;
}
