import type { JobResult } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import type { Job } from './job.entity.ts';

/** The outcome of a job that succeeded. */
export interface JobSuccess {
  message: string;
  /** The result that the contract declares; null for a type without one. */
  result: JobResult | null;
  /** The total number of rows. */
  rows: number;
}

/** One try at a job, as seen by the code that does the work. */
export interface JobRun {
  job: Job;
  /** Fires when the job is cancelled or the process shuts down; the work must throw its reason. */
  signal: AbortSignal;
  /** Reports the rows done so far. Cheap to call often. */
  progress(rowsDone: number): void;
  /**
   * Marks the job completed in the transaction of the work itself, so that both commit or neither does. Throws where
   * this try is no longer the current one; the work must then be rolled back.
   */
  complete(connection: Queryable, success: JobSuccess): Promise<void>;
  /**
   * Writes the progress as the last statement of each transaction, for work in several transactions. Throws where this
   * try is no longer the current one or cancellation was requested; the transaction must then be rolled back.
   */
  checkpoint(connection: Queryable, rowsDone: number): Promise<void>;
}

/** The job cannot succeed without a change; the message names a cause that a partner can fix. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}
