import type { DataDefinition, ImportFormat } from '@commerce-integration/contract';
import {
  columnSources,
  createRejectedCsv,
  errorFieldName,
  rejectedJsonLine,
} from '@commerce-integration/contract/rules';
import { readCsvRecords } from '../readers/csv-records.ts';
import { linesOf } from '../readers/json-lines-reader.ts';
import { readRejectedXml } from './read-rejected-xml.ts';
import type { ReportedRows } from './reported-rows.ts';

/** The formats whose rows can be returned as they were sent. */
export type TextFormat = Exclude<ImportFormat, 'xlsx'>;

/** Reads the rejected rows of a file as they were sent, with the reasons. */
export type RejectedReader = (
  text: AsyncIterable<string>,
  definition: DataDefinition,
  reported: ReportedRows,
) => AsyncGenerator<string>;

const READERS: Readonly<Record<TextFormat, RejectedReader>> = {
  csv: readRejectedCsv,
  jsonl: readRejectedLines,
  xml: readRejectedXml,
};

/** The rejected rows of a file, in constant memory. @throws ImportRefused where the file cannot be read further */
export function readRejected(format: TextFormat): RejectedReader {
  return READERS[format];
}

async function* readRejectedCsv(
  text: AsyncIterable<string>,
  definition: DataDefinition,
  reported: ReportedRows,
): AsyncGenerator<string> {
  const { format } = definition;
  const writer = createRejectedCsv(definition);
  const before = new FirstLines(format.skip_lines);
  let isBegun = false;
  for await (const records of readCsvRecords(before.watch(text), format, false)) {
    for (const { line, cells } of records) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (!isBegun) {
        isBegun = true;
        yield before.text;
        if (format.header) {
          yield writer.header(cells);
          continue;
        }
      }
      const error = await reported.errorOf(line);
      if (error !== undefined) yield writer.row(cells, error);
      if (await reported.isEnd()) return;
    }
  }
}

/** The most characters of the lines before a header that are returned. */
const MOST_BEFORE = 1024 * 1024;

/** Keeps the lines before the header, which are part of the output. */
class FirstLines {
  text = '';
  #missing: number;

  constructor(count: number) {
    this.#missing = count;
  }

  async *watch(text: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const piece of text) {
      let from = 0;
      while (this.#missing > 0 && from < piece.length) {
        const end = piece.indexOf('\n', from);
        const to = end < 0 ? piece.length : end + 1;
        if (this.text.length < MOST_BEFORE) this.text += piece.slice(from, to);
        if (end >= 0) this.#missing -= 1;
        from = to;
      }
      yield piece;
    }
  }
}

async function* readRejectedLines(
  text: AsyncIterable<string>,
  { columns }: DataDefinition,
  reported: ReportedRows,
): AsyncGenerator<string> {
  const name = errorFieldName(columnSources(columns).sources);
  for await (const { line, content } of linesOf(text)) {
    const error = await reported.errorOf(line);
    // A line that is too long to be read cannot be returned either; the list of errors names it.
    if (error !== undefined && content !== undefined) yield rejectedJsonLine(content, name, error);
    if (await reported.isEnd()) return;
  }
}
