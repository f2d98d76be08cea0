/** Where a parser stands in the file, as csv-parse says it. */
export interface CsvPlace {
  /** Bytes up to the end of the last record, its line end included. */
  readonly bytes: number;
  /** Lines begun so far; a CRLF inside quotes is counted twice. */
  readonly lines: number;
  readonly empty_lines: number;
}

/**
 * Tells at which line of the file a record begins. csv-parse knows where a record ends, does not say how many blank
 * lines it passed over before, and takes a CRLF inside quotes for two line ends.
 */
export class LineCounter {
  /** Where the last record ended, as csv-parse counts. */
  #end = 0;
  #blank = 0;
  /** Lines that csv-parse has counted twice. */
  #surplus = 0;

  /** The line at which a record begins. Records are to be given in their order, without exception. */
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

  /** The line at which the record begins that the file ends in. */
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
