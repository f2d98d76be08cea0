import { LIMITS } from '../shared/limits.ts';
import { DEFAULT_CURRENCY } from '../shared/money.ts';
import type { FeedHeadFacts } from './head.ts';
import { holdsRows } from './held-rows.ts';
import { type CsvPlace, FeedFileError, LineCounter } from './lines.ts';
import { QuoteCheck, type QuoteMark } from './quotes.ts';
import type { CsvParser, FeedRecordHandler, FeedTextTools } from './record.ts';
import { createRowNormalizer, type RowProblem } from './row.ts';
import { RowCells } from './row-cells.ts';

const PROBLEMS: Readonly<Record<QuoteMark['kind'], RowProblem>> = {
  misplaced: {
    code: 'invalid_quotes',
    message: 'A quoted value must be quoted as a whole, and quotes inside it doubled.',
  },
  unclosed: { code: 'invalid_quotes', message: 'A quote is opened in this line and never closed.' },
  holds_rows: {
    code: 'rows_in_value',
    message: 'A quoted value holds line ends between what look like rows of this file: is a quote missing or surplus?',
  },
};

/**
 * After this many pieces with records, the next one cannot contain an earlier NUL. More than one, because the parser
 * keeps a few bytes at the end of a piece for the next.
 */
const NUL_IS_PAST = 8;

/**
 * Reads the part after the header: the header's line end, and the data rows. The parser first gets a placeholder row
 * with the header's number of cells, because it compares the others with the first, and creates an error with a stack
 * for each difference.
 */
export class RowReading {
  readonly #head: FeedHeadFacts;
  readonly #handler: FeedRecordHandler;
  readonly #parser: CsvParser;
  readonly #lines = new LineCounter();
  readonly #quotes: QuoteCheck;
  readonly #cells: RowCells;
  #headerSeen = false;
  #recordSeen = false;
  /** Pieces with records since the last piece with a NUL. */
  #piecesSinceNul = NUL_IS_PAST;
  /**
   * The end of the last record, and the position up to which lines may be parts of a value; counted from the header's
   * end.
   */
  #end = 0;
  #doubtfulTo = 0;
  #failure: Error | undefined;

  constructor(head: FeedHeadFacts, handler: FeedRecordHandler, { openParser }: FeedTextTools) {
    const { delimiter, layout } = head;
    const normalize = createRowNormalizer(layout, { defaultCurrency: DEFAULT_CURRENCY });
    this.#head = head;
    this.#handler = handler;
    this.#cells = new RowCells(head, head.notes);
    this.#quotes = new QuoteCheck(delimiter, {
      cells: [layout.width, head.cells],
      holdsRows: (lines) => holdsRows(lines, delimiter, layout, normalize),
    });
    this.#parser = openParser(
      { delimiter, record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: true, relax_column_count: true },
      {
        record: (cells, place) => this.#onRecord(cells, place),
        error: (error) => {
          this.#failure ??= error;
        },
      },
    );
  }

  async begin(): Promise<void> {
    const { cells, delimiter } = this.#head;
    await this.#parser.write(new TextEncoder().encode(`x${delimiter.repeat(cells - 1)}`));
  }

  async write(piece: Uint8Array, hasNul: boolean): Promise<void> {
    if (hasNul) this.#piecesSinceNul = 0;
    else if (this.#recordSeen) this.#piecesSinceNul += 1;
    this.#recordSeen = false;
    await this.#parse(this.#quotes.add(piece));
  }

  async end(): Promise<void> {
    await this.#parse(this.#quotes.end());
    await this.#parser.end();
    if (this.#failure) throw this.#failure;
  }

  /** Stops before a line that cannot be read, and returns its number. */
  async stop(): Promise<number> {
    const { complete, lineEnds } = this.#quotes.stop();
    await this.#parse(complete);
    return (await this.#nextLine()) + lineEnds;
  }

  async #parse(records: Uint8Array): Promise<void> {
    if (records.length > 0) await this.#parser.write(records);
    if (this.#failure) throw this.#failure;
    if (!this.#quotes.tooLong) return;
    const line = await this.#nextLine();
    throw new FeedFileError(`The row at line ${line} is over ${LIMITS.feedRecordLength} bytes long.`, line);
  }

  /** The number of the line after all records; ends the parser. */
  async #nextLine(): Promise<number> {
    await this.#parser.end();
    if (this.#failure) throw this.#failure;
    return this.#lines.ofEnd(this.#parser.info) + this.#head.lastLine - 1;
  }

  #onRecord(cells: string[], place: CsvPlace): void {
    if (this.#failure) return;
    const line = this.#lines.ofRecord(cells, place) + this.#head.lastLine - 1;
    const begin = this.#end;
    this.#end = place.bytes - this.#head.cells;
    if (!this.#headerSeen) {
      this.#headerSeen = true;
      return;
    }
    this.#recordSeen = true;
    const mark = this.#quotes.markAt(this.#end);
    try {
      if (mark && mark.kind !== 'holds_rows') {
        this.#doubtfulTo = Math.max(this.#doubtfulTo, mark.lookedAt);
        this.#cells.doubt();
        this.#hand(cells, line, begin, PROBLEMS[mark.kind], undefined);
        return;
      }
      const row = this.#cells.of(cells, line, begin < this.#doubtfulTo);
      if (row) this.#hand(row, line, begin, undefined, mark && PROBLEMS[mark.kind]);
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  #hand(
    cells: readonly string[],
    line: number,
    begin: number,
    problem: RowProblem | undefined,
    warning: RowProblem | undefined,
  ): void {
    const { end: offset } = this.#head;
    const mayHaveNul = this.#piecesSinceNul < NUL_IS_PAST;
    this.#handler.record({
      cells,
      line,
      begin: offset + begin,
      end: offset + this.#end,
      mayHaveNul,
      problem,
      warning,
    });
  }
}
