import type { Readable } from 'node:stream';
import type { FeedMode, LoadResult } from '@commerce-integration/contract';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import { withoutNul } from '@commerce-integration/contract/rules';
import type { Pool, PoolClient } from 'pg';
import type { ReportedFile } from '../../jobs/job-error-writer.ts';
import type { PriceChanges } from '../price-changes.ts';
import type { CheckedRecords } from './checked-records.ts';

/** Which rows of a file are loaded: all, only those of new products, or only those of existing ones. */
export type RowsWanted = 'all' | 'new' | 'existing';

/** Reads a file's records, and yields at points where it may be made to wait. */
type ReadRecords = (source: Readable, records: CheckedRecords) => AsyncIterable<void>;

/** One load of one file. */
export interface LoadTask {
  /** The load uses two connections throughout. */
  readonly pool: Pool;
  readonly partnerId: number;
  /** The feed; null for a file that is not a feed. */
  readonly feedId: number | null;
  /** Primary key of the job whose errors and changes this load reports. */
  readonly jobId: number;
  readonly mode: FeedMode;
  /** Does everything except write to the catalogue. */
  readonly validateOnly: boolean;
  /** From 0 to 1; a larger share of rejected rows refuses the load. Null for no limit. */
  readonly maxErrorRatio: number | null;
  /** From 0 to 1; a full feed that would discontinue a larger share of the products is refused. */
  readonly maxRemovedRatio: number;
  /** The default currency of prices without one. */
  readonly defaultCurrency: string;
  readonly delimiter: FeedDelimiter;
  /** How the file is read, if its layout is not that of a feed. */
  readonly readRecords?: ReadRecords;
  /** Defaults to all. */
  readonly rowsWanted?: RowsWanted;
  /** The file, if the job has several. */
  readonly file?: ReportedFile;
  /** Whether these are only some rows of a file: if all of them are rejected, the file is not refused. */
  readonly isPart?: boolean;
  /**
   * Opens the feed's file, unpacked. Called once, when this load may run, so that no download waits for another load.
   * The stream is destroyed when the load ends early.
   */
  readonly openSource: (signal: AbortSignal) => Promise<Readable>;
  /** Stops the load at its next safe point; its reason is thrown. */
  readonly signal: AbortSignal;
  /** Receives the number of rows done so far; called a few times a second. */
  readonly onProgress: (rowsDone: number) => void;
  /** Called inside the transaction, just before its commit, to write related rows. Throws to roll back. */
  readonly complete: (client: PoolClient, outcome: LoadOutcome) => Promise<void>;
  /** Number of rows that are classified together. */
  readonly chunkRows: number;
}

export interface LoadOutcome {
  readonly result: LoadResult;
  /** Of the skipped rows, those that were rejected, and those excluded by `rowsWanted`. */
  readonly rejected: number;
  readonly leftOut: number;
  /** The first rejection in the file, as a sentence. */
  readonly firstProblem: string;
  readonly priceChanges: PriceChanges;
}

/**
 * The feed was read to its end but not loaded: too many of its rows are invalid, or it has none. The message tells a
 * partner what to fix, and can be stored; a retry does not help.
 */
export class LoadRefused extends Error {
  override readonly name = 'LoadRefused';

  constructor(message: string) {
    super(withoutNul(message));
  }
}
