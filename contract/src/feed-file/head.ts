import { JobNotes } from '../shared/job-notes.ts';
import { caselessKey, cutText } from '../shared/text.ts';
import { joinAll, notUtf8Problem, SIGNATURE_BYTES } from './encoding.ts';
import { FeedFileError } from './feed-file-error.ts';
import {
  detectDelimiter,
  FEED_DELIMITERS,
  type FeedDelimiter,
  type FeedHeaderFacts,
  hasRequiredColumns,
  REQUIRED_FEED_COLUMNS,
  readFeedHeader,
} from './header.ts';

/** Functions for reading a feed's header that runtimes provide under different names. */
export interface HeadTools {
  /** The records of a CSV text; undefined where its quotes are invalid. */
  parseText(text: string, delimiter: FeedDelimiter): string[][] | undefined;
}

/** A feed file's header and its position. */
export interface FeedHeadFacts extends FeedHeaderFacts {
  readonly delimiter: FeedDelimiter;
  /** The first and last line of the header; the file's first line is 1. */
  readonly line: number;
  readonly lastLine: number;
  /** The position of its text in the file, in bytes, without its line end. */
  readonly begin: number;
  readonly end: number;
  /** Notes about what was skipped before the header. */
  readonly notes: JobNotes;
}

const HEADER_BYTES = 256 * 1024;
const LF = 10;
const CR = 13;
const QUOTE = 34;
const MARK_BYTES = 3;
/** The bytes of a line without values: spaces, delimiters, byte order marks. */
const BLANK = new Set([...' ,;\t|'].map((character) => character.charCodeAt(0)).concat([0xef, 0xbb, 0xbf]));
/** The line by which Excel learns the delimiter. Another program may have added empty cells after it. */
const SEPARATOR_LINE = /^\uFEFF*"?sep=.?[\s",;|]*$/i;
/** Characters of the header that an error quotes. */
const SHOWN = 200;

/**
 * Reads the beginning of a streamed feed file, up to the end of its header row. Lines without values are skipped, and
 * so is a `sep=` line, which only names the delimiter.
 */
export class FeedHead {
  /** Set once the header row has been read. */
  facts: FeedHeadFacts | undefined;
  readonly #tools: HeadTools;
  readonly #given: FeedDelimiter | undefined;
  readonly #notes = new JobNotes();
  #start = new Uint8Array(0);
  /** The bytes of the row that is being read. */
  #row: Uint8Array[] = [];
  #rowBytes = 0;
  #rowBegin = 0;
  #rowLine = 1;
  #line = 1;
  #passed = 0;
  #last = 0;
  #quoted = false;
  #hasValue = false;

  /** @param delimiter where it is known already */
  constructor(tools: HeadTools, delimiter?: FeedDelimiter) {
    this.#tools = tools;
    this.#given = delimiter;
  }

  /** The number of the current line. */
  get line(): number {
    return this.#line;
  }

  /** The message for a file that is not UTF-8. */
  get notUtf8(): string {
    return notUtf8Problem(this.#start);
  }

  /** Keeps the file's first bytes, which identify its format. Call it before the encoding of a piece is checked. */
  look(piece: Uint8Array): void {
    if (this.#start.length >= SIGNATURE_BYTES) return;
    this.#start = joinAll([this.#start, piece.subarray(0, SIGNATURE_BYTES - this.#start.length)]);
  }

  /**
   * Reads the next piece. Returns the bytes after the header row and its line end, or undefined where the row continues
   * in the next piece.
   *
   * @throws FeedFileError
   */
  write(piece: Uint8Array): Uint8Array | undefined {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] as number;
      if (byte === 0) throw new FeedFileError(this.notUtf8, this.#line);
      if (byte === QUOTE) this.#quoted = !this.#quoted;
      const lineEnd = byte === LF || byte === CR;
      if (lineEnd && !this.#quoted) {
        this.#add(piece.subarray(from, at));
        if (this.#hasValue && !this.#isSeparatorLine()) {
          this.#finish();
          return piece.subarray(at);
        }
        from = at + 1;
        this.#passRow(byte, at + 1);
      } else if (lineEnd) this.#countLine(byte);
      else if (!BLANK.has(byte)) this.#hasValue = true;
      this.#last = byte;
    }
    this.#add(piece.subarray(from));
    this.#passed += piece.length;
    return undefined;
  }

  /** Ends the file. @throws FeedFileError */
  end(): FeedHeadFacts {
    return this.facts ?? this.#finish();
  }

  #add(bytes: Uint8Array): void {
    this.#rowBytes += bytes.length;
    // Checked first, so that the result does not depend on how the file is split into pieces.
    if (this.#rowBytes > HEADER_BYTES) {
      const problem = `The header row is longer than ${HEADER_BYTES} bytes.`;
      throw new FeedFileError(`Invalid CSV file: ${problem}`, this.#rowLine);
    }
    // Copied, because the sender of the pieces may reuse their memory.
    if (bytes.length > 0) this.#row.push(new Uint8Array(bytes));
  }

  #passRow(lineEnd: number, next: number): void {
    this.#countLine(lineEnd);
    this.#row = [];
    this.#rowBytes = 0;
    this.#rowBegin = this.#passed + next;
    this.#rowLine = this.#line;
    this.#hasValue = false;
  }

  #countLine(lineEnd: number): void {
    if (lineEnd === CR || this.#last !== CR) this.#line += 1;
  }

  #isSeparatorLine(): boolean {
    if (this.#rowBytes > SHOWN || !SEPARATOR_LINE.test(this.#text())) return false;
    this.#notes.add('separator_line_skipped');
    return true;
  }

  #text(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(joinAll(this.#row));
  }

  #finish(): FeedHeadFacts {
    const whole = this.#text();
    const text = whole.replace(/^\uFEFF+/, '');
    const marks = whole.length - text.length;
    const { delimiter, cells } = this.#cells(text);
    const header = readFeedHeader(cells);
    if ('error' in header) throw new FeedFileError(this.#explain(header.error, cells), this.#rowLine);
    this.#notes.add('byte_order_marks_ignored', this.#rowBegin === 0 ? marks - 1 : marks);
    this.#notes.add('header_names_cleaned', header.cleaned);
    this.#notes.add('unnamed_columns_ignored', header.cells - header.layout.width);
    this.facts = {
      ...header,
      delimiter,
      line: this.#rowLine,
      lastLine: this.#line,
      begin: this.#rowBegin + marks * MARK_BYTES,
      end: this.#rowBegin + this.#rowBytes,
      notes: this.#notes,
    };
    return this.facts;
  }

  /** Splits the header with the delimiter that yields all required columns; if none does, with the likeliest. */
  #cells(text: string): { delimiter: FeedDelimiter; cells: string[] } {
    const under = (delimiter: FeedDelimiter) => {
      const cells = this.#tools.parseText(text, delimiter)?.[0] ?? (text.trim() === '' ? [] : undefined);
      return cells && { delimiter, cells };
    };
    const candidates = this.#given === undefined ? FEED_DELIMITERS : [this.#given];
    for (const delimiter of candidates) {
      const found = under(delimiter);
      if (found && hasRequiredColumns(found.cells)) return found;
    }
    const likely = under(this.#given ?? detectDelimiter(text));
    if (likely) return likely;
    throw new FeedFileError('Invalid CSV file: The quotes of the CSV header are misplaced.', this.#rowLine);
  }

  /** Adds to an error what was read as the header. */
  #explain(error: string, cells: readonly string[]): string {
    const values = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (!error.includes('Missing required') || values.length === 0) return error;
    const read = `${error}. Line ${this.#rowLine} was read as the header: ${cutText(values.join(', '), SHOWN)}.`;
    const known = cells.some((cell) => REQUIRED_FEED_COLUMNS.some((column) => column === caselessKey(cell)));
    if (known || (values.length > 1 && values.length * 2 >= cells.length)) return read;
    return `${read} Line ${this.#rowLine} looks like a title: the names of the columns must come first.`;
  }
}
