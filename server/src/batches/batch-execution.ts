import type { FirstFailure } from '@commerce-integration/contract/rules';
import type { Database, UnitOfWork } from '../database/orm.ts';
import type { JobRun } from '../jobs/job-handlers.ts';
import type { BatchArchive } from './batch-archive.ts';
import { type ChunkTask, executeChunk, type OperationResult } from './execute-chunk.ts';
import type { OperationsBatch } from './operations-batch.entity.ts';
import { oneAhead, type ReadOperation, readChunks } from './read-chunks.ts';

/** One try at executing a batch whose operations are listed. */
export interface BatchExecution {
  database: Database;
  run: JobRun;
  batch: OperationsBatch;
  archive: BatchArchive;
  /** Counts executed operations, for metrics. */
  onOperations(results: readonly OperationResult[]): void;
}

/** A unit of work that sees only the rows of the batch's partner. */
export function unitOf({ database, batch }: BatchExecution): UnitOfWork {
  return database.open({ partnerId: batch.partnerId });
}

/** The operations after a position, chunk by chunk; the next chunk is read while one is executed. */
export async function* chunksOf(execution: BatchExecution, after: number): AsyncGenerator<ReadOperation[]> {
  const { batch, archive, run } = execution;
  for await (const chunk of oneAhead(readChunks(unitOf(execution), archive, batch, after))) {
    run.signal.throwIfAborted();
    yield chunk;
  }
}

/** Executes a chunk in an open transaction; `hold` locks the products that the chunk changes. */
export function executeIn(
  { batch, run }: BatchExecution,
  em: UnitOfWork,
  chunk: readonly ReadOperation[],
  hold: ChunkTask['hold'],
): Promise<OperationResult[]> {
  const task: ChunkTask = {
    em,
    hold,
    stopAtFailure: batch.onError === 'stop',
    partnerId: batch.partnerId,
    batchType: batch.batchType,
    jobId: run.job.id,
  };
  return executeChunk(task, chunk);
}

export function failureIn(results: readonly OperationResult[]): FirstFailure | undefined {
  const failed = results.find(({ problem }) => problem);
  return failed?.problem && { operationId: failed.operationId, message: failed.problem.message };
}
