import { type DetectedLayout, detectSheet, type TableRecord } from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';
import { type OpenWorkbook, textsOf, withWorkbook } from '../readers/xlsx-rows-reader.ts';
import { type SheetPart, sheetOf } from '../readers/xlsx-workbook.ts';

/** The most rows to examine. */
const MOST_ROWS = 100;
/** The first bytes of a ZIP, and of a password-protected workbook. */
const STARTS = ['504b0304', 'd0cf11e0'];

export function isWorkbook(bytes: Buffer): boolean {
  return STARTS.includes(bytes.subarray(0, 4).toString('hex'));
}

/** @throws ImportRefused for the beginning of a workbook: its directory is at the end */
export function assertWhole(bytes: Buffer, isCut: boolean): void {
  if (isCut && isWorkbook(bytes))
    throw new ImportRefused('A workbook must be sent completely: its beginning alone cannot be read.');
}

/** The layout of the first sheet with a table, or else of the first one. @throws ImportRefused if it cannot be read */
export async function detectWorkbook(bytes: Buffer): Promise<DetectedLayout> {
  const source = (async function* () {
    yield bytes;
  })();
  for await (const layout of withWorkbook(source, layoutOf)) return layout;
  throw new ImportRefused('The workbook has no sheet with rows.');
}

async function* layoutOf(workbook: OpenWorkbook): AsyncGenerator<DetectedLayout> {
  const { sheets } = workbook;
  for (const sheet of sheets) {
    const layout = detectSheet(await firstRecords(workbook, sheet), sheet === sheets[0] ? undefined : sheet.name);
    if (layout.columns.length > 1) yield layout;
  }
  yield detectSheet(await firstRecords(workbook, sheetOf(sheets, undefined)), undefined);
}

async function firstRecords({ rowsOf, valuesOf }: OpenWorkbook, sheet: SheetPart): Promise<TableRecord[]> {
  const records: TableRecord[] = [];
  for await (const rows of rowsOf(sheet)) {
    const values = await valuesOf(rows);
    records.push(...rows.map(({ line }, index) => ({ line, cells: textsOf(values[index] ?? new Map()) })));
    if (records.length >= MOST_ROWS) break;
  }
  return records.slice(0, MOST_ROWS);
}
