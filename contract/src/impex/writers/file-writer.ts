import type { DataDefinition } from '../descriptors.ts';
import type { ImportFormat } from '../formats.ts';
import { createCsvWriter } from './csv-writer.ts';
import type { FileWriter, WrittenCell } from './text-parts.ts';
import { createXlsxSheetWriter } from './xlsx-sheet-writer.ts';
import { createXmlWriter } from './xml-writer.ts';

type Format = DataDefinition['format'];

type CreateWriter = (
  format: Format,
  sources: readonly string[],
  decimalSeparators?: readonly (string | undefined)[],
) => FileWriter;

const WRITERS: Readonly<Record<ImportFormat, CreateWriter>> = {
  csv: createCsvWriter,
  jsonl: (_, sources) => createJsonWriter(sources),
  xml: createXmlWriter,
  xlsx: createXlsxSheetWriter,
};

/**
 * Makes the writer of a format for values of some sources. For a workbook it writes the part of the sheet.
 *
 * @param decimalSeparators of numeric sources, for formats that distinguish numbers from texts
 */
export const createFileWriter: CreateWriter = (format, sources, decimalSeparators) =>
  WRITERS[format.type](format, sources, decimalSeparators);

/** Writes objects by the paths of the sources. A blank value becomes an empty text, so that every row has it. */
function createJsonWriter(sources: readonly string[]): FileWriter {
  const paths = sources.map((source) => source.split('/'));
  const row = (cells: readonly WrittenCell[]) => {
    const root: Json = Object.create(null);
    paths.forEach((path, index) => {
      const cell = cells[index] ?? '';
      if (typeof cell === 'string') put(root, path, cell);
      else putInto(root, path, cell);
    });
    return `${JSON.stringify(root)}\n`;
  };
  return { begin: '', row, end: '' };
}

type Json = Record<string, unknown>;

function put(root: Json, path: readonly string[], cell: string): void {
  objectAt(root, path.slice(0, -1))[path.at(-1) ?? ''] ??= cell;
}

/** Puts values into the objects of a list, which is above the last name of the path. */
function putInto(root: Json, path: readonly string[], cells: readonly string[]): void {
  const around = objectAt(root, path.slice(0, -2));
  const name = path.at(-2) ?? '';
  if (path.at(-1) === '.') {
    around[name] = cells;
    return;
  }
  const known = around[name];
  const list: Json[] = Array.isArray(known) ? known : cells.map(() => Object.create(null));
  around[name] = list;
  cells.forEach((cell, index) => {
    const item = list[index];
    if (item) item[path.at(-1) ?? ''] ??= cell;
  });
}

function objectAt(root: Json, path: readonly string[]): Json {
  let object = root;
  for (const name of path) {
    const inner = object[name];
    const next: Json = typeof inner === 'object' && inner !== null ? (inner as Json) : Object.create(null);
    object[name] = next;
    object = next;
  }
  return object;
}
