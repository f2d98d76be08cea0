import type { JobError, JobNote } from '../internal/types/wire-types.ts';

/** Why the API would refuse a feed as a whole, in its own words. */
export interface FeedRefusal {
  /** When it would: on the upload, or when the feed is loaded. */
  at: 'upload' | 'load';
  /** The `detail` of the refused upload, or the `error` of the failed job. */
  message: string;
  /** The line at which the file cannot be read on, where that is the reason. */
  line?: number;
}

/** What came of checking a feed: `processed = accepted + skipped`. */
export interface FeedReport {
  /** Data rows read; of a file that cannot be read to its end, those before. */
  processed: number;
  /** Rows that a load would insert, update or leave as they are. */
  accepted: number;
  /** Rejected rows and repeated SKUs. */
  skipped: number;
  /** Of the skipped: rows whose SKU a later row repeats. */
  duplicates: number;
  /** The first rejected values and warnings, in the order of the file, as `client.jobs.listErrors` has them. */
  problems: JobError[];
  /** Whether there are more problems than were kept: `maxProblems`. */
  truncated: boolean;
  /** What is noted of the file as a whole, as in the result of its load: absent where nothing is. */
  notes?: JobNote[];
  /** Set where the feed would be refused as a whole: then nothing would be loaded. */
  refusal?: FeedRefusal;
}
