import { EncodingCheck, type IsUtf8 } from './feed-encoding.ts';
import { FeedFileError } from './feed-file-error.ts';
import { FeedHead, type FeedHeadFacts, type HeadTools } from './feed-head.ts';
import type { FeedDelimiter, FeedLayout } from './feed-header.ts';
import { holdsRows } from './feed-held-rows.ts';
import { type CsvPlace, LineCounter } from './feed-lines.ts';
import { QuoteCheck, type QuoteMark } from './feed-quotes.ts';
import { createRowNormalizer, type RowProblem } from './feed-row.ts';
import { RowCells } from './feed-row-cells.ts';
import type { JobNotes } from './job-notes.ts';
import { LIMITS } from './limits.ts';
import { DEFAULT_CURRENCY } from './money.ts';

/** Where a record stands in the file. */
export interface RecordPlace {
  /** The line at which it begins; the file's first line is 1. */
  readonly line: number;
  /** Its text in bytes: its line end is part of it, and so is whatever was passed over before it. */
  readonly begin: number;
  readonly end: number;
}

/** A data row. */
export interface FeedRecord extends RecordPlace {
  readonly cells: readonly string[];
  /** False where the row is known to be free of NUL characters. */
  readonly mayHaveNul: boolean;
  /** Set where the row's quotes are wrong: it is one line then, and its cells are a guess. */
  readonly problem: RowProblem | undefined;
  /** Set where a value of the row holds what look like rows of this file. */
  readonly warning: RowProblem | undefined;
}

/** What becomes of a feed file's records, in the order of the file. */
export interface FeedRecordHandler {
  /**
   * The header row. Comes first.
   *
   * @param notes what is noted of the file; complete when all of it has been read
   */
  header(layout: FeedLayout, place: RecordPlace, notes: JobNotes): void;
  record(record: FeedRecord): void;
}

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

/** Bytes that are read in one go, so that a file in memory is read as one that streams by. */
const PIECE = 64 * 1024;

/**
 * After how many pieces with records a NUL cannot be in the next one. One would do, but for the few bytes at the end of
 * a piece that the parser keeps for the next.
 */
const NUL_IS_PAST = 8;

/** What a CSV parser is to do; the names are those of csv-parse. */
export interface CsvOptions {
  readonly delimiter: FeedDelimiter;
  readonly record_delimiter: string[];
  readonly skip_empty_lines: true;
  readonly relax_column_count: true;
}

/** Hears of records as a parser comes to their ends, and of the error that ends the parsing. */
export interface CsvListener {
  record(cells: string[], place: CsvPlace): void;
  error(error: Error): void;
}

/** csv-parse, or what reads as it does. It tells the listener of each record before it has taken the piece in. */
export interface CsvParser {
  /** Where it stands now. */
  readonly info: CsvPlace;
  write(piece: Uint8Array): Promise<void> | void;
  end(): Promise<void> | void;
}

/** What reading a feed's text takes that runtimes have under different names. */
export interface FeedTextTools extends HeadTools {
  readonly isUtf8: IsUtf8;
  openParser(options: CsvOptions, listener: CsvListener): CsvParser;
}

/**
 * Reads a feed file piece by piece, in constant memory and in a time that grows with its size alone: it yields after
 * every piece whose records have been handled, and reads on when it is asked to. Every line is accounted for: it is
 * part of a record, or blank, or passed over and noted.
 *
 * @param source the file's bytes, unpacked
 * @throws FeedFileError where the header cannot be used, or the rest of the file cannot be read: text that is not UTF-8,
 *   a line over `LIMITS.feedRecordLength`. Its message names the line.
 */
export async function* readFeedRecords(
  source: AsyncIterable<Uint8Array>,
  delimiter: FeedDelimiter,
  handler: FeedRecordHandler,
  tools: FeedTextTools,
): AsyncGenerator<void> {
  const reading = new FeedReading(delimiter, handler, tools);
  const text = new EncodingCheck(tools.isUtf8);
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE);
      const valid = text.check(piece);
      await reading.write(piece.subarray(0, valid), text.hasNul);
      if (valid < piece.length) await reading.fail(text.problem);
      yield;
    }
  }
  if (text.endsInsideCharacter) await reading.fail(text.problem);
  await reading.end();
}

/** One pass over a file: its header, the parser, and what the parser does not say by itself. */
class FeedReading {
  readonly #handler: FeedRecordHandler;
  readonly #tools: FeedTextTools;
  readonly #head: FeedHead;
  #rows: RowReading | undefined;

  constructor(delimiter: FeedDelimiter, handler: FeedRecordHandler, tools: FeedTextTools) {
    this.#handler = handler;
    this.#tools = tools;
    this.#head = new FeedHead(tools, delimiter);
  }

  async write(piece: Uint8Array, hasNul: boolean): Promise<void> {
    const rest = this.#rows ? piece : this.#head.write(piece);
    if (!this.#rows && this.#head.facts) await this.#begin(this.#head.facts);
    if (rest) await this.#rows?.write(rest, hasNul);
  }

  async end(): Promise<void> {
    if (!this.#rows) await this.#begin(this.#head.end());
    await this.#rows?.end();
  }

  /** Fails with the line that comes next, or is unfinished. The records before it are handled first. */
  async fail(problem: string): Promise<never> {
    const line = this.#rows ? await this.#rows.stop() : this.#head.line;
    throw new FeedFileError(`${problem} at line ${line}.`, line);
  }

  async #begin(head: FeedHeadFacts): Promise<void> {
    const { layout, line, begin, end, notes } = head;
    this.#handler.header(layout, { line, begin, end }, notes);
    this.#rows = new RowReading(head, this.#handler, this.#tools);
    await this.#rows.begin();
  }
}

/**
 * Reads what stands behind the header: its line end, and the data rows. In place of the header the parser gets a row of
 * as many cells, for it measures the others by the first, and what differs costs it an error with a stack.
 */
class RowReading {
  readonly #head: FeedHeadFacts;
  readonly #handler: FeedRecordHandler;
  readonly #parser: CsvParser;
  readonly #lines = new LineCounter();
  readonly #quotes: QuoteCheck;
  readonly #cells: RowCells;
  #headerSeen = false;
  #recordSeen = false;
  /** Pieces with records, but without a NUL, since the last NUL. */
  #piecesSinceNul = NUL_IS_PAST;
  /** Where the last record ended, and up to where lines may be parts of a value; from the header's end on. */
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

  /** Ends before a line that cannot be read, and gives its number. */
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

  /** The line after all records; the parser takes no more. */
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
