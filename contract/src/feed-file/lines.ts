/** A parser's position in the file, as csv-parse reports it. */
export interface CsvPlace {
  /** Bytes up to the end of the last record, including its line end. */
  readonly bytes: number;
  /** Lines begun so far; a CRLF inside quotes is counted twice. */
  readonly lines: number;
  readonly empty_lines: number;
}

/**
 * Computes the line of the file at which a record begins. csv-parse only reports where a record ends, does not report
 * the blank lines that it skipped before, and counts a CRLF inside quotes as two line ends.
 */
export class LineCounter {
  /** The end of the last record, as csv-parse counts. */
  #end = 0;
  #blank = 0;
  /** Lines that csv-parse has counted twice. */
  #surplus = 0;

  /** The line at which a record begins. Call it for every record, in order. */
  ofRecord(cells: readonly string[], place: CsvPlace): number {
    const next = this.#nextLine(place);
    this.#blank = place.empty_lines;
    const counted = place.lines - this.#end;
    this.#end = place.lines;
    if (counted === 1) return next;
    let pairs = 0;
    let lineEnds = 0;
    for (const cell of cells) {
      for (let at = 0; at < cell.length; at += 1) {
        const code = cell.charCodeAt(at);
        if (code === 10 || code === 13) lineEnds += 1;
        if (code === 10 && cell.charCodeAt(at - 1) === 13) pairs += 1;
      }
    }
    const line = place.lines - lineEnds - this.#surplus;
    this.#surplus += pairs;
    return line;
  }

  /** The line at which the unfinished record at the file's end begins. */
  ofUnfinished(place: CsvPlace): number {
    return this.#nextLine(place);
  }

  /** The last line. */
  ofEnd(place: CsvPlace): number {
    return place.lines - this.#surplus;
  }

  #nextLine(place: CsvPlace): number {
    return this.#end + 1 + (place.empty_lines - this.#blank) - this.#surplus;
  }
}

/** A feed file that cannot be read further. The message tells a partner what to fix. */
export class FeedFileError extends Error {
  override readonly name = 'FeedFileError';
  /** The line at which the unreadable row begins. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}
