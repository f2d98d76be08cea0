import type { JobNotes } from '../shared/job-notes.ts';
import { caselessKey } from '../shared/text.ts';
import type { FeedHeadFacts } from './head.ts';
import { hasRequiredColumns } from './header.ts';
import { FeedFileError } from './lines.ts';

/** A cell that begins like the header's: looked at closer. Cheap, for it is asked of every row. */
const LIKE_HEADER = /^\W*(?:sku|product_name)\W*$/i;
/** `product_name` with spaces and invisible characters around it. */
const LONGEST_NAME = 24;
const SEPARATOR = /^sep=.?$/i;

/**
 * Makes rows of records as spreadsheets and joined files have them: rows without any value and repeated header lines
 * are none, and empty cells at the end of a row do not count.
 */
export class RowCells {
  readonly #head: FeedHeadFacts;
  readonly #notes: JobNotes;
  readonly #width: number;
  readonly #sku: number;
  readonly #name: number;
  /** Since a lost quote, until a row has as many cells as the header: lines may be parts of a value, and no rows. */
  #isDoubtful = false;
  /** How many cells rows had that were filled up. */
  readonly #filledUp = new Set<number>();

  constructor(head: FeedHeadFacts, notes: JobNotes) {
    this.#head = head;
    this.#notes = notes;
    this.#width = head.layout.width;
    this.#sku = head.layout.columns.sku ?? 0;
    this.#name = head.layout.columns.product_name ?? 0;
  }

  /**
   * The cells of a row, as many as the layout has where what is surplus or missing is empty; undefined where the record
   * is no row.
   *
   * @param afterLostQuote whether the line may be a part of a value that a lost quote has cut
   * @throws FeedFileError for a header line of another file
   */
  of(cells: string[], line: number, afterLostQuote: boolean): string[] | undefined {
    if (isBlank(cells[0]) && cells.every(isBlank)) {
      // A line of spaces is a blank line.
      if (cells.length > 1) this.#notes.add('empty_rows_skipped');
      return undefined;
    }
    if (this.#isHeader(cells, line)) return undefined;
    if (cells.length > this.#width) this.#cutSurplus(cells);
    else if (cells.length < this.#width) this.#fillUp(cells);
    else if (!afterLostQuote) this.#isDoubtful = false;
    return cells;
  }

  /** A quote was lost: what comes may be parts of a value. */
  doubt(): void {
    this.#isDoubtful = true;
  }

  #cutSurplus(cells: string[]): void {
    for (let at = this.#width; at < cells.length; at += 1) if (!isBlank(cells[at])) return;
    // The header's own cells without a name are noted once.
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
