import type { JobResult } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import type { Job } from './job.entity.ts';

/** What came of a job that worked. */
export interface JobSuccess {
  message: string;
  /** As the contract declares it; null for a type that has none. */
  result: JobResult | null;
  /** All that there were. */
  rows: number;
}

/** One try at a job, as whoever does the work sees it. */
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

/** The job cannot succeed as it is; the message is a cause that a partner can act on. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}
