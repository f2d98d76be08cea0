import type { FileFormat, ImportProblem } from '@commerce-integration/contract';

/** A row of a file, as far as a descriptor asks for it. */
export interface SourceRow {
  /** The line at which it begins; of XML, whose rows may share a line, the number of the row. */
  readonly line: number;
  /** The text of each source, in their order; undefined where the row has none. */
  readonly cells: readonly (string | undefined)[];
  /** Set where the row cannot be read; it has no cells then. */
  readonly problem?: ImportProblem;
}

/** The layout of a file, and the sources of the values that are wanted of each row. */
export interface RowRequest {
  readonly format: FileFormat;
  readonly sources: readonly string[];
}

/** Rows that are handed on together. */
export const ROWS_TOGETHER = 500;
