import { LIMITS } from '@commerce-integration/contract';
import type { FeedDelimiter, RowProblem } from '@commerce-integration/contract/feed-file';
import { CsvError, type InfoRecord, Parser } from 'csv-parse';
import { FeedFileError, TextReader } from './feed-text-reader.ts';
import { LineCounter } from './line-counter.ts';
import { RecordQuotes } from './record-quotes.ts';

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

/**
 * Reads a feed file piece by piece, in constant memory: it yields after every piece of the source whose records have
 * been handled, and reads on when it is asked to. Blank lines are passed over.
 *
 * @param source the file's bytes, unpacked
 * @throws FeedFileError where the rest of the file cannot be read: text that is not UTF-8, a quote that is not closed,
 *   a record over `LIMITS.feedRecordLength`. Its message names the line.
 */
export async function* readFeedFile(
  source: AsyncIterable<Buffer>,
  delimiter: FeedDelimiter,
  handler: FeedRecordHandler,
): AsyncGenerator<void> {
  const reading = new FeedReading(delimiter, handler);
  const text = new TextReader();
  for await (const chunk of source) {
    const valid = text.check(chunk);
    await reading.write(chunk.subarray(0, valid), text.hasNul);
    if (valid < chunk.length) await reading.failAtNextLine(text.problem, valid > 0);
    yield;
  }
  if (text.endsInsideCharacter) await reading.failAtNextLine(text.problem, false);
  await reading.end();
}

/** One pass over a file: csv-parse, and what it does not say by itself. */
class FeedReading {
  readonly #parser: Parser;
  readonly #handler: FeedRecordHandler;
  readonly #lines = new LineCounter();
  readonly #quotes: RecordQuotes;
  #headerSeen = false;
  #recordSeen = false;
  /** Pieces with records, but without a NUL, since the last NUL. */
  #piecesSinceNul = NUL_IS_PAST;
  #failure: Error | undefined;

  constructor(delimiter: FeedDelimiter, handler: FeedRecordHandler) {
    this.#handler = handler;
    this.#quotes = new RecordQuotes(delimiter);
    this.#parser = new Parser({
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LIMITS.feedRecordLength,
      // Records leave here and never enter the stream's own queue: that halves the cost of reading.
      on_record: (cells: string[], info) => this.#onRecord(cells, info),
    });
    this.#parser.on('error', (error) => {
      this.#failure ??= this.#explain(error);
    });
    this.#parser.resume();
  }

  async write(chunk: Buffer, hasNul: boolean): Promise<void> {
    if (hasNul) this.#piecesSinceNul = 0;
    else if (this.#recordSeen) this.#piecesSinceNul += 1;
    this.#recordSeen = false;
    this.#quotes.add(chunk);
    await new Promise<void>((resolve) => this.#parser.write(chunk, () => resolve()));
    if (this.#failure) throw this.#failure;
  }

  async end(): Promise<void> {
    await this.#finishParser();
    if (this.#failure) throw this.#failure;
    // A file of blank lines has no header row: the handler says so.
    if (!this.#headerSeen) this.#handler.header([], 1);
  }

  /** Fails with the line that comes next, or is unfinished. The records before it are handled first. */
  async failAtNextLine(problem: string, betweenLines: boolean): Promise<never> {
    if (!betweenLines) this.#failure ??= new Error(problem);
    await this.#finishParser();
    const line = this.#lines.ofEnd(this.#parser.info);
    throw new FeedFileError(`${problem} at line ${line}.`, line);
  }

  #finishParser(): Promise<void> {
    return new Promise((resolve) => this.#parser.end(() => resolve()));
  }

  #onRecord(cells: string[], info: InfoRecord): null {
    if (this.#failure) return null;
    this.#recordSeen = true;
    const line = this.#lines.ofRecord(cells, info);
    const quotesAreRight = this.#quotes.areRight(info.bytes);
    if (cells.length === 1 && (cells[0] as string).trim() === '') return null;
    try {
      if (this.#headerSeen && quotesAreRight) this.#handler.record(cells, line, this.#piecesSinceNul < NUL_IS_PAST);
      else if (this.#headerSeen) this.#handler.misquoted(cells, line, MISQUOTED);
      else if (quotesAreRight) this.#handler.header(cells, line);
      else throw new FeedFileError('The quotes of the header row are misplaced.', line);
      this.#headerSeen = true;
    } catch (error) {
      this.#failure = error as Error;
    }
    return null;
  }

  #explain(error: Error): Error {
    const line = this.#lines.ofUnfinished(this.#parser.info);
    const code = error instanceof CsvError ? error.code : undefined;
    if (code === 'CSV_QUOTE_NOT_CLOSED') {
      return new FeedFileError(`A quote is opened in the row at line ${line} and never closed.`, line);
    }
    if (code === 'CSV_MAX_RECORD_SIZE') {
      return new FeedFileError(`The row at line ${line} is over ${LIMITS.feedRecordLength} bytes long.`, line);
    }
    return error;
  }
}
