import { LIMITS } from '../shared/limits.ts';
import { afterLastLine, type ByteWindow, hasLongLine, lineBegin, nextLine } from './byte-lines.ts';
import { joinAll } from './encoding.ts';
import { QUOTE, type ScannedRecord, scanRecord } from './quote-scan.ts';

const SPACE = 32;
/** The byte order mark, which may be at the beginning of each of several joined files. */
const MARK = [0xef, 0xbb, 0xbf] as const;
const NOTHING = new Uint8Array(0);
const MAX_BYTES = LIMITS.feedRecordLength;

/** The result of checking the quotes of a record. */
export interface QuoteMark {
  /** The end of the record with its line end, in bytes from the beginning of the first record. */
  readonly end: number;
  /**
   * `misplaced` and `unclosed`: the record is one line and not a valid row. `holds_rows`: it is a row, but one of its
   * values contains lines that look like rows of this file.
   */
  readonly kind: 'misplaced' | 'unclosed' | 'holds_rows';
  /** How far the search for the closing quote went: lines up to there may be parts of a value. */
  readonly lookedAt: number;
}

/** What rows of a file look like. */
export interface RowLook {
  /** The numbers of cells that its rows have. */
  readonly cells: readonly number[];
  /** Whether the lines of a record contain rows of the file. */
  holdsRows(lines: readonly string[]): boolean;
}

/**
 * Checks the quotes of records in the file's bytes before they are parsed. A line with a wrongly quoted value, or an
 * unclosed one, must not swallow the lines after it: its quotes are overwritten by spaces, so that the parser reads it
 * as a record of one line, and it is marked. Reading continues at the next line.
 *
 * Every line is read at most twice: a search for a closing quote ends at the next line with an odd number of quotes,
 * and can only begin at such a line. Records without quotes cost almost nothing.
 */
export class QuoteCheck {
  /** Whether the next record is a line of over `LIMITS.feedRecordLength` bytes, which cannot be skipped. */
  tooLong = false;
  /** In the order of the file. */
  readonly #marks: QuoteMark[] = [];
  readonly #delimiter: number;
  readonly #look: RowLook;
  /** The beginning of an incomplete record, and what has arrived since. */
  #rest: Uint8Array = NOTHING;
  #pieces: Uint8Array[] = [];
  #pieceBytes = 0;
  #window: ByteWindow = { bytes: NOTHING, isLast: false };
  #ownsWindow = false;
  /** The position of the window in the file. */
  #offset = 0;

  constructor(delimiter: string, look: RowLook) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#look = look;
  }

  /** Adds the next piece of the file. Returns the bytes of complete records. */
  add(piece: Uint8Array): Uint8Array {
    this.#pieceBytes += piece.length;
    // Waits for as many bytes as there are already, so that joining and scanning again costs at most a second pass.
    const isEnough = this.#pieceBytes >= this.#rest.length || this.#rest.length + this.#pieceBytes > MAX_BYTES;
    // Copied where it waits, because the sender of the pieces may reuse their memory.
    this.#pieces.push(isEnough ? piece : Uint8Array.from(piece));
    return isEnough ? this.#check(false) : NOTHING;
  }

  /** Returns the rest at the end of the file. */
  end(): Uint8Array {
    return this.#check(true);
  }

  /** Stops reading: returns the complete records, and the number of line ends in the incomplete one. */
  stop(): { complete: Uint8Array; lineEnds: number } {
    const complete = this.#check(false);
    const rest = new TextDecoder().decode(this.#rest);
    return { complete, lineEnds: rest.match(/\r\n|\r|\n/g)?.length ?? 0 };
  }

  /** The quote problem of the record that ends at a position. Call it for the records in order. */
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
    // Copied, because the sender of the pieces may reuse their memory, but not with `slice`, which does not copy Node's
    // buffers.
    this.#rest = new Uint8Array(bytes.subarray(end));
    this.#offset += end;
    return bytes.subarray(0, end);
  }

  /** The position after the last complete record. */
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
    // One more byte may be half of a line end.
    this.tooLong ||= !this.#window.isLast && this.#window.bytes.length - begin > MAX_BYTES + 1;
    return begin;
  }

  /** The position after a record with quotes; undefined where it is incomplete. */
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
    // Values before the wrong one stay unchanged: they may identify the row.
    for (let place = Math.max(value, begin); place < end; place += 1) if (bytes[place] === QUOTE) bytes[place] = SPACE;
    this.#marks.push({ end: this.#offset + end, kind, lookedAt: this.#offset + at });
    return end;
  }

  /**
   * Where files were joined, a byte order mark may precede a quote: they are swapped, so that the mark becomes part of
   * the value.
   */
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

  /** The window's bytes for modification: copied if they belong to the caller. */
  #ownBytes(): Uint8Array {
    if (!this.#ownsWindow) this.#window = { ...this.#window, bytes: new Uint8Array(this.#window.bytes) };
    this.#ownsWindow = true;
    return this.#window.bytes;
  }
}
