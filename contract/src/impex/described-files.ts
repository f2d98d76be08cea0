import { writtenColumns } from './children.ts';
import type { DataDefinition } from './descriptors.ts';
import type { ImportFormat } from './formats.ts';
import { columnSources } from './sources.ts';
import { isTableFormat } from './write-rows.ts';
import { createFileWriter } from './writers/file-writer.ts';

const TYPES: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  xml: 'application/xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The media type of files of a format. */
export function contentTypeOf({ type, encoding }: Pick<DataDefinition['format'], 'type' | 'encoding'>): string {
  return TYPES[type] + (type === 'xlsx' ? '' : `; charset=${encoding}`);
}

/** Characters that are not allowed in file names on every platform. */
const NOT_IN_NAMES = /[\\/:"<>|\p{Cc}]/gu;

/** The file name of a pattern whose `*` were replaced: `?` becomes one character. */
export function plainPattern(pattern: string): string {
  return pattern.replace(/\?/g, '0').replace(NOT_IN_NAMES, '_');
}

/** A file name that matches a definition's pattern. @param word replaces the wildcards */
export function describedFileName(
  { format, file_name_pattern }: Pick<DataDefinition, 'format' | 'file_name_pattern'>,
  word: string,
): string {
  const name = plainPattern(file_name_pattern.replace(/\*+/g, word));
  return /\.\w+$/.test(name) ? name : `${name}.${format.type}`;
}

/** The unique names of the sample files of several definitions, in order. */
export function sampleFileNames(definitions: readonly Parameters<typeof describedFileName>[0][]): string[] {
  const names = definitions.map((definition) => describedFileName(definition, 'sample'));
  return names.map((name, index) => (names.indexOf(name) < index ? `${index + 1}-${name}` : name));
}

/**
 * The text of a file without rows: tables have their header; JSON lines and XML have one row with empty values. For a
 * workbook it is the part of the sheet.
 */
export function sampleText({ format, columns }: Pick<DataDefinition, 'format' | 'columns'>): string {
  const { sources } = columnSources(writtenColumns(columns));
  const writer = createFileWriter(format, sources);
  const row = isTableFormat(format.type) ? '' : writer.row(sources.map(() => ''));
  return writer.begin + row + writer.end;
}

/**
 * Whether a file's name matches a pattern, in which `*` stands for any characters and `?` for one; case-insensitive.
 * The number of steps is at most proportional to the product of the lengths, and both are bounded.
 *
 * @example matchesFileName('prices_*.csv', 'Prices_2026-04.csv') // true
 */
export function matchesFileName(pattern: string, fileName: string): boolean {
  const [wanted, name] = [[...pattern.toLowerCase()], [...fileName.toLowerCase()]];
  let [at, place] = [0, 0];
  // The position of the last `*`, and how much of the name it has matched. Only the last one ever needs to match more.
  let [star, taken] = [-1, 0];
  while (place < name.length) {
    if (wanted[at] === '*') {
      star = at;
      taken = place;
      at += 1;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === name[place])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      taken += 1;
      place = taken;
      at = star + 1;
    } else return false;
  }
  return wanted.slice(at).every((character) => character === '*');
}
