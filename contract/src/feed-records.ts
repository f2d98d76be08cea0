import { EncodingCheck, type IsUtf8 } from './feed-encoding.ts';
import type { FeedDelimiter } from './feed-header.ts';
import { type CsvPlace, LineCounter } from './feed-lines.ts';
import { RecordQuotes } from './feed-quotes.ts';
import type { RowProblem } from './feed-row.ts';
import { LIMITS } from './limits.ts';

/** A feed file that cannot be read on. The message is a cause that a partner can act on. */
export class FeedFileError extends Error {
  override readonly name = 'FeedFileError';
  /** The line at which the row begins that cannot be read. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** What becomes of a feed file's records, in the order of the file. */
export interface FeedRecordHandler {
  /** The header row. Comes first, and may throw. */
  header(names: string[], line: number): void;
  /**
   * A data row.
   *
   * @param line the line at which the row begins; the file's first line is 1
   * @param mayHaveNul false where the row is known to be free of NUL characters
   */
  record(cells: string[], line: number, mayHaveNul: boolean): void;
  /** A row whose quotes are wrong. Its cells are a guess. */
  misquoted(cells: string[], line: number, problem: RowProblem): void;
}

const MISQUOTED: RowProblem = {
  code: 'invalid_quotes',
  message: 'A quoted value must be quoted as a whole, and quotes inside it doubled.',
};

/**
 * After how many pieces with records a NUL cannot be in the next one. One would do, but for the few bytes at the end of
 * a piece that the parser keeps for the next.
 */
const NUL_IS_PAST = 8;

/** What a CSV parser is to do; the names are those of csv-parse. */
export interface CsvOptions {
  readonly bom: true;
  readonly delimiter: FeedDelimiter;
  readonly record_delimiter: string[];
  readonly skip_empty_lines: true;
  readonly relax_column_count: true;
  readonly relax_quotes: true;
  readonly max_record_size: number;
}

/** Hears of records as a parser comes to their ends, and of the error that ends the parsing. */
export interface CsvListener {
  record(cells: string[], place: CsvPlace): void;
  /** `code` is csv-parse's, where the text is at fault. */
  error(error: Error & { readonly code?: unknown }): void;
}

/** csv-parse, or what reads as it does. It tells the listener of each record before it has taken the piece in. */
export interface CsvParser {
  /** Where it stands now. */
  readonly info: CsvPlace;
  write(piece: Uint8Array): Promise<void> | void;
  end(): Promise<void> | void;
}

/** What reading a feed's text takes that runtimes have under different names. */
export interface FeedTextTools {
  readonly isUtf8: IsUtf8;
  openParser(options: CsvOptions, listener: CsvListener): CsvParser;
}

/**
 * Reads a feed file piece by piece, in constant memory: it yields after every piece of the source whose records have
 * been handled, and reads on when it is asked to. Blank lines are passed over.
 *
 * @param source the file's bytes, unpacked
 * @throws FeedFileError where the rest of the file cannot be read: text that is not UTF-8, a quote that is not closed,
 *   a record over `LIMITS.feedRecordLength`. Its message names the line.
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
    const valid = text.check(chunk);
    await reading.write(chunk.subarray(0, valid), text.hasNul);
    if (valid < chunk.length) await reading.failAtNextLine(text.problem, valid > 0);
    yield;
  }
  if (text.endsInsideCharacter) await reading.failAtNextLine(text.problem, false);
  await reading.end();
}

/** One pass over a file: the parser, and what it does not say by itself. */
class FeedReading {
  readonly #parser: CsvParser;
  readonly #handler: FeedRecordHandler;
  readonly #lines = new LineCounter();
  readonly #quotes: RecordQuotes;
  #headerSeen = false;
  #recordSeen = false;
  /** Pieces with records, but without a NUL, since the last NUL. */
  #piecesSinceNul = NUL_IS_PAST;
  #failure: Error | undefined;

  constructor(delimiter: FeedDelimiter, handler: FeedRecordHandler, { openParser }: FeedTextTools) {
    this.#handler = handler;
    this.#quotes = new RecordQuotes(delimiter);
    this.#parser = openParser(
      {
        bom: true,
        delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        skip_empty_lines: true,
        relax_column_count: true,
        relax_quotes: true,
        max_record_size: LIMITS.feedRecordLength,
      },
      {
        record: (cells, place) => this.#onRecord(cells, place),
        error: (error) => {
          this.#failure ??= this.#explain(error);
        },
      },
    );
  }

  async write(chunk: Uint8Array, hasNul: boolean): Promise<void> {
    if (hasNul) this.#piecesSinceNul = 0;
    else if (this.#recordSeen) this.#piecesSinceNul += 1;
    this.#recordSeen = false;
    this.#quotes.add(chunk);
    await this.#parser.write(chunk);
    if (this.#failure) throw this.#failure;
  }

  async end(): Promise<void> {
    await this.#parser.end();
    if (this.#failure) throw this.#failure;
    // A file of blank lines has no header row: the handler says so.
    if (!this.#headerSeen) this.#handler.header([], 1);
  }

  /** Fails with the line that comes next, or is unfinished. The records before it are handled first. */
  async failAtNextLine(problem: string, betweenLines: boolean): Promise<never> {
    if (!betweenLines) this.#failure ??= new Error(problem);
    await this.#parser.end();
    const line = this.#lines.ofEnd(this.#parser.info);
    throw new FeedFileError(`${problem} at line ${line}.`, line);
  }

  #onRecord(cells: string[], place: CsvPlace): void {
    if (this.#failure) return;
    this.#recordSeen = true;
    const line = this.#lines.ofRecord(cells, place);
    const quotesAreRight = this.#quotes.areRight(place.bytes);
    if (cells.length === 1 && (cells[0] as string).trim() === '') return;
    try {
      if (this.#headerSeen && quotesAreRight) this.#handler.record(cells, line, this.#piecesSinceNul < NUL_IS_PAST);
      else if (this.#headerSeen) this.#handler.misquoted(cells, line, MISQUOTED);
      else if (quotesAreRight) this.#handler.header(cells, line);
      else throw new FeedFileError('The quotes of the header row are misplaced.', line);
      this.#headerSeen = true;
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  #explain(error: Error & { readonly code?: unknown }): Error {
    const line = this.#lines.ofUnfinished(this.#parser.info);
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      return new FeedFileError(`A quote is opened in the row at line ${line} and never closed.`, line);
    }
    if (error.code === 'CSV_MAX_RECORD_SIZE') {
      return new FeedFileError(`The row at line ${line} is over ${LIMITS.feedRecordLength} bytes long.`, line);
    }
    return error;
  }
}
