import { columnPosition } from '@commerce-integration/contract/rules';
import { ArchiveRefused } from '../../archives/archive-refused.ts';
import { ImportRefused } from '../import-refused.ts';
import { placesOf } from './header-places.ts';
import { RowBatch, type RowRequest, type SourceCell, type SourceRow, textOf } from './source-row.ts';
import { type CellMeaning, cellText, type SheetCell } from './xlsx-cell-text.ts';
import { XlsxPackage } from './xlsx-package.ts';
import { SharedStrings } from './xlsx-shared-strings.ts';
import { readSheet, type SheetRow } from './xlsx-sheet.ts';
import { readDateKinds } from './xlsx-styles.ts';
import { readWorkbook, type SheetPart, sheetOf } from './xlsx-workbook.ts';

/** An open workbook, and how its cells are read. */
export interface OpenWorkbook {
  readonly sheets: readonly SheetPart[];
  /** The rows of a sheet with at least one non-blank value, in batches. */
  rowsOf(sheet: SheetPart): AsyncGenerator<SheetRow[]>;
  /** The values of cells by column. @param wanted the columns to read; all by default */
  valuesOf(rows: readonly SheetRow[], wanted?: ReadonlySet<number>): Promise<Map<number, SourceCell>[]>;
}

/**
 * Reads a sheet of a workbook by its header, or by position. Skips rows without values. Keeps the file in a scratch
 * file meanwhile, because its directory is at its end.
 *
 * @throws ImportRefused for a file that is not a workbook, damaged or too large unpacked; for a missing sheet or column
 */
export async function* readXlsxRows(
  source: AsyncIterable<Uint8Array>,
  { format, sources, optional }: RowRequest,
): AsyncGenerator<SourceRow[]> {
  const positions = format.header ? undefined : sources.map((name) => columnPosition(name) ?? -1);
  let places = positions;
  const batch = new RowBatch();
  yield* withWorkbook(source, async function* ({ sheets, rowsOf, valuesOf }) {
    const sheet = sheetOf(sheets, format.sheet);
    for await (const found of rowsOf(sheet)) {
      const wanted = found.filter(({ line }) => line > format.skip_lines);
      if (!places && wanted[0]) {
        const [names] = await valuesOf(wanted.splice(0, 1));
        places = placesOf(textsOf(names ?? new Map()), sources, optional);
      }
      const values = await valuesOf(wanted, new Set(places));
      for (const [index, { line, characters }] of wanted.entries()) {
        const cells = (places ?? []).map((place) => values[index]?.get(place));
        batch.add({ line, cells }, characters);
      }
      if (batch.isFull()) yield batch.take();
    }
    if (!places) throw new ImportRefused(`The sheet ${sheet.name} has no header: its first row must name the columns.`);
    yield batch.take();
  });
}

/** Opens a workbook while it is read. @throws ImportRefused */
export async function* withWorkbook<T>(
  source: AsyncIterable<Uint8Array>,
  read: (workbook: OpenWorkbook) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  let file: XlsxPackage | undefined;
  let strings: SharedStrings | undefined;
  try {
    file = await XlsxPackage.open(source);
    const { sheets, sharedStrings, styles, isFrom1904 } = await readWorkbook(file);
    strings = await SharedStrings.read(file, sharedStrings);
    const meaning = { dateKinds: await readDateKinds(file, styles), isFrom1904 };
    const isFilled = filledCells(strings, meaning);
    const opened = file;
    const rowsOf = (sheet: SheetPart) => filledRows(readSheet(opened, sheet), isFilled);
    yield* read({ sheets, rowsOf, valuesOf: valuesReader(strings, meaning) });
  } catch (error) {
    throw error instanceof ArchiveRefused ? new ImportRefused(error.message) : error;
  } finally {
    await strings?.close();
    await file?.close();
  }
}

function valuesReader(strings: SharedStrings, meaning: CellMeaning): OpenWorkbook['valuesOf'] {
  return async (rows, wanted) => {
    const kept = rows.map(({ cells }) => (wanted ? cells.filter(({ column }) => wanted.has(column)) : cells));
    const shared = await strings.find(kept.flatMap((cells) => cells.filter(isShared).map(({ text }) => Number(text))));
    return kept.map((cells) => {
      const values = new Map<number, SourceCell>();
      for (const cell of cells) {
        const value = isShared(cell) ? shared.get(Number(cell.text)) : cellText(cell, meaning);
        if (value !== undefined) values.set(cell.column, value);
      }
      return values;
    });
  };
}

/** The rows with at least one non-blank cell: editors leave blank texts behind where rows were cleared. */
async function* filledRows(
  rows: AsyncIterable<SheetRow[]>,
  isFilled: (cell: SheetCell) => boolean,
): AsyncGenerator<SheetRow[]> {
  for await (const some of rows) yield some.filter(({ cells }) => cells.some(isFilled));
}

function filledCells(strings: SharedStrings, meaning: CellMeaning): (cell: SheetCell) => boolean {
  return (cell) => {
    if (isShared(cell)) return !strings.isBlank(Number(cell.text));
    const value = cellText(cell, meaning);
    return value !== undefined && textOf(value).trim() !== '';
  };
}

function isShared({ type }: SheetCell): boolean {
  return type === 's';
}

/** The texts of a row, by column. */
export function textsOf(values: ReadonlyMap<number, SourceCell>): string[] {
  const texts = new Array<string>(Math.max(0, ...[...values.keys()].map((column) => column + 1))).fill('');
  for (const [column, value] of values) texts[column] = textOf(value);
  return texts;
}
