import type { DataDefinition, ImportProblem } from '@commerce-integration/contract';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import { caselessKey, createCellReader } from '@commerce-integration/contract/rules';
import { feedTextTools } from '../../validate-feed/csv-reader.ts';

/** A row as a descriptor understands it. */
export interface MappedRow {
  line: number;
  values: (string | null)[];
  problems: ImportProblem[];
}

interface SourceRow {
  line: number;
  cells: (string | undefined)[];
  problem?: ImportProblem;
}

/** Why a file cannot be read, as a sentence. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** Reads a whole file: CSV or JSON lines. Patterns run on the engine of JavaScript. @throws UnreadableFile */
export function mapRows(bytes: Uint8Array, { format, columns }: DataDefinition): MappedRow[] {
  if (format.type === 'xml') throw new UnreadableFile('The mock reads CSV and JSON lines: try XML against a server.');
  const sources = [...new Set(columns.flatMap(({ source }) => source ?? []))];
  const text = decoded(bytes, format.encoding);
  const rows = format.type === 'csv' ? csvRows(text, format, sources) : jsonRows(text, sources);
  const readers = columns.map((column) => {
    const pattern = column.extract === undefined ? undefined : new RegExp(column.extract, 'u');
    const match = pattern && ((value: string) => pattern.exec(value)?.map((group) => group ?? null));
    return { read: createCellReader(column, match), place: sources.indexOf(column.source ?? '') };
  });
  return rows.map(({ line, cells, problem }) => {
    if (problem) return { line, values: [], problems: [problem] };
    const found = readers.map(({ read, place }) => read(cells[place]));
    return {
      line,
      values: found.map((one) => ('value' in one ? one.value : null)),
      problems: found.flatMap((one) => ('problem' in one ? [one.problem] : [])),
    };
  });
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile(`The file is not encoded as ${encoding}: name its encoding in the format.`);
  }
}

function csvRows(
  text: string,
  { delimiter, header, skip_lines }: DataDefinition['format'],
  sources: string[],
): SourceRow[] {
  const body = text.split('\n').slice(skip_lines).join('\n');
  const records = feedTextTools.parseText(body, delimiter as FeedDelimiter);
  if (!records) throw new UnreadableFile('The quotes of the file are misplaced.');
  let line = 1 + skip_lines;
  const placed = records.map((cells) => {
    const begin = line;
    line += 1 + cells.join('').split('\n').length - 1;
    return { line: begin, cells };
  });
  const filled = placed.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const names = header ? filled.shift()?.cells : [];
  if (!names) throw new UnreadableFile('The file has no header: its first row must name the columns.');
  const places = sources.map((source) => placeOf(source, names));
  const missing = sources.filter((_, index) => places[index] === -1);
  if (missing.length > 0) {
    throw new UnreadableFile(`Missing columns: ${missing.join(', ')}. The header has: ${names.join(', ')}.`);
  }
  return filled.map((row) => ({ line: row.line, cells: places.map((place) => row.cells[place]) }));
}

function placeOf(source: string, names: readonly string[]): number {
  if (/^#[1-9]\d{0,2}$/.test(source)) return Number(source.slice(1)) - 1;
  return names.findIndex((name) => caselessKey(name) === caselessKey(source));
}

function jsonRows(text: string, sources: readonly string[]): SourceRow[] {
  return text.split('\n').flatMap((content, index): SourceRow[] => {
    if (content.trim() === '') return [];
    try {
      const row: unknown = JSON.parse(content);
      return [{ line: index + 1, cells: sources.map((source) => cellOf(row, source.split('/'))) }];
    } catch {
      return [{ line: index + 1, cells: [], problem: { code: 'broken_row', message: 'The line is not JSON.' } }];
    }
  });
}

function cellOf(row: unknown, path: readonly string[]): string | undefined {
  let value = row;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
