import type { FeedMode } from '../feeds/feeds.ts';
import type { FeedLayout } from './header.ts';
import type { FeedRecord } from './record.ts';
import { type FeedRow, type RowNormalizer, type RowProblem, readableSku } from './row.ts';

/** What a record of a feed file comes to. */
export interface RecordRow {
  /** Undefined where the row is rejected. */
  readonly row: FeedRow | undefined;
  /** What it is rejected for. */
  readonly problems: readonly RowProblem[];
  readonly warnings: readonly RowProblem[];
  /** The SKU that problems and warnings are reported with. */
  readonly sku: string | null;
  /**
   * Whether it cannot be told which products the row names: its quotes are wrong, a value of it holds what look like
   * other rows, or it has too many or too few cells and the SKU is not the first of them.
   */
  readonly isLost: boolean;
}

const NOTHING: readonly RowProblem[] = [];

/** Reads a record by the rules of rows. */
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

/** The place of a row's first warning among what is reported of it. The first place of all may be that of `duplicate_sku`. */
export function firstWarningPosition({ problems }: RecordRow): number {
  return Math.max(problems.length, 1);
}

/**
 * The mode in which a feed is loaded that was read as a whole. A full feed of which rows are lost says nothing of the
 * products that it does not name: it removes none.
 */
export function modeAfterReading(mode: FeedMode, lostRows: number): FeedMode {
  return lostRows > 0 ? 'incremental' : mode;
}
