import { EncodingCheck } from './encoding.ts';
import { FeedFileError } from './feed-file-error.ts';
import { FeedHead, type FeedHeadFacts } from './head.ts';
import type { FeedDelimiter } from './header.ts';
import type { FeedRecordHandler, FeedTextTools } from './record.ts';
import { RowReading } from './row-reading.ts';

/** Bytes that are read together, so that a file in memory is read in the same way as a stream. */
const PIECE = 64 * 1024;

/**
 * Reads a feed file piece by piece, in constant memory and linear time: it yields after every piece whose records have
 * been handled. Every line is accounted for: it is part of a record, or blank, or skipped and noted.
 *
 * @param source the file's bytes, unpacked
 * @throws FeedFileError where the header is invalid, or the rest of the file cannot be read: text that is not UTF-8, a
 *   line over `LIMITS.feedRecordLength`. Its message names the line.
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
      reading.write(piece.subarray(0, valid));
      if (valid < piece.length) reading.fail(text.problem);
      yield;
    }
  }
  if (text.endsInsideCharacter) reading.fail(text.problem);
  reading.end();
}

/** One pass over a file: its header, the parser, and the checks that the parser does not do. */
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

  write(piece: Uint8Array): void {
    const rest = this.#rows ? piece : this.#head.write(piece);
    if (!this.#rows && this.#head.facts) this.#rows = this.#begin(this.#head.facts);
    if (rest) this.#rows?.write(rest);
  }

  end(): void {
    this.#rows ??= this.#begin(this.#head.end());
    this.#rows.end();
  }

  /** Fails with the number of the next or unfinished line, after the records before it have been handled. */
  fail(problem: string): never {
    const line = this.#rows ? this.#rows.stop() : this.#head.line;
    throw new FeedFileError(`${problem} at line ${line}.`, line);
  }

  #begin(head: FeedHeadFacts): RowReading {
    const { layout, line, begin, end, notes } = head;
    this.#handler.header(layout, { line, begin, end }, notes);
    return new RowReading(head, this.#handler, this.#tools);
  }
}
