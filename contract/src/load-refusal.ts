import type { FeedMode } from './feeds.ts';

/** What reading the rows of a feed has come to. */
export interface RowCounts {
  /** Data rows. */
  readonly processed: number;
  readonly rejected: number;
  /** The first rejection, as a sentence that names its line. */
  readonly firstProblem: string;
}

/** What a load is asked for that can make it refuse the feed as a whole. */
export interface LoadConditions {
  readonly mode: FeedMode;
  /** The share of rejected rows that is put up with; null for any but all. */
  readonly maxErrorRatio: number | null;
}

/**
 * Why a feed that was read as a whole is not loaded: too many of its rows are wrong, or it says nothing. Undefined
 * where it is. The sentence is a cause that a partner can act on.
 */
export function loadRefusal(
  { processed, rejected, firstProblem }: RowCounts,
  { mode, maxErrorRatio }: LoadConditions,
): string | undefined {
  const first = `The first problem is in ${firstProblem}`;
  if (processed > 0 && rejected === processed) return `All ${processed} rows were rejected. ${first}`;
  if (maxErrorRatio !== null && rejected > processed * maxErrorRatio) {
    return `${rejected} of ${processed} rows were rejected, more than max_error_ratio ${maxErrorRatio} allows. ${first}`;
  }
  if (mode === 'full' && processed === 0) return 'The feed has no rows; a full feed must name at least one product.';
  return undefined;
}
