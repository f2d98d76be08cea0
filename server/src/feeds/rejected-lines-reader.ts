import { Readable } from 'node:stream';
import {
  type FeedDelimiter,
  FeedFileError,
  type FeedRecordHandler,
  type RecordPlace,
} from '@commerce-integration/contract/feed-file';
import { rejectedHeader, rejectedLine } from '@commerce-integration/contract/rules';
import { readFeedFile } from '../catalog/load/feed-file-reader.ts';
import { FeedBytes } from './feed-bytes.ts';

/** One reported problem of a row. */
interface RejectedValue {
  line: number;
  position: number;
  column: string | null;
  code: string;
  message: string;
}

/** Reads some problems after a position, in the order of line and position; none after the last. */
export type FetchRejected = (after: { line: number; position: number }) => Promise<RejectedValue[]>;

/**
 * A feed's rejected rows as CSV, in constant memory: the partner's own header and rows, unchanged, with
 * `_line,_column,_code,_message` in front. Several problems of a row are joined by `; ` within each cell. The result is
 * a valid feed file.
 *
 * @param source the feed file's bytes, unpacked
 */
export function readRejectedLines(
  source: AsyncIterable<Buffer>,
  delimiter: FeedDelimiter,
  fetchRejected: FetchRejected,
): Readable {
  return Readable.from(rejectedLines(source, delimiter, fetchRejected), { objectMode: false });
}

async function* rejectedLines(
  source: AsyncIterable<Buffer>,
  delimiter: FeedDelimiter,
  fetchRejected: FetchRejected,
): AsyncGenerator<string> {
  const bytes = new FeedBytes();
  const report = new Report(delimiter, fetchRejected);
  /** The header and rows that are not processed yet. */
  let places: RecordPlace[] = [];
  const handler: FeedRecordHandler = {
    header: (_, place) => places.push(place),
    record: (place) => places.push(place),
  };
  try {
    for await (const _ of readFeedFile(bytes.watch(source), delimiter, handler)) {
      yield* report.rows(bytes, places);
      places = [];
      if (report.isComplete) return;
    }
  } catch (error) {
    // The load had to stop here as well; the rows before are reported.
    if (!(error instanceof FeedFileError)) throw error;
  }
  yield* report.rows(bytes, places);
}

/** A job's report, read in step with the file. */
class Report {
  readonly #delimiter: string;
  readonly #fetch: FetchRejected;
  #batch: RejectedValue[] = [];
  #place = { line: 0, position: 0 };
  #headerWritten = false;
  #finished = false;

  constructor(delimiter: string, fetchRejected: FetchRejected) {
    this.#delimiter = delimiter;
    this.#fetch = fetchRejected;
  }

  /** Whether all reported problems have been written. */
  get isComplete(): boolean {
    return this.#headerWritten && this.#finished && this.#batch.length === 0;
  }

  /** Writes the header, and the rejected ones of these rows. */
  async *rows(bytes: FeedBytes, places: readonly RecordPlace[]): AsyncGenerator<string> {
    for (const { line, begin, end } of places) {
      if (!this.#headerWritten) {
        this.#headerWritten = true;
        yield rejectedHeader(this.#delimiter, bytes.take(begin, end));
        continue;
      }
      const problems = await this.#problemsOf(line);
      if (problems.length === 0) {
        bytes.forget(end);
        continue;
      }
      yield rejectedLine(this.#delimiter, line, problems, bytes.take(begin, end));
    }
    bytes.forgetLineEnds();
  }

  async #problemsOf(line: number): Promise<RejectedValue[]> {
    const problems: RejectedValue[] = [];
    for (;;) {
      const [first] = this.#batch;
      if (first === undefined) {
        if (this.#finished || !(await this.#readOn())) return problems;
      } else if (first.line > line) return problems;
      else {
        this.#batch.shift();
        if (first.line === line) problems.push(first);
      }
    }
  }

  async #readOn(): Promise<boolean> {
    this.#batch = await this.#fetch(this.#place);
    const last = this.#batch.at(-1);
    if (last) this.#place = { line: last.line, position: last.position };
    this.#finished = last === undefined;
    return !this.#finished;
  }
}
