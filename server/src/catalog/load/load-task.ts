import type { Readable } from 'node:stream';
import type { FeedMode, LoadResult } from '@commerce-integration/contract';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import type { Pool, PoolClient } from 'pg';
import type { PriceChanges } from '../price-changes.ts';

/** One load of one feed. */
export interface LoadTask {
  /** Two of its connections are held from the beginning of the load to its end. */
  readonly pool: Pool;
  readonly partnerId: number;
  readonly feedId: number;
  /** The row of `job` whose errors and changes this load reports. */
  readonly jobId: number;
  readonly mode: FeedMode;
  /** Does everything but write to the catalogue. */
  readonly validateOnly: boolean;
  /** From 0 to 1; more rejected rows than this share of all refuse the load. Null for no such limit. */
  readonly maxErrorRatio: number | null;
  /** From 0 to 1; a full feed that would discontinue more than this share of the products is refused. */
  readonly maxRemovedRatio: number;
  /** Taken by a price that comes without a currency. */
  readonly defaultCurrency: string;
  readonly delimiter: FeedDelimiter;
  /**
   * Opens the feed's file, unpacked. Called once, when it is this load's turn, so that no download waits for another
   * load. The stream is destroyed when the load ends early.
   */
  readonly openSource: (signal: AbortSignal) => Promise<Readable>;
  /** Stops the load at its next safe point; its reason is thrown. */
  readonly signal: AbortSignal;
  /** Rows done so far; called a few times a second. */
  readonly onProgress: (rowsDone: number) => void;
  /**
   * Called inside the transaction, just before its commit, for what must be written with it. Throws to roll back.
   */
  readonly complete: (client: PoolClient, outcome: LoadOutcome) => Promise<void>;
  /** Rows that are classified at once. */
  readonly chunkRows: number;
}

export interface LoadOutcome {
  readonly result: LoadResult;
  readonly priceChanges: PriceChanges;
}
