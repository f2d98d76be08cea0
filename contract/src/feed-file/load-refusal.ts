import type { FeedMode } from '../feeds/feeds.ts';
import { LIMITS } from '../shared/limits.ts';

/** The counters of a feed that has been read. */
export interface RowCounts {
  /** Data rows. */
  readonly processed: number;
  readonly rejected: number;
  /** The first rejection, as a sentence that names its line. */
  readonly firstProblem: string;
}

/** The options of a load that can make it refuse a whole feed. */
export interface LoadConditions {
  readonly mode: FeedMode;
  /** The allowed share of rejected rows; null to refuse only a feed whose rows are all rejected. */
  readonly maxErrorRatio: number | null;
}

/**
 * Why a feed that was read to its end is not loaded: too many of its rows are invalid, or it has none. Undefined where
 * it is loaded. The sentence tells a partner what to fix.
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

/** The products that a full feed would discontinue. */
export interface Removal {
  /** Products of the partner that are not discontinued before the load. */
  readonly active: number;
  /** Those of them that the feed does not name. */
  readonly removed: number;
}

/**
 * Why a full feed that would discontinue a large share of the catalogue is not loaded: it is probably truncated.
 * Undefined where it is loaded, as for a catalogue so small that any change is a large share.
 *
 * @param maxRemovedRatio the share, from 0 to 1, that may be discontinued
 */
export function removalRefusal({ active, removed }: Removal, maxRemovedRatio: number): string | undefined {
  if (active <= LIMITS.removalUnchecked || removed <= active * maxRemovedRatio) return undefined;
  return (
    `The feed would discontinue ${removed} of ${active} products, more than max_removed_ratio ${maxRemovedRatio} allows. ` +
    'If it names all products that you sell, upload it again with max_removed_ratio=1.'
  );
}
