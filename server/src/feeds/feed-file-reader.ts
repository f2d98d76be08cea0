import { LIMITS } from '@commerce-integration/contract';
import type { FeedDelimiter, RowProblem } from '@commerce-integration/contract/feed-file';
import { type CsvError, type InfoRecord, Parser } from 'csv-parse';
import { FeedFileError, TextReader } from './feed-text-reader.ts';
import { LineCounter } from './line-counter.ts';

/** What becomes of a feed file's records, in the order of the file. */
export interface FeedRecordHandler {
  /** The header row. Comes first, and may throw. */
  header(names: string[]): void;
  /**
   * A data row.
   *
   * @param line the line at which the row begins; the file's first line is 1
   * @param mayHaveNul false where the row is known to be free of NUL characters
   */
  record(cells: string[], line: number, mayHaveNul: boolean): void;
  /** A row whose quotes are wrong: its cells cannot be told apart. */
  unreadable(line: number, problem: RowProblem): void;
  /** Called between two pieces of the file. Reading goes on when the promise resolves. */
  ready(): Promise<void> | undefined;
}

const MALFORMED: RowProblem = {
  code: 'invalid_quotes',
  message: 'A quoted value must be quoted as a whole, and quotes inside it doubled.',
};

/**
 * Reads a feed file in constant memory: as fast as the handler is ready for more. Blank lines are passed over.
 *
 * @param source the file's bytes, unpacked
 * @throws FeedFileError where the rest of the file cannot be read: text that is not UTF-8, a quote that is not closed,
 *   a record over `LIMITS.feedRecordLength`. Its message names the line.
 */
export async function readFeedFile(
  source: AsyncIterable<Buffer>,
  delimiter: FeedDelimiter,
  handler: FeedRecordHandler,
): Promise<void> {
  const reading = new FeedReading(delimiter, handler);
  const text = new TextReader();
  for await (const chunk of source) {
    const valid = text.check(chunk);
    await reading.write(chunk.subarray(0, valid), text.mayHaveNul);
    if (valid < chunk.length) await reading.failAtNextLine(text.problem, valid > 0);
    await handler.ready();
  }
  if (text.endsInsideCharacter) await reading.failAtNextLine(text.problem, false);
  await reading.end();
}

/** One pass over a file: csv-parse, and what it does not say by itself. */
class FeedReading {
  readonly #parser: Parser;
  readonly #handler: FeedRecordHandler;
  readonly #lines = new LineCounter();
  #headerSeen = false;
  #mayHaveNul = false;
  #failure: Error | undefined;

  constructor(delimiter: FeedDelimiter, handler: FeedRecordHandler) {
    this.#handler = handler;
    this.#parser = new Parser({
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      relax_column_count: true,
      skip_records_with_error: true,
      max_record_size: LIMITS.feedRecordLength,
      // Records leave here and never enter the stream's own queue: that halves the cost of reading.
      on_record: (cells: string[], info) => this.#onRecord(cells, info),
      on_skip: (error) => this.#onSkip(error),
    });
    this.#parser.on('error', (error) => {
      this.#failure ??= error;
    });
    this.#parser.resume();
  }

  async write(chunk: Buffer, mayHaveNul: boolean): Promise<void> {
    this.#mayHaveNul = mayHaveNul;
    await new Promise<void>((resolve) => this.#parser.write(chunk, () => resolve()));
    if (this.#failure) throw this.#failure;
  }

  async end(): Promise<void> {
    await new Promise<void>((resolve) => this.#parser.end(() => resolve()));
    if (this.#failure) throw this.#failure;
    // A file of blank lines has no header row: the handler says so.
    if (!this.#headerSeen) this.#handler.header([]);
  }

  /** Fails with the line that comes next, or is unfinished. The records before it are handled first. */
  async failAtNextLine(problem: string, betweenLines: boolean): Promise<never> {
    const error = new FeedFileError(problem);
    if (!betweenLines) this.#failure ??= error;
    await new Promise<void>((resolve) => this.#parser.end(() => resolve()));
    error.message = `${problem} at line ${this.#lines.ofEnd(this.#parser.info)}.`;
    throw error;
  }

  #onRecord(cells: string[], info: InfoRecord): null {
    if (this.#failure) return null;
    const line = this.#lines.ofRecord(cells, info);
    if (cells.length === 1 && (cells[0] as string).trim() === '') return null;
    try {
      if (this.#headerSeen) this.#handler.record(cells, line, this.#mayHaveNul);
      else this.#handler.header(cells);
      this.#headerSeen = true;
    } catch (error) {
      this.#failure = error as Error;
    }
    return null;
  }

  #onSkip(error: CsvError | undefined): undefined {
    if (this.#failure || !error) return;
    const place = error as unknown as InfoRecord;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      const line = this.#lines.ofUnfinished(place);
      this.#failure = new FeedFileError(`A quote is opened in the row at line ${line} and never closed.`);
    } else if (error.code === 'CSV_MAX_RECORD_SIZE') {
      const line = this.#lines.ofUnfinished(place);
      this.#failure = new FeedFileError(`The row at line ${line} is over ${LIMITS.feedRecordLength} bytes long.`);
    } else if (this.#headerSeen) {
      const line = this.#lines.ofUnreadable(place);
      if (line !== undefined) this.#handler.unreadable(line, MALFORMED);
    } else this.#failure = new FeedFileError('The quotes of the header row are misplaced.');
  }
}
