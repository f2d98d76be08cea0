import type { FileFormat } from '@commerce-integration/contract';
import { ImportRefused } from '../import-refused.ts';
import { readCsvRecords } from './csv-records.ts';
import { decodeText } from './decode-text.ts';
import { textsOf, withWorkbook } from './xlsx-rows-reader.ts';
import { sheetOf } from './xlsx-workbook.ts';

/** The names of the columns of a table, read no further than its header. @throws ImportRefused where there is none */
export async function readHeader(source: AsyncIterable<Uint8Array>, format: FileFormat): Promise<readonly string[]> {
  const records = format.type === 'xlsx' ? sheetRecords(source, format) : csvRecords(source, format);
  for await (const record of records) if (record.some((cell) => cell.trim() !== '')) return record;
  throw new ImportRefused('The file has no header: its first row must name the columns.');
}

async function* csvRecords(source: AsyncIterable<Uint8Array>, format: FileFormat): AsyncGenerator<readonly string[]> {
  for await (const records of readCsvRecords(decodeText(source, format.encoding), format, true)) {
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
