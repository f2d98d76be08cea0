import type { JobNotes } from '../shared/job-notes.ts';
import type { IsUtf8 } from './encoding.ts';
import type { HeadTools } from './head.ts';
import type { FeedDelimiter, FeedLayout } from './header.ts';
import type { CsvPlace } from './lines.ts';
import type { RowProblem } from './row.ts';

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
