import type { DataDefinition, FileFormat, ImportFormat } from '@commerce-integration/contract';
import { hasRest, withRestColumns } from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';
import { readCsvRecords } from './csv-records.ts';
import { readCsvRows } from './csv-rows-reader.ts';
import { decodeText } from './decode-text.ts';
import { readJsonLines } from './json-lines-reader.ts';
import type { RowRequest, SourceRow } from './source-row.ts';
import { textBytes } from './text-bytes.ts';
import { readXlsxRows, textsOf, withWorkbook } from './xlsx-rows-reader.ts';
import { sheetOf } from './xlsx-workbook.ts';
import { readXmlRows } from './xml-rows-reader.ts';

type RowsReader = (text: AsyncIterable<string>, request: RowRequest) => AsyncGenerator<SourceRow[]>;

const READERS: Readonly<Record<Exclude<ImportFormat, 'xlsx'>, RowsReader>> = {
  csv: readCsvRows,
  jsonl: readJsonLines,
  xml: readXmlRows,
};

/** The rows of a file, in batches, in constant memory. @throws ImportRefused where the file cannot be read further */
export function readRows(source: AsyncIterable<Uint8Array>, request: RowRequest): AsyncGenerator<SourceRow[]> {
  const { type, encoding } = request.format;
  if (type === 'xlsx') return readXlsxRows(source, request);
  return READERS[type](decodeText(textBytes(source, type), encoding, request.isCut), request);
}

/** The column names of a table; reads only up to its header. @throws ImportRefused where there is none */
async function readHeader(source: AsyncIterable<Uint8Array>, format: FileFormat): Promise<readonly string[]> {
  const records = format.type === 'xlsx' ? sheetRecords(source, format) : csvRecords(source, format);
  for await (const record of records) if (record.some((cell) => cell.trim() !== '')) return record;
  throw new ImportRefused('The file has no header: its first row must name the columns.');
}

async function* csvRecords(source: AsyncIterable<Uint8Array>, format: FileFormat): AsyncGenerator<readonly string[]> {
  const text = decodeText(textBytes(source, format.type), format.encoding);
  for await (const records of readCsvRecords(text, format, true)) {
    for (const { cells } of records) yield cells;
  }
}

function sheetRecords(source: AsyncIterable<Uint8Array>, format: FileFormat): AsyncGenerator<string[]> {
  return withWorkbook(source, async function* ({ sheets, rowsOf, valuesOf }) {
    for await (const rows of rowsOf(sheetOf(sheets, format.sheet))) {
      const [names] = await valuesOf(rows.filter(({ line }) => line > format.skip_lines).slice(0, 1));
      if (names) yield textsOf(names);
    }
  });
}

/**
 * The definition for one file: a wildcard for all other columns is replaced by those in the file's header.
 *
 * @param open opens the file to read its header
 * @throws ImportRefused for an unreadable header, or column names that are not valid attributes
 */
export async function concreteDefinition<D extends DataDefinition>(
  definition: D,
  open: () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>,
): Promise<D> {
  if (!hasRest(definition.columns)) return definition;
  const columns = withRestColumns(definition.columns, await readHeader(await open(), definition.format));
  if (typeof columns === 'string') throw new ImportRefused(columns);
  return { ...definition, columns };
}
