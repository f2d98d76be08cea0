import type { JobError, JobNote } from '../internal/types/wire-types.ts';

/** Why the API would refuse a feed as a whole, in the API's words. */
export interface FeedRefusal {
  /** When it would be refused: on the upload, or when the feed is loaded. */
  at: 'upload' | 'load';
  /** The `detail` of the refused upload, or the `error` of the failed job. */
  message: string;
  /** The line from which the file cannot be read, where that is the reason. */
  line?: number;
}

/** The result of checking a feed: `processed = accepted + skipped`. */
export interface FeedReport {
  /** Data rows read; for a file that cannot be read to its end, those before. */
  processed: number;
  /** Rows that a load would insert, update or leave unchanged. */
  accepted: number;
  /** Rejected rows and repeated SKUs. */
  skipped: number;
  /** Skipped rows whose SKU a later row repeats. */
  duplicates: number;
  /** The first rejected values and warnings, in the order of the file, as `client.jobs.listErrors` returns them. */
  problems: JobError[];
  /** Whether there are more problems than `maxProblems`. */
  truncated: boolean;
  /** Notes about the whole file, as in the result of its load; left out where there are none. */
  notes?: JobNote[];
  /** Set where the feed would be refused as a whole: then nothing would be loaded. */
  refusal?: FeedRefusal;
}
