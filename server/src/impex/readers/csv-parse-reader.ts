import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FileFormat, LIMITS } from '@commerce-integration/contract';
import { CsvError, parse } from 'csv-parse';
import { ImportRefused } from '../import-refused.ts';

/** A record of a CSV file. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** The line of the file at which it begins. */
  readonly line: number;
}

/** The part of a file to read. */
export interface CsvPart {
  /** Whether the input is only the beginning of a file, so that its end means nothing. */
  readonly isCut: boolean;
  /** The number of lines before it in the file. */
  readonly linesBefore: number;
}

/** Records per batch. */
const TOGETHER = 500;

/** The records of CSV text, including blank ones, by csv-parse, which handles all quoting. @throws ImportRefused */
export async function* parseCsvRecords(
  text: AsyncIterable<string>,
  format: FileFormat,
  { isCut, linesBefore }: CsvPart,
): AsyncGenerator<CsvRecord[]> {
  const lines = new LineCount(linesBefore);
  const begins: number[] = [];
  const parser = parse({
    delimiter: format.delimiter,
    from_line: linesBefore === 0 ? format.skip_lines + 1 : 1,
    quote: format.quote === 'none' ? false : (format.quote ?? '"'),
    escape: format.quote === "'" ? "'" : '"',
    max_record_size: LIMITS.importRowLength,
    // Called for all records, including those that the parser drops on a refusal.
    on_record: (cells, { lines: end }) => {
      begins.push(lines.beginOf(cells, end));
      return cells;
    },
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  // An error of the text reaches the reader of the records through the parser.
  const feeding = pipeline(Readable.from(text), parser).catch((error: Error) => void parser.destroy(error));
  let records: CsvRecord[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      records.push({ cells, line: begins.shift() ?? 0 });
      if (records.length < TOGETHER) continue;
      yield records;
      records = [];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (records.length > 0) yield records;
    if (isCut && error.code === 'CSV_QUOTE_NOT_CLOSED') return;
    throw refusalOf(error, lines.upTo(Number(error.lines ?? 0)));
  } finally {
    parser.destroy();
    await feeding;
  }
  if (records.length > 0) yield records;
}

function refusalOf(error: CsvError, line: number): ImportRefused {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new ImportRefused(`A quote that is opened at line ${line} or before is never closed.`);
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new ImportRefused(
      `The row at line ${line} is over ${LIMITS.importRowLength} bytes long: is a quote missing?`,
    );
  }
  const where = `The file is not CSV at line ${line}`;
  return new ImportRefused(`${where}: ${error.message}.`, `${where}.`);
}

/** Finds the lines at which records begin. The parser counts a CRLF inside a value as two lines. */
class LineCount {
  readonly #before: number;
  #counted = 0;

  /** @param before the number of lines that the parser does not see */
  constructor(before: number) {
    this.#before = before;
  }

  /** @param lines as the parser counts them */
  upTo(lines: number): number {
    return this.#before + lines - this.#counted;
  }

  /** @param lines up to the end of the record, as the parser counts them */
  beginOf(record: readonly string[], lines: number): number {
    let [breaks, pairs] = [0, 0];
    for (const cell of record) {
      // Hardly any cell has one, and this test costs less than an iterator of matches.
      if (!/[\r\n]/.test(cell)) continue;
      for (const { 0: found } of cell.matchAll(/\r\n|[\r\n]/g)) {
        breaks += found.length;
        pairs += found.length - 1;
      }
    }
    const line = this.upTo(lines) - breaks;
    this.#counted += pairs;
    return line;
  }
}
