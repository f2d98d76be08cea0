import type { ImportFormat } from '@commerce-integration/contract';
import { readCsvRows } from './csv-rows-reader.ts';
import { decodeText } from './decode-text.ts';
import { readJsonLines } from './json-lines-reader.ts';
import type { RowRequest, SourceRow } from './source-row.ts';
import { readXlsxRows } from './xlsx-rows-reader.ts';
import { readXmlRows } from './xml-rows-reader.ts';

type RowsReader = (text: AsyncIterable<string>, request: RowRequest) => AsyncGenerator<SourceRow[]>;

const READERS: Readonly<Record<Exclude<ImportFormat, 'xlsx'>, RowsReader>> = {
  csv: readCsvRows,
  jsonl: readJsonLines,
  xml: readXmlRows,
};

/** The rows of a file, some at a time, in constant memory. @throws ImportRefused where the file cannot be read on */
export function readRows(source: AsyncIterable<Uint8Array>, request: RowRequest): AsyncGenerator<SourceRow[]> {
  if (request.format.type === 'xlsx') return readXlsxRows(source, request);
  return READERS[request.format.type](decodeText(source, request.format.encoding), request);
}
