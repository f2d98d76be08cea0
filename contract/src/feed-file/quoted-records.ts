import { afterLine, isLineEnd, lineBegin } from './byte-lines.ts';
import type { HeadTools } from './head.ts';
import type { FeedDelimiter } from './header.ts';
import { QUOTE } from './quote-scan.ts';

/** A record with quotes: its position in the bytes at hand, and its cells. */
export interface QuotedRecord {
  readonly begin: number;
  readonly end: number;
  readonly cells: string[];
}

/** A record whose cells may not be known yet. */
interface FoundRecord {
  readonly begin: number;
  readonly end: number;
  readonly text: string;
  cells: string[] | undefined;
}

/**
 * Finds the records that have quotes, and reads their cells. Where quotes are only around values, they are removed. All
 * others are left to the CSV parser, in one call, since each call costs as much as several records.
 */
export class QuotedRecords {
  readonly #tools: HeadTools;
  readonly #delimiter: FeedDelimiter;
  readonly #text = new TextDecoder('utf-8', { ignoreBOM: true });
  /**
   * A row with the usual number of cells. The parser gets it first, because it compares the others with the first, and
   * creates an error with a stack for each difference.
   */
  readonly #placeholder: string;

  /** @param cells the usual number of a record's cells */
  constructor(tools: HeadTools, delimiter: FeedDelimiter, cells: number) {
    this.#tools = tools;
    this.#delimiter = delimiter;
    this.#placeholder = `x${delimiter.repeat(cells - 1)}`;
  }

  /** The records with quotes among complete records, whose quotes are valid. */
  in(bytes: Uint8Array): QuotedRecord[] {
    const found: FoundRecord[] = [];
    let end = 0;
    for (let quote = bytes.indexOf(QUOTE); quote >= 0; quote = bytes.indexOf(QUOTE, end)) {
      const begin = lineBegin({ bytes, isLast: true }, quote, end);
      const textEnd = textEndOf(bytes, quote);
      end = afterLine(bytes, textEnd);
      const text = this.#text.decode(bytes.subarray(begin, textEnd));
      found.push({ begin, end, text, cells: cellsOf(text, this.#delimiter) });
    }
    this.#parse(found.filter(({ cells }) => cells === undefined));
    return found as QuotedRecord[];
  }

  #parse(records: readonly FoundRecord[]): void {
    if (records.length === 0) return;
    const texts = [this.#placeholder, ...records.map(({ text }) => text)];
    const parsed = this.#tools.parseText(texts.join('\n'), this.#delimiter);
    if (parsed?.length !== texts.length) throw new Error('The CSV parser does not find the records that have quotes');
    records.forEach((record, at) => {
      record.cells = parsed[at + 1];
    });
  }
}

/**
 * The cells of a record; undefined where a quoted one has quotes or delimiters inside. Since the quotes are valid, the
 * first part between delimiters that begins with a quote is a cell if its next quote is its last character; and so on.
 */
function cellsOf(text: string, delimiter: FeedDelimiter): string[] | undefined {
  const cells = text.split(delimiter);
  for (const [at, cell] of cells.entries()) {
    if (!cell.startsWith('"')) continue;
    if (cell.indexOf('"', 1) !== cell.length - 1) return undefined;
    cells[at] = cell.slice(1, -1);
  }
  return cells;
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
