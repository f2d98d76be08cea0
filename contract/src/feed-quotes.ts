import { joinBytes } from './feed-encoding.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;
/** The byte order mark, with which a file may begin. */
const MARK = [0xef, 0xbb, 0xbf];

/**
 * Checks the quotes of records in the file's own bytes (RFC 4180: a field is quoted as a whole, quotes inside it are
 * doubled). The parser is told to make the best of misplaced quotes, so that it finds the end of such a row and the
 * rows after it are safe; this finds out which rows those are. Records without a quote cost next to nothing.
 */
export class RecordQuotes {
  readonly #delimiter: number;
  /** The bytes from the first record that has not been checked to the end of the last piece. */
  #window: Uint8Array = new Uint8Array(0);
  /** Where in the file the window begins, and where the next record begins in the window. */
  #offset = 0;
  #begin = 0;
  /** Where in the window the next quote stands; its length where there is none. */
  #quote = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Takes the next piece of the file in. */
  add(piece: Uint8Array): void {
    const rest = this.#window.subarray(this.#begin);
    this.#offset += this.#begin;
    this.#begin = 0;
    this.#window = joinBytes(rest, piece);
    this.#quote = this.#find(QUOTE, 0);
  }

  /** Whether the quotes of the next record are right. Records are to be given in their order, without exception. */
  areRight(endInFile: number): boolean {
    const begin = this.#begin;
    const end = endInFile - this.#offset;
    this.#begin = end;
    if (this.#quote >= end) return true;
    this.#quote = this.#find(QUOTE, end);
    return this.#check(begin, end);
  }

  #check(begin: number, end: number): boolean {
    const window = this.#window;
    let at = begin;
    if (this.#offset + begin === 0 && window[0] === MARK[0]) at += MARK.length;
    // Blank lines.
    while (window[at] === CR || window[at] === LF) at += 1;
    for (let fieldBegins = true; at < end; at += 1) {
      if (window[at] === QUOTE) {
        if (!fieldBegins) return false;
        at = this.#afterQuoted(at, end);
        if (at < end && !this.#endsField(window[at])) return false;
      }
      fieldBegins = window[at] === this.#delimiter;
    }
    return true;
  }

  #endsField(byte: number | undefined): boolean {
    return byte === this.#delimiter || byte === CR || byte === LF;
  }

  /** The place after the quote that closes the field. */
  #afterQuoted(at: number, end: number): number {
    let close = this.#find(QUOTE, at + 1);
    while (close < end && this.#window[close + 1] === QUOTE) close = this.#find(QUOTE, close + 2);
    return close + 1;
  }

  #find(byte: number, from: number): number {
    const at = this.#window.indexOf(byte, from);
    return at < 0 ? this.#window.length : at;
  }
}
