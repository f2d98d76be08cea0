import type { FileFormat, ImportProblem } from '@commerce-integration/contract';
import type { ColumnSources } from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';

/**
 * A value that the file does not have as text: a number as plain decimal, a date as ISO 8601, true or false, whatever a
 * column says of separators and formats; or an error of a spreadsheet.
 */
export type SourceCell = string | { readonly neutral: string } | { readonly error: string };

export function textOf(cell: SourceCell): string {
  if (typeof cell === 'string') return cell;
  return 'neutral' in cell ? cell.neutral : cell.error;
}

/** A row of a file, as far as a descriptor asks for it. */
export interface SourceRow {
  /** The line at which it begins; of XML, whose rows may share a line, the number of the row; of XLSX, its row. */
  readonly line: number;
  /** The value of each source, in their order; undefined where the row has none. */
  readonly cells: readonly (SourceCell | undefined)[];
  /** Set where the row cannot be read; it has no cells then. */
  readonly problem?: ImportProblem;
}

/** The layout of a file, and the sources of the values that are wanted of each row. */
export interface RowRequest extends ColumnSources {
  readonly format: FileFormat;
  /** Of XML: the element that is repeated, and the paths of its values, which become the JSON of a list of objects. */
  readonly list?: { readonly source: string; readonly sources: readonly string[] };
  /** Whether this is the beginning of a file only, so that its end tells nothing. */
  readonly isCut: boolean;
}

/** Notes which sources rows have, where no header names them. */
export class FoundSources {
  readonly #missing: Set<string>;

  constructor({ sources, optional }: ColumnSources) {
    this.#missing = new Set(sources.filter((source) => !optional.has(source)));
  }

  add(source: string): void {
    this.#missing.delete(source);
  }

  /**
   * @throws ImportRefused naming the sources that no row has: of a wrong path, the values of all rows would be cleared
   */
  assertAll(): void {
    if (this.#missing.size === 0) return;
    const named = [...this.#missing].slice(0, 50).join(', ');
    throw new ImportRefused(
      `No row of the file has: ${named}. Correct the sources of these columns; a column that a file may lack is optional.`,
    );
  }
}

/** Rows that are handed on together, and the characters from which on they are, however few they are. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 1024 * 1024;

/** Collects the rows that a reader hands on together, of a bounded number of characters. */
export class RowBatch {
  #rows: SourceRow[] = [];
  #characters = 0;

  /** @param characters of the row in the file: what its cells may keep in memory */
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
