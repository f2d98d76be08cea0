import type { Readable } from 'node:stream';
import type { FeedMode, LoadResult } from '@commerce-integration/contract';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import type { Pool, PoolClient } from 'pg';
import type { PriceChanges } from '../price-changes.ts';

/** One load of one feed. */
export interface LoadTask {
  /** The load uses two connections from its beginning to its end. */
  readonly pool: Pool;
  readonly partnerId: number;
  readonly feedId: number;
  /** Primary key of the job whose errors and changes this load reports. */
  readonly jobId: number;
  readonly mode: FeedMode;
  /** Does everything except write to the catalogue. */
  readonly validateOnly: boolean;
  /** From 0 to 1; a larger share of rejected rows refuses the load. Null for no limit. */
  readonly maxErrorRatio: number | null;
  /** From 0 to 1; a full feed that would discontinue a larger share of the products is refused. */
  readonly maxRemovedRatio: number;
  /** The currency of prices that come without one. */
  readonly defaultCurrency: string;
  readonly delimiter: FeedDelimiter;
  /**
   * Opens the feed's file, unpacked. Called once, when this load may run, so that no download waits for another load.
   * The stream is destroyed when the load ends early.
   */
  readonly openSource: (signal: AbortSignal) => Promise<Readable>;
  /** Stops the load at its next safe point; its reason is thrown. */
  readonly signal: AbortSignal;
  /** Receives the number of rows done so far; called a few times a second. */
  readonly onProgress: (rowsDone: number) => void;
  /** Called inside the transaction, just before its commit, to write what belongs to it. Throws to roll back. */
  readonly complete: (client: PoolClient, outcome: LoadOutcome) => Promise<void>;
  /** Number of rows that are classified together. */
  readonly chunkRows: number;
}

export interface LoadOutcome {
  readonly result: LoadResult;
  readonly priceChanges: PriceChanges;
}
