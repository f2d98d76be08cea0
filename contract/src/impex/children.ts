import { LIMITS } from '../shared/limits.ts';
import type { ColumnChildren, DataColumn } from './columns.ts';
import type { ImportFormat } from './formats.ts';
import type { ImportProblem } from './import-problems.ts';
import { readJsonList } from './read-json-row.ts';

const CHILDREN = 'children.';

/** The name of the nested rows that a target refers to; undefined for another target. */
export function childrenOfTarget(target: string): string | undefined {
  return target.startsWith(CHILDREN) ? target.slice(CHILDREN.length) : undefined;
}

/**
 * Report positions reserved for a nested row: at least one for each of its columns. All nested rows of a row fit into
 * the 16 bits of a position.
 */
const PROBLEM_PLACES = 32;

/** The first report position of a nested row among all reports of its line. @param item index from 0 */
export function childPosition(item: number): number {
  return item * PROBLEM_PLACES;
}

/** Where nested rows are in the rows of a file. */
export interface ChildSource extends Pick<ColumnChildren, 'row_delimiter' | 'value_delimiter'> {
  readonly source: string;
  readonly optional: boolean;
}

/** Whether nested rows are parts of a delimited text; otherwise they are the items of a list. */
export function isDelimited({
  row_delimiter,
  value_delimiter,
}: Pick<ChildSource, 'row_delimiter' | 'value_delimiter'>) {
  return row_delimiter !== undefined || value_delimiter !== undefined;
}

/** The cells of nested rows, by source; or why they cannot be read. */
export type ChildItems =
  | { readonly items: readonly (readonly (string | undefined)[])[] }
  | { readonly problem: string };

/**
 * Reads nested rows.
 *
 * @param text the delimited text, or the JSON of a list
 * @param sources of the columns of these rows: positions, or paths
 */
export function childItems(
  text: string,
  within: ChildSource,
  sources: readonly string[],
  type: ImportFormat,
): ChildItems {
  if (text.trim() === '') return { items: [] };
  // Items of XML have their paths as names.
  const found = isDelimited(within)
    ? delimitedItems(text, within, sources)
    : readJsonList(
        text,
        sources.map((source) => (type === 'xml' ? [source] : source === '.' ? [] : source.split('/'))),
      );
  if ('problem' in found || found.items.length <= LIMITS.importChildRows) return found;
  return { problem: `has more than ${LIMITS.importChildRows} rows` };
}

function delimitedItems(
  text: string,
  { row_delimiter, value_delimiter }: Pick<ChildSource, 'row_delimiter' | 'value_delimiter'>,
  sources: readonly string[],
): Extract<ChildItems, { items: unknown }> {
  const delimiters = [row_delimiter, value_delimiter].filter((one) => one !== undefined);
  const split = (part: string, delimiter: string | undefined) => splitText(part, delimiter, delimiters);
  const rows = split(text, row_delimiter).filter((row) => row.trim() !== '');
  const places = sources.map((source) => Number(source.slice(1)) - 1);
  return {
    items: rows.map((row) => {
      const values = split(row, value_delimiter).map((value) => unescaped(value, delimiters));
      return places.map((place) => values[place]);
    }),
  };
}

/** Splits a text at each delimiter that is not preceded by a backslash. */
function splitText(text: string, delimiter: string | undefined, delimiters: readonly string[]): string[] {
  if (delimiter === undefined) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const length = escapedLength(text, at, delimiters);
    if (length > 0) at += length;
    else if (text.startsWith(delimiter, at)) {
      parts.push(text.slice(from, at));
      at += delimiter.length;
      from = at;
    } else at += 1;
  }
  return [...parts, text.slice(from)];
}

/** The length of a backslash and the character that it escapes; 0 if there is none. */
function escapedLength(text: string, at: number, delimiters: readonly string[]): number {
  if (text[at] !== '\\') return 0;
  if (text[at + 1] === '\\') return 2;
  const delimiter = delimiters.find((one) => text.startsWith(one, at + 1));
  return delimiter === undefined ? 0 : 1 + delimiter.length;
}

function unescaped(text: string, delimiters: readonly string[]): string {
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const length = escapedLength(text, at, delimiters);
    plain += length > 0 ? text.slice(at + 1, at + length) : text[at];
    at += Math.max(length, 1);
  }
  return plain;
}

/**
 * Writes nested rows as a text that is read as the same rows; undefined if that is impossible: `a|` before the
 * delimiter `||` would be read as `a` before `||` and `|`.
 *
 * @param rows the values, in the order of their positions
 */
export function childText(
  rows: readonly (readonly string[])[],
  within: Pick<ColumnChildren, 'row_delimiter' | 'value_delimiter'>,
): string | undefined {
  const { row_delimiter, value_delimiter } = within;
  const delimiters = [row_delimiter, value_delimiter].filter((one) => one !== undefined);
  const text = rows
    .map((values) => values.map((value) => escaped(value, delimiters)).join(value_delimiter ?? ''))
    .join(row_delimiter ?? '');
  const isPlain = row_delimiter !== value_delimiter && delimiters.every((one) => one.length === 1);
  if (isPlain) return text;
  const places = rows[0]?.map((_, index) => `#${index + 1}`) ?? [];
  const read = delimitedItems(text, within, places);
  return JSON.stringify(read) === JSON.stringify({ items: rows }) ? text : undefined;
}

function escaped(text: string, delimiters: readonly string[]): string {
  let written = '';
  for (let at = 0; at < text.length; ) {
    const delimiter = delimiters.find((one) => text.startsWith(one, at));
    if (delimiter !== undefined || text[at] === '\\') written += '\\';
    const length = delimiter?.length ?? 1;
    written += text.slice(at, at + length);
    at += length;
  }
  return written;
}

/** The columns in their written form: those of list items are below their list. */
export function writtenColumns(columns: readonly DataColumn[]): DataColumn[] {
  return columns.flatMap((column): DataColumn[] => {
    const { children, source = '', target } = column;
    if (!children || isDelimited(children)) return [column];
    return listColumns(children).map((child) => ({
      ...child,
      target: `${target}.${child.target}`,
      source: `${source}/${child.source}`,
    }));
  });
}

/** The columns of items that are written: constants are in no file. */
export function listColumns({ columns }: ColumnChildren): DataColumn[] {
  return columns.filter(({ constant }) => constant === undefined);
}

/** The problem of a row whose nested rows cannot be read. */
export function childrenProblem(source: string, problem: string): ImportProblem {
  return { code: 'invalid_value', message: `${source} ${problem}.` };
}
