import type { FeedMode } from '../feeds/feeds.ts';
import type { FeedLayout } from './header.ts';
import type { FeedRecord } from './record.ts';
import { type FeedRow, type RowNormalizer, type RowProblem, readableSku } from './row.ts';

/** The result of checking a record of a feed file. */
export interface RecordRow {
  /** Undefined where the row is rejected. */
  readonly row: FeedRow | undefined;
  /** The reasons for the rejection. */
  readonly problems: readonly RowProblem[];
  readonly warnings: readonly RowProblem[];
  /** The SKU in reports of problems and warnings. */
  readonly sku: string | null;
  /**
   * Whether the row's products cannot be identified: its quotes are wrong, a value contains what look like other rows,
   * or it has too many or too few cells and the SKU is not the first of them.
   */
  readonly isLost: boolean;
}

const NOTHING: readonly RowProblem[] = [];

/** Applies the rules of rows to a record. */
export function rowOfRecord(record: FeedRecord, { columns }: FeedLayout, normalize: RowNormalizer): RecordRow {
  const { cells, mayHaveNul, problem, warning } = record;
  const row = problem ? [problem] : normalize(cells, mayHaveNul);
  if (!Array.isArray(row)) {
    const warnings = warning ? [...(row.warnings ?? NOTHING), warning] : (row.warnings ?? NOTHING);
    return { row, problems: NOTHING, warnings, sku: row.sku, isLost: warning !== undefined };
  }
  const isShifted = columns.sku !== 0 && row.some(({ code }) => code === 'wrong_field_count');
  const isLost = problem !== undefined || warning !== undefined || isShifted;
  const sku = readableSku(cells[columns.sku ?? 0]);
  return { row: undefined, problems: row, warnings: warning ? [warning] : NOTHING, sku, isLost };
}

/** The position of a row's first warning among its reports. The position 0 is reserved for `duplicate_sku`. */
export function firstWarningPosition({ problems }: RecordRow): number {
  return Math.max(problems.length, 1);
}

/**
 * The mode in which a feed is loaded after reading. A full feed with lost rows does not discontinue products, since the
 * lost rows may name any of them.
 */
export function modeAfterReading(mode: FeedMode, lostRows: number): FeedMode {
  return lostRows > 0 ? 'incremental' : mode;
}
