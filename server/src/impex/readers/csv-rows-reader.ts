import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FileFormat, LIMITS } from '@commerce-integration/contract';
import { columnPosition } from '@commerce-integration/contract/rules';
import { CsvError, parse } from 'csv-parse';
import { ImportRefused } from '../import-refused.ts';
import { placesOf } from './header-places.ts';
import { RowBatch, type RowRequest, type SourceRow } from './source-row.ts';

/** A record, and the number of lines up to its end. */
interface CsvRecord {
  record: string[];
  info: { lines: number };
}

/**
 * Reads a CSV file by its header, or by positions. Rows without values are left out; cells that a short row lacks count
 * as blank.
 *
 * @throws ImportRefused where columns are missing or named twice, quotes do not end, or a row is too long
 */
export async function* readCsvRows(
  text: AsyncIterable<string>,
  { format, sources, optional, isCut }: RowRequest,
): AsyncGenerator<SourceRow[]> {
  let places = format.header ? undefined : sources.map((source) => columnPosition(source) ?? -1);
  const batch = new RowBatch();
  const lines = new LineCount();
  for await (const { record, info } of recordsOf(text, format, isCut)) {
    const line = lines.beginOf(record, info.lines);
    if (record.every((cell) => cell.trim() === '')) continue;
    if (!places) {
      places = placesOf(record, sources, optional);
      continue;
    }
    batch.add({ line, cells: places.map((place) => record[place]) }, charactersOf(record));
    if (batch.isFull()) yield batch.take();
  }
  if (!places) throw new ImportRefused('The file has no header: its first row must name the columns.');
  yield batch.take();
}

function charactersOf(record: readonly string[]): number {
  let characters = 0;
  for (const cell of record) characters += cell.length;
  return characters;
}

/** The records of a CSV file, blank ones among them. @throws ImportRefused */
export async function* recordsOf(
  text: AsyncIterable<string>,
  format: FileFormat,
  isCut: boolean,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter: format.delimiter,
    from_line: format.skip_lines + 1,
    info: true,
    quote: format.quote === 'none' ? false : (format.quote ?? '"'),
    escape: format.quote === "'" ? "'" : '"',
    max_record_size: LIMITS.importRowLength,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  // An error of the text reaches the reader of the records through the parser.
  const feeding = pipeline(Readable.from(text), parser).catch((error: Error) => void parser.destroy(error));
  try {
    yield* parser as AsyncIterable<CsvRecord>;
  } catch (error) {
    if (isCut && error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') return;
    throw error instanceof CsvError ? refusalOf(error) : error;
  } finally {
    parser.destroy();
    await feeding;
  }
}

function refusalOf(error: CsvError): ImportRefused {
  const line = Number(error.lines ?? 0);
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

const LINE_BREAK = /[\r\n]/;

/** Finds the lines at which records begin. The parser counts a CRLF inside of a value as two lines. */
export class LineCount {
  #counted = 0;

  /** @param lines up to the end of the record, as the parser counts them */
  beginOf(record: readonly string[], lines: number): number {
    let [breaks, pairs] = [0, 0];
    for (const cell of record) {
      // Nearly no cell has one, and a look costs less than an iterator of matches.
      if (!LINE_BREAK.test(cell)) continue;
      for (const { 0: found } of cell.matchAll(/\r\n|[\r\n]/g)) {
        breaks += found.length;
        pairs += found.length - 1;
      }
    }
    const line = lines - this.#counted - breaks;
    this.#counted += pairs;
    return line;
  }
}
