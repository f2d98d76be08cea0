import type { FileFormat } from '@commerce-integration/contract';
import type { CsvRecord } from './csv-parse-reader.ts';

/** The most characters of a record; a longer one is left to csv-parse. */
const MOST_CHARACTERS = 256 * 1024;

/** What is at an offset of the text: a record, nothing because the text ends within it, or something unusual. */
type Found = { readonly cells: string[]; readonly end: number; readonly breaks: number } | 'incomplete' | 'unusual';

/**
 * Splits ordinary CSV text into records several times as fast as csv-parse. Stops at the first unusual record: one with
 * a quote that neither begins nor ends a cell, with a carriage return that ends a line alone, or a long one. From there
 * on, csv-parse interprets the text.
 */
export class CsvScanner {
  /** Text that was not split: the beginning of a record, or everything from an unusual one on. */
  rest = '';
  /** The lines before `rest`. */
  lines = 0;
  /** Whether it has stopped. */
  isUnusual = false;
  readonly #delimiter: string;
  readonly #quote: string | undefined;

  constructor({ delimiter, quote = '"' }: Pick<FileFormat, 'delimiter' | 'quote'>) {
    this.#delimiter = delimiter;
    this.#quote = quote === 'none' ? undefined : quote;
  }

  /** The records that another piece of the text completes. */
  scan(piece: string): CsvRecord[] {
    const text = this.rest + piece;
    const records: CsvRecord[] = [];
    const next = new NextPlaces(text, this.#quote);
    let at = 0;
    for (;;) {
      const found = this.#recordAt(text, at, next);
      if (typeof found === 'string') {
        this.isUnusual = found === 'unusual' || text.length - at > MOST_CHARACTERS;
        break;
      }
      // An empty line is not a record.
      if (found.cells.length > 0) records.push({ cells: found.cells, line: this.lines + 1 });
      this.lines += found.breaks;
      at = found.end;
    }
    this.rest = text.slice(at);
    return records;
  }

  #recordAt(text: string, at: number, next: NextPlaces): Found {
    const lineEnd = next.lineEnd(at);
    const quoteAt = next.quote(at);
    if (quoteAt >= 0 && (lineEnd < 0 || quoteAt < lineEnd)) return this.#quotedRecordAt(text, at, next);
    const isLineBreakAlone = next.carriageReturn(at) >= 0 && next.carriageReturn(at) < lineEnd - 1;
    if (isLineBreakAlone || lineEnd - at > MOST_CHARACTERS) return 'unusual';
    if (lineEnd < 0) return 'incomplete';
    const line = text.slice(at, endOfContent(text, at, lineEnd));
    return { cells: line === '' ? [] : line.split(this.#delimiter), end: lineEnd + 1, breaks: 1 };
  }

  /** A record with quotes, whose cells may contain line breaks. */
  #quotedRecordAt(text: string, at: number, next: NextPlaces): Found {
    const cells: string[] = [];
    let breaks = 1;
    let place = at;
    for (;;) {
      const isQuoted = text[place] === this.#quote;
      const cell = isQuoted ? this.#quotedCellAt(text, place) : this.#plainCellAt(text, place, next.lineEnd(place));
      if (typeof cell === 'string') return cell;
      cells.push(cell.value);
      if (isQuoted) breaks += lineBreaks(cell.value);
      if (cell.end - at > MOST_CHARACTERS) return 'unusual';
      if (text.startsWith(this.#delimiter, cell.end)) place = cell.end + this.#delimiter.length;
      else if (text[cell.end] === '\n') return { cells, end: cell.end + 1, breaks };
      else if (text.startsWith('\r\n', cell.end)) return { cells, end: cell.end + 2, breaks };
      else return text.length - cell.end < 2 ? 'incomplete' : 'unusual';
    }
  }

  #quotedCellAt(text: string, place: number): Cell {
    const quote = this.#quote ?? '';
    let value = '';
    for (let from = place + 1; ; ) {
      const close = text.indexOf(quote, from);
      if (close < 0 || close + 1 === text.length) return 'incomplete';
      if (text[close + 1] !== quote) return { value: value + text.slice(from, close), end: close + 1 };
      value += text.slice(from, close + 1);
      from = close + 2;
    }
  }

  #plainCellAt(text: string, place: number, lineEnd: number): Cell {
    if (lineEnd < 0) return 'incomplete';
    const line = text.slice(place, endOfContent(text, place, lineEnd));
    if (line.includes('\r')) return 'unusual';
    const length = line.indexOf(this.#delimiter);
    return length < 0
      ? { value: line, end: place + line.length }
      : { value: line.slice(0, length), end: place + length };
  }
}

type Cell = { readonly value: string; readonly end: number } | 'incomplete' | 'unusual';

/** Where the content of a line ends: before its line break, which is LF or CRLF. */
function endOfContent(text: string, at: number, lineEnd: number): number {
  return lineEnd > at && text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
}

function lineBreaks(value: string): number {
  return /[\r\n]/.test(value) ? (value.match(/\r\n|[\r\n]/g)?.length ?? 0) : 0;
}

/** The positions of the next line end, quote and carriage return: each is searched once, not once per record. */
class NextPlaces {
  readonly #text: string;
  readonly #found: Record<'\n' | '\r' | 'quote', number>;
  readonly #quote: string | undefined;

  constructor(text: string, quote: string | undefined) {
    this.#text = text;
    this.#quote = quote;
    this.#found = { '\n': -2, '\r': -2, quote: -2 };
  }

  lineEnd(from: number): number {
    return this.#next('\n', '\n', from);
  }

  carriageReturn(from: number): number {
    return this.#next('\r', '\r', from);
  }

  quote(from: number): number {
    return this.#quote === undefined ? -1 : this.#next('quote', this.#quote, from);
  }

  /** @returns -1 where there is none */
  #next(name: '\n' | '\r' | 'quote', wanted: string, from: number): number {
    const known = this.#found[name];
    if (known === -1 || known >= from) return known;
    const found = this.#text.indexOf(wanted, from);
    this.#found[name] = found;
    return found;
  }
}
