import path from 'node:path';
import { columnPosition } from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';
import type { XlsxPackage } from './xlsx-package.ts';

// ECMA-376, part 1: 18.2 (workbook), 15.2 (relationships). Relationship types are compared by their last word, which is
// the same in the transitional and the strict form.

/** A sheet with rows, and the part that contains them. */
export interface SheetPart {
  readonly name: string;
  readonly part: string;
}

/** The contents of a workbook. */
export interface Workbook {
  /** In the order of their tabs. */
  readonly sheets: readonly SheetPart[];
  /** Whether day 0 of its dates is 1 January 1904. */
  readonly isFrom1904: boolean;
  readonly styles: string | undefined;
  readonly sharedStrings: string | undefined;
}

/** @throws ImportRefused for a file that is not a workbook */
export async function readWorkbook(file: XlsxPackage): Promise<Workbook> {
  const root = await readRelationships(file, '');
  const [workbook] = [...root.values()].filter(({ type }) => type === 'officeDocument');
  if (!workbook)
    throw new ImportRefused('The file is a ZIP, but not a workbook: send it as a file whose name ends in .zip.');
  if (workbook.part.endsWith('.bin')) throw new ImportRefused('The workbook is of the format .xlsb: save it as .xlsx.');
  const parts = await readRelationships(file, workbook.part);
  const sheets: SheetPart[] = [];
  let isFrom1904 = false;
  const reading = file.parse(workbook.part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') isFrom1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const [, id = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
      const target = parts.get(id);
      if (target?.type === 'worksheet') sheets.push({ name: attributes.name ?? '', part: target.part });
    },
    close: () => undefined,
    text: () => undefined,
  });
  for await (const _ of reading);
  const partOf = (wanted: string) => [...parts.values()].find(({ type }) => type === wanted)?.part;
  return { sheets, isFrom1904, styles: partOf('styles'), sharedStrings: partOf('sharedStrings') };
}

/**
 * The sheet that a format names: by name, or by position as `#2`; the first one by default.
 *
 * @throws ImportRefused naming the existing sheets
 */
export function sheetOf(sheets: readonly SheetPart[], wanted: string | undefined): SheetPart {
  const named = sheets.find(({ name }) => name.toLowerCase() === wanted?.trim().toLowerCase());
  const position = wanted === undefined ? 0 : columnPosition(wanted);
  const sheet = named ?? (position === undefined ? undefined : sheets[position]);
  if (sheet) return sheet;
  const names = sheets.slice(0, 50).map(({ name }) => name);
  throw new ImportRefused(
    wanted === undefined
      ? 'The workbook has no sheet with rows.'
      : `The workbook has no sheet ${wanted}. Its sheets: ${names.join(', ')}.`,
  );
}

interface Relationship {
  /** The last word of its type. */
  readonly type: string;
  readonly part: string;
}

/** The targets that a part refers to, by relationship ID. @param part empty for the package itself */
async function readRelationships(file: XlsxPackage, part: string): Promise<Map<string, Relationship>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const found = new Map<string, Relationship>();
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!file.has(name)) return found;
  const reading = file.parse(name, {
    open: (element, { Id, Type, Target, TargetMode }) => {
      if (element !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      found.set(Id, { type: (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1), part: partOf(folder, Target) });
    },
    close: () => undefined,
    text: () => undefined,
  });
  for await (const _ of reading);
  return found;
}

/** The name of a part in the archive: targets are relative to the folder of the part that refers to it. */
function partOf(folder: string, target: string): string {
  return path.posix.resolve(`/${folder}`, target).slice(1);
}
