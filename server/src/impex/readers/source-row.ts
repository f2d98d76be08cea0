import type { FileFormat } from '@commerce-integration/contract';
import type { ColumnSources, RowCells, RowSources } from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';

/**
 * A value that the file does not have as text: a number as plain decimal, a date as ISO 8601, true or false, regardless
 * of a column's separators and formats; or a spreadsheet error.
 */
export type SourceCell = string | { readonly neutral: string } | { readonly error: string };

export function textOf(cell: SourceCell): string {
  if (typeof cell === 'string') return cell;
  return 'neutral' in cell ? cell.neutral : cell.error;
}

/** The requested values of a row of a file. */
export type SourceRow = RowCells<SourceCell>;

/** The layout of a file, and the sources of the values to read from each row. */
export interface RowRequest extends RowSources {
  readonly format: FileFormat;
  /** Whether the input is only the beginning of a file, so that its end means nothing. */
  readonly isCut: boolean;
}

/** Tracks which sources occur in rows, for formats without a header. */
export class FoundSources {
  readonly #missing: Set<string>;

  constructor({ sources, optional }: ColumnSources) {
    this.#missing = new Set(sources.filter((source) => !optional.has(source)));
  }

  add(source: string): void {
    this.#missing.delete(source);
  }

  /** @throws ImportRefused naming the sources that no row has: a wrong path would clear the values of all rows */
  assertAll(): void {
    if (this.#missing.size === 0) return;
    const named = [...this.#missing].slice(0, 50).join(', ');
    throw new ImportRefused(
      `No row of the file has: ${named}. Correct the sources of these columns; a column that a file may lack is optional.`,
    );
  }
}

/** Rows per batch, and the number of characters at which a smaller batch is passed on. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 1024 * 1024;

/** Collects batches of rows for a reader, with a bounded number of characters. */
export class RowBatch {
  #rows: SourceRow[] = [];
  #characters = 0;

  /** @param characters of the row in the file: an upper bound of what its cells keep in memory */
  add(row: SourceRow, characters: number): void {
    this.#rows.push(row);
    this.#characters += characters;
  }

  isFull(): boolean {
    return this.#rows.length >= MOST_ROWS || this.#characters >= MOST_CHARACTERS;
  }

  take(): SourceRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#characters = 0;
    return rows;
  }
}
