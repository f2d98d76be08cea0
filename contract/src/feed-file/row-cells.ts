import type { JobNotes } from '../shared/job-notes.ts';
import { caselessKey } from '../shared/text.ts';
import { FeedFileError } from './feed-file-error.ts';
import type { FeedHeadFacts } from './head.ts';
import { hasRequiredColumns } from './header.ts';

/** A cheap first check of every row: whether a cell looks like one of the header's. */
const LIKE_HEADER = /^\W*(?:sku|product_name)\W*$/i;
/** `product_name` with spaces and invisible characters around it. */
const LONGEST_NAME = 24;
const SEPARATOR = /^sep=.?$/i;

/**
 * Turns records into rows, as spreadsheets and joined files need it: rows without values and repeated header lines are
 * skipped, and empty cells at the end of a row are ignored.
 */
export class RowCells {
  readonly #head: FeedHeadFacts;
  readonly #notes: JobNotes;
  readonly #width: number;
  readonly #sku: number;
  readonly #name: number;
  /** True after a missing quote, until a row has as many cells as the header: lines may be parts of a value. */
  #isDoubtful = false;
  /** The numbers of cells of rows to which empty cells were added. */
  readonly #filledUp = new Set<number>();

  constructor(head: FeedHeadFacts, notes: JobNotes) {
    this.#head = head;
    this.#notes = notes;
    this.#width = head.layout.width;
    this.#sku = head.layout.columns.sku ?? 0;
    this.#name = head.layout.columns.product_name ?? 0;
  }

  /**
   * The cells of a row, with surplus empty cells removed and missing empty ones added; undefined where the record is
   * not a row.
   *
   * @param afterLostQuote whether the line may be part of a value that a missing quote has cut
   * @throws FeedFileError for a header line of another file
   */
  of(cells: string[], line: number, afterLostQuote: boolean): string[] | undefined {
    if (isBlank(cells[0]) && cells.every(isBlank)) {
      // A line of spaces counts as a blank line.
      if (cells.length > 1) this.#notes.add('empty_rows_skipped');
      return undefined;
    }
    if (this.#isHeader(cells, line)) return undefined;
    if (cells.length > this.#width) this.#cutSurplus(cells);
    else if (cells.length < this.#width) this.#fillUp(cells);
    else if (!afterLostQuote) this.#isDoubtful = false;
    return cells;
  }

  /** Marks that a quote is missing: the lines that follow may be parts of a value. */
  doubt(): void {
    this.#isDoubtful = true;
  }

  #cutSurplus(cells: string[]): void {
    for (let at = this.#width; at < cells.length; at += 1) if (!isBlank(cells[at])) return;
    // The header's own unnamed cells are noted only once.
    if (cells.length > this.#head.cells) this.#notes.add('surplus_cells_ignored');
    cells.length = this.#width;
  }

  #fillUp(cells: string[]): void {
    if (cells.length <= Math.max(this.#sku, this.#name)) return;
    if (this.#isDoubtful && !this.#filledUp.has(cells.length)) return;
    this.#filledUp.add(cells.length);
    while (cells.length < this.#width) cells.push('');
    this.#notes.add('missing_cells_taken_as_empty');
  }

  #isHeader(cells: readonly string[], line: number): boolean {
    if (cells.length <= 2 && SEPARATOR.test(cells[0] ?? '') && isBlank(cells[1])) {
      this.#notes.add('separator_line_skipped');
      return true;
    }
    if (!isLikeHeader(cells[this.#sku]) && !isLikeHeader(cells[this.#name])) return false;
    if (!hasRequiredColumns(cells)) return false;
    const { keys, line: headerLine } = this.#head;
    if (!cells.every((cell, at) => caselessKey(cell) === (keys[at] ?? ''))) {
      const problem = `Line ${line} is another header than the one of line ${headerLine}`;
      throw new FeedFileError(`${problem}: send the joined files one by one.`, line);
    }
    this.#notes.add('repeated_header_skipped');
    return true;
  }
}

function isLikeHeader(cell: string | undefined): boolean {
  return cell !== undefined && cell.length <= LONGEST_NAME && LIKE_HEADER.test(cell);
}

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell === '' || cell.trim() === '';
}
