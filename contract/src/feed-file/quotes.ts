import { LIMITS } from '../shared/limits.ts';
import { afterLastLine, type ByteWindow, hasLongLine, lineBegin, nextLine } from './byte-lines.ts';
import { joinAll } from './encoding.ts';
import { QUOTE, type ScannedRecord, scanRecord } from './quote-scan.ts';

const SPACE = 32;
/** The byte order mark, with which each of several joined files may begin. */
const MARK = [0xef, 0xbb, 0xbf] as const;
const NOTHING = new Uint8Array(0);
const MAX_BYTES = LIMITS.feedRecordLength;

/** What the quotes of a record say of it. */
export interface QuoteMark {
  /** Where the record ends, its line end included; in bytes from the beginning of the first record. */
  readonly end: number;
  /**
   * `misplaced` and `unclosed`: the record is one line, and no row. `holds_rows`: it is a row, a value of which holds
   * line ends between what look like rows of this file.
   */
  readonly kind: 'misplaced' | 'unclosed' | 'holds_rows';
  /** How far the search for the closing quote has gone: lines up to there may be parts of a value. */
  readonly lookedAt: number;
}

/** What rows of a file look like. */
export interface RowLook {
  /** The numbers of cells that its rows have. */
  readonly cells: readonly number[];
  /** Whether there are rows of the file among the lines over which a record extends. */
  holdsRows(lines: readonly string[]): boolean;
}

/**
 * Checks the quotes of records in the file's own bytes before the parser has them. A line at which a value is quoted
 * wrongly, or opened and never closed, must not take the lines after it along: its quotes are overwritten by spaces, so
 * that the parser reads it as a record of one line, and it is marked. Reading resumes at the next line.
 *
 * Every line is read twice at the most: a search for a closing quote ends at the next line with an odd number of
 * quotes, and only at such a line can one begin. Records without a quote cost next to nothing.
 */
export class QuoteCheck {
  /** Whether the next record is a line of over `LIMITS.feedRecordLength` bytes, which cannot be passed over. */
  tooLong = false;
  /** In the order of the file. */
  readonly #marks: QuoteMark[] = [];
  readonly #delimiter: number;
  readonly #look: RowLook;
  /** The beginning of a record that is not complete, and what has come since. */
  #rest: Uint8Array = NOTHING;
  #pieces: Uint8Array[] = [];
  #pieceBytes = 0;
  #window: ByteWindow = { bytes: NOTHING, isLast: false };
  #ownsWindow = false;
  /** Where the window begins. */
  #offset = 0;

  constructor(delimiter: string, look: RowLook) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#look = look;
  }

  /** Takes the next piece of the file. Gives the bytes of the records that are complete. */
  add(piece: Uint8Array): Uint8Array {
    this.#pieces.push(piece);
    this.#pieceBytes += piece.length;
    // As much must come as there is already, so that all joining and reading again costs no more than a second pass.
    const isEnough = this.#pieceBytes >= this.#rest.length || this.#rest.length + this.#pieceBytes > MAX_BYTES;
    return isEnough ? this.#check(false) : NOTHING;
  }

  /** Gives what is left: the file has ended. */
  end(): Uint8Array {
    return this.#check(true);
  }

  /** Gives the records that are complete, and how many line ends stand in what is not: the file is not read on. */
  stop(): { complete: Uint8Array; lineEnds: number } {
    const complete = this.#check(false);
    const rest = new TextDecoder().decode(this.#rest);
    return { complete, lineEnds: rest.match(/\r\n|\r|\n/g)?.length ?? 0 };
  }

  /** What the quotes say of the record that ends there. Records are to be asked for in their order. */
  markAt(end: number): QuoteMark | undefined {
    const [first] = this.#marks;
    return first !== undefined && first.end <= end ? this.#marks.shift() : undefined;
  }

  #check(isLast: boolean): Uint8Array {
    this.#ownsWindow = this.#rest.length > 0 || this.#pieces.length > 1;
    this.#window = { bytes: joinAll([this.#rest, ...this.#pieces]), isLast };
    this.#pieces = [];
    this.#pieceBytes = 0;
    const end = this.#completeRecords();
    const { bytes } = this.#window;
    // A copy, and not by `slice`, which is none for Node's buffers: who sends the pieces may use their memory again.
    this.#rest = new Uint8Array(bytes.subarray(end));
    this.#offset += end;
    return bytes.subarray(0, end);
  }

  /** The place after the last record that is complete. */
  #completeRecords(): number {
    let begin = 0;
    while (!this.tooLong) {
      const quote = this.#window.bytes.indexOf(QUOTE, begin);
      const lines = quote < 0 ? afterLastLine(this.#window, begin) : lineBegin(this.#window, quote, begin);
      this.tooLong = hasLongLine(this.#window, begin, lines, MAX_BYTES);
      if (this.tooLong) break;
      begin = lines;
      const next = quote < 0 ? undefined : this.#record(begin);
      if (next === undefined) break;
      begin = next;
    }
    // One byte more may be half a line end.
    this.tooLong ||= !this.#window.isLast && this.#window.bytes.length - begin > MAX_BYTES + 1;
    return begin;
  }

  /** The place after a record that has quotes; undefined where it is not complete. */
  #record(begin: number): number | undefined {
    this.#putQuoteBeforeMarks(begin);
    const found = scanRecord(this.#window, this.#delimiter, begin);
    const firstEnd = nextLine(this.#window, begin);
    if (found.result === 'unfinished' || firstEnd === undefined) return undefined;
    if (hasLongLine(this.#window, begin, firstEnd, MAX_BYTES)) {
      this.tooLong = true;
      return undefined;
    }
    if (found.result !== 'good') return this.#reject(found.result, begin, firstEnd, found);
    if (found.at === firstEnd || !this.#look.holdsRows(this.#linesOf(begin, found.at))) return found.at;
    if (!this.#look.cells.includes(found.cells)) return this.#reject('misplaced', begin, firstEnd, found);
    const end = this.#offset + found.at;
    this.#marks.push({ end, kind: 'holds_rows', lookedAt: end });
    return found.at;
  }

  #reject(kind: 'misplaced' | 'unclosed', begin: number, end: number, { value, at }: ScannedRecord): number {
    const bytes = this.#ownBytes();
    // The values before the wrong one stay as they are: they may tell whose row it is.
    for (let place = Math.max(value, begin); place < end; place += 1) if (bytes[place] === QUOTE) bytes[place] = SPACE;
    this.#marks.push({ end: this.#offset + end, kind, lookedAt: this.#offset + at });
    return end;
  }

  /** Where files were joined, a mark may stand before a quote: they change places, so that it belongs to the value. */
  #putQuoteBeforeMarks(begin: number): void {
    const { bytes } = this.#window;
    if (bytes[begin] !== MARK[0]) return;
    let at = begin;
    while (MARK.every((byte, place) => bytes[at + place] === byte)) at += MARK.length;
    if (at === begin || bytes[at] !== QUOTE) return;
    const own = this.#ownBytes();
    own.copyWithin(begin + 1, begin, at);
    own[begin] = QUOTE;
  }

  #linesOf(begin: number, end: number): string[] {
    return new TextDecoder().decode(this.#window.bytes.subarray(begin, end)).split(/\r\n|\r|\n/);
  }

  /** The window's bytes, which are to be changed: a copy where they are somebody else's. */
  #ownBytes(): Uint8Array {
    if (!this.#ownsWindow) this.#window = { ...this.#window, bytes: new Uint8Array(this.#window.bytes) };
    this.#ownsWindow = true;
    return this.#window.bytes;
  }
}
