import { afterLineEnd, isLineEnd, lineBegin } from './byte-lines.ts';
import type { HeadTools } from './head.ts';
import type { FeedDelimiter } from './header.ts';
import { QUOTE } from './quote-scan.ts';

/** Receives the cells of a record, the line at which it begins, and its end in bytes, including its line end. */
export type SplitRecordHandler = (cells: string[], line: number, end: number) => void;

/** A record with quotes: its position in the bytes at hand, and its cells. */
interface QuotedRecord {
  readonly begin: number;
  readonly end: number;
  readonly cells: string[];
}

const NONE: readonly QuotedRecord[] = [];

/**
 * Splits records into cells. A record without quotes is a line and split at its delimiters, which takes a tenth of the
 * time of a CSV parser. Those with quotes are left to the parser, all in one call, since each call costs as much as
 * several records.
 */
export class RecordSplitter {
  /** The number of the line after the last record. */
  line: number;
  readonly #tools: HeadTools;
  readonly #delimiter: FeedDelimiter;
  readonly #handle: SplitRecordHandler;
  readonly #text = new TextDecoder('utf-8', { ignoreBOM: true });
  /**
   * A row with the usual number of cells. The parser gets it first, because it compares the others with the first, and
   * creates an error with a stack for each difference.
   */
  readonly #placeholder: string;
  #offset = 0;

  /**
   * @param delimiter of cells
   * @param cells the usual number of a record's cells
   * @param line the number of the first line
   */
  constructor(
    tools: HeadTools,
    { delimiter, cells, line }: { readonly delimiter: FeedDelimiter; readonly cells: number; readonly line: number },
    handle: SplitRecordHandler,
  ) {
    this.#tools = tools;
    this.#delimiter = delimiter;
    this.#handle = handle;
    this.#placeholder = `x${delimiter.repeat(cells - 1)}`;
    this.line = line;
  }

  /** Splits the next bytes of the file: complete records, whose quotes are valid. Blank lines are skipped. */
  split(bytes: Uint8Array): void {
    let at = 0;
    for (const { begin, end, cells } of this.#quotedRecords(bytes)) {
      this.#splitLines(bytes, at, begin);
      this.#handle(cells, this.line, this.#offset + end);
      this.line += countLines(bytes, begin, end);
      at = end;
    }
    this.#splitLines(bytes, at, bytes.length);
    this.#offset += bytes.length;
  }

  /** Splits records without quotes. */
  #splitLines(bytes: Uint8Array, from: number, to: number): void {
    for (let begin = from; begin < to; ) {
      let end = begin;
      while (end < to && !isLineEnd(bytes[end])) end += 1;
      const next = afterLine(bytes, end);
      if (end > begin) {
        const text = this.#text.decode(bytes.subarray(begin, end));
        this.#handle(text.split(this.#delimiter), this.line, this.#offset + next);
      }
      this.line += 1;
      begin = next;
    }
  }

  #quotedRecords(bytes: Uint8Array): readonly QuotedRecord[] {
    const places: { begin: number; end: number }[] = [];
    const texts = [this.#placeholder];
    let end = 0;
    for (let quote = bytes.indexOf(QUOTE); quote >= 0; quote = bytes.indexOf(QUOTE, end)) {
      const begin = lineBegin({ bytes, isLast: true }, quote, end);
      const textEnd = textEndOf(bytes, quote);
      end = afterLine(bytes, textEnd);
      places.push({ begin, end });
      texts.push(this.#text.decode(bytes.subarray(begin, textEnd)));
    }
    if (places.length === 0) return NONE;
    const records = this.#tools.parseText(texts.join('\n'), this.#delimiter)?.slice(1);
    if (records?.length !== places.length) throw new Error('The CSV parser does not find the records that have quotes');
    return places.map((place, at) => ({ ...place, cells: records[at] as string[] }));
  }
}

/** The end of a record without its line end: the first line end outside of quotes after its opening quote. */
function textEndOf(bytes: Uint8Array, quote: number): number {
  let isQuoted = false;
  for (let at = quote; at < bytes.length; at += 1) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
    else if (!isQuoted && isLineEnd(bytes[at])) return at;
  }
  return bytes.length;
}

/** The position after the line end at `at`, if there is one. */
function afterLine(bytes: Uint8Array, at: number): number {
  return at < bytes.length ? (afterLineEnd({ bytes, isLast: true }, at) as number) : at;
}

function countLines(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    if (!isLineEnd(bytes[at])) continue;
    lines += 1;
    at = afterLine(bytes, at) - 1;
  }
  return lines;
}
