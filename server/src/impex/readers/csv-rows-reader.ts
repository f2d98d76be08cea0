import { columnPosition } from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';
import { readCsvRecords } from './csv-records.ts';
import { placesOf } from './header-places.ts';
import { RowBatch, type RowRequest, type SourceRow } from './source-row.ts';

/**
 * Reads a CSV file by its header, or by position. Skips rows without values; missing cells of a short row count as
 * blank.
 *
 * @throws ImportRefused where columns are missing or named twice, quotes do not end, or a row is too long
 */
export async function* readCsvRows(
  text: AsyncIterable<string>,
  { format, sources, optional, isCut }: RowRequest,
): AsyncGenerator<SourceRow[]> {
  let places = format.header ? undefined : sources.map((source) => columnPosition(source) ?? -1);
  const batch = new RowBatch();
  for await (const records of readCsvRecords(text, format, isCut)) {
    for (const { line, cells } of records) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (!places) {
        places = placesOf(cells, sources, optional);
        continue;
      }
      batch.add({ line, cells: places.map((place) => cells[place]) }, charactersOf(cells));
      if (batch.isFull()) yield batch.take();
    }
  }
  if (!places) throw new ImportRefused('The file has no header: its first row must name the columns.');
  yield batch.take();
}

function charactersOf(cells: readonly string[]): number {
  let characters = 0;
  for (const cell of cells) characters += cell.length;
  return characters;
}
