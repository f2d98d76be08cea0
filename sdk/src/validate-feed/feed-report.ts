import type { JobError, JobNote } from '../internal/types/wire-types.ts';

/** Why the API would reject the whole feed, with the message of the API. */
export interface FeedRefusal {
  /** When the feed would be rejected: during the upload, or during the load. */
  at: 'upload' | 'load';
  /** The `detail` of the rejected upload, or the `error` of the failed job. */
  message: string;
  /** The line from which the file cannot be read, if that is the reason. */
  line?: number;
}

/** The result of checking a feed: `processed = accepted + skipped`. */
export interface FeedReport {
  /** Data rows read; if the file cannot be read to its end, the rows before the error. */
  processed: number;
  /** Rows that a load would insert, update or leave unchanged. */
  accepted: number;
  /** Rejected rows and repeated SKUs. */
  skipped: number;
  /** Skipped rows whose SKU occurs again in a later row. */
  duplicates: number;
  /** The first rejected values and warnings, in the order of the file, as `client.jobs.listErrors` returns them. */
  problems: JobError[];
  /** Whether there are more problems than `maxProblems`. */
  truncated: boolean;
  /** Notes about the whole file, as in the result of its load; omitted if there are none. */
  notes?: JobNote[];
  /** Set if the API would reject the whole feed and load nothing. */
  refusal?: FeedRefusal;
}
