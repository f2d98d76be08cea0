import type { DataDefinition, ImportFormat } from '../descriptors.ts';
import { createCsvWriter } from './csv-writer.ts';
import type { FileWriter } from './text-parts.ts';
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
 * Makes the writer of a format for values of some sources. Of a workbook it writes the part of the sheet.
 *
 * @param decimalSeparators of the sources that are numbers, for formats that tell them from texts
 */
export const createFileWriter: CreateWriter = (format, sources, decimalSeparators) =>
  WRITERS[format.type](format, sources, decimalSeparators);

/** Objects by the paths of the sources. A blank value is an empty text, so that no row lacks one. */
function createJsonWriter(sources: readonly string[]): FileWriter {
  const paths = sources.map((source) => source.split('/'));
  const row = (cells: readonly string[]) => {
    const root: Record<string, unknown> = Object.create(null);
    paths.forEach((path, index) => {
      put(root, path, cells[index] ?? '');
    });
    return `${JSON.stringify(root)}\n`;
  };
  return { begin: '', row, end: '' };
}

function put(root: Record<string, unknown>, path: readonly string[], cell: string): void {
  let object = root;
  for (const name of path.slice(0, -1)) {
    const inner = object[name];
    const next: Record<string, unknown> =
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : Object.create(null);
    object[name] = next;
    object = next;
  }
  object[path.at(-1) ?? ''] ??= cell;
}
