import type { JobNotes } from '../shared/job-notes.ts';
import type { IsUtf8 } from './encoding.ts';
import type { HeadTools } from './head.ts';
import type { FeedLayout } from './header.ts';
import type { RowProblem } from './row.ts';

/** The position of a record in the file. */
export interface RecordPlace {
  /** The line at which it begins; the file's first line is 1. */
  readonly line: number;
  /** The position of its text in bytes, including its line end and whatever was skipped before it. */
  readonly begin: number;
  readonly end: number;
}

/** A data row. */
export interface FeedRecord extends RecordPlace {
  readonly cells: readonly string[];
  /** False where the row is known to have no NUL characters. */
  readonly mayHaveNul: boolean;
  /** Set where the row's quotes are wrong: it is one line then, and its cells are a guess. */
  readonly problem: RowProblem | undefined;
  /** Set where a value of the row contains what look like rows of this file. */
  readonly warning: RowProblem | undefined;
}

/** Receives a feed file's records, in the order of the file. */
export interface FeedRecordHandler {
  /**
   * Called first, with the header row.
   *
   * @param notes notes about the file; complete when all of it has been read
   */
  header(layout: FeedLayout, place: RecordPlace, notes: JobNotes): void;
  record(record: FeedRecord): void;
}

/** Functions for reading a feed's text that runtimes provide under different names. */
export interface FeedTextTools extends HeadTools {
  readonly isUtf8: IsUtf8;
}
