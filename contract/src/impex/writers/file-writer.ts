import type { DataDefinition, ImportFormat } from '../descriptors.ts';
import { createCsvWriter } from './csv-writer.ts';
import type { FileWriter } from './text-parts.ts';
import { createXmlWriter } from './xml-writer.ts';

type Format = DataDefinition['format'];

const WRITERS: Readonly<Record<ImportFormat, (format: Format, sources: readonly string[]) => FileWriter>> = {
  csv: createCsvWriter,
  jsonl: (_, sources) => createJsonWriter(sources),
  xml: createXmlWriter,
};

/** Makes the writer of a format for values of some sources. */
export function createFileWriter(format: Format, sources: readonly string[]): FileWriter {
  return WRITERS[format.type](format, sources);
}

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
