import type { JobResult } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import type { Job } from './job.entity.ts';

/** The result of a job that succeeded. */
export interface JobSuccess {
  message: string;
  result: JobResult;
  /** The number of all rows. */
  rows: number;
}

/** One try at a job, as its work sees it. */
export interface JobRun {
  job: Job;
  /** Fires when the job is cancelled or the process shuts down; the work must throw its reason. */
  signal: AbortSignal;
  /** Reports the number of rows done so far. Cheap to call often. */
  progress(rowsDone: number): void;
  /**
   * Marks the job completed on the connection, and so in the transaction, of the work: both commit or neither. Throws
   * where another try has taken over the job; the work must then be rolled back.
   */
  complete(connection: Queryable, success: JobSuccess): Promise<void>;
  /**
   * For work in several transactions: records the progress as the last statement of each. Throws where another try has
   * taken over the job or its cancellation was requested; the transaction must then be rolled back.
   */
  checkpoint(connection: Queryable, rowsDone: number): Promise<void>;
}

/** An error that a retry cannot fix; the message is a cause that tells a partner what to fix. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}
