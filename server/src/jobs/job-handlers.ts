import {
  type BatchResult,
  type LoadResult,
  WORKED_JOB_TYPES,
  type WorkedJobType,
} from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import type { Queryable } from '../database/queryable.ts';
import type { Job } from './job.entity.ts';

/** What came of a job that worked. */
export interface JobSuccess {
  message: string;
  result: LoadResult | BatchResult;
  /** All that there were. */
  rows: number;
}

/** One try at a job, as its handler sees it. */
export interface JobRun {
  job: Job;
  /** Fires when the job is cancelled or the process shuts down; its reason must be thrown on. */
  signal: AbortSignal;
  /** Rows done so far. Cheap to call often. */
  progress(rowsDone: number): void;
  /**
   * Marks the job completed on the connection, and so in the transaction, of the work itself: both or neither.
   * Throws where this try is no longer the job's current one; the work must then be rolled back.
   */
  complete(connection: Queryable, success: JobSuccess): Promise<void>;
  /**
   * For work that is done in several transactions: notes the progress in the transaction of each, as its last statement.
   * Throws where this try is no longer the job's current one or the job is to be cancelled; the transaction must then
   * be rolled back.
   */
  checkpoint(connection: Queryable, rowsDone: number): Promise<void>;
}

/** How one type of job is done. Handlers are handed over in `main`, so that this folder knows none. */
export interface JobHandler {
  jobType: WorkedJobType;
  /** Does the work and calls `run.complete`. Throws `JobFailure` for what trying again would not mend. */
  run(run: JobRun): Promise<void>;
  /** Adds what else must be written when a job has failed for good, in the same transaction. */
  failed(em: UnitOfWork, job: Job): Promise<void>;
  /** Adds what else must be written when a job that had begun was cancelled, in the same transaction. */
  cancelled(em: UnitOfWork, job: Job): Promise<void>;
}

/** The job cannot succeed as it is; the message is a cause that a partner can act on. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}

/** @throws where a job type has no handler, or two */
export function indexHandlers(handlers: JobHandler[]): Map<WorkedJobType, JobHandler> {
  for (const type of WORKED_JOB_TYPES) {
    const count = handlers.filter((handler) => handler.jobType === type).length;
    if (count !== 1) throw new Error(`Job type ${type} has ${count} handlers; it needs exactly one`);
  }
  return new Map(handlers.map((handler) => [handler.jobType, handler]));
}
