import { LIMITS } from '../shared/limits.ts';
import { cutText } from '../shared/text.ts';
import type { DataColumn } from './columns.ts';
import type { ImportProblem, ImportProblemCode } from './import-problems.ts';
import { readDate } from './read-date.ts';
import { readDecimal, readInteger } from './read-number.ts';

/**
 * Matches a pattern against a text: the whole match, then the groups; undefined if the text does not contain it. The
 * contract has no engine of its own; the one passed in must take linear time.
 */
export type MatchPattern = (text: string) => readonly (string | null)[] | undefined;

/** The value of a column in a row: a text in the form of its type, or null for none; or why it is invalid. */
export type CellValue = { readonly value: string | null } | { readonly problem: ImportProblem };

/** Reads a column's cells. Undefined means a cell that the row does not have, which counts as blank. */
export type CellReader = (cell: string | undefined) => CellValue;

const TRUE = ['true', 'yes', 'y', '1', 'x', 'on', 'ja', 'j', 'oui', 'o', 'si', 'sí', 's', 'sim', 'tak', 'да'];
const FALSE = ['false', 'no', 'n', '0', 'off', 'nein', 'non', 'não', 'nao', 'nie', 'нет'];
const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ...TRUE.map((word): [string, string] => [word, 'true']),
  ...FALSE.map((word): [string, string] => [word, 'false']),
]);
const SHOWN = 200;
const NOTHING: CellValue = { value: null };

/**
 * Makes the function that reads the cells of a column: constant or cell, trim, `extract`, `map`, default, type,
 * required, in this order. Results are plain decimals, dates as RFC 3339 in UTC, and booleans as true or false.
 *
 * @param match of the column's `extract`
 */
export function createCellReader(column: DataColumn, match: MatchPattern | undefined): CellReader {
  const { constant, trim, required, target } = column;
  const missing: CellValue = required ? refused(column, 'required', `${target} must not be empty.`) : NOTHING;
  const read = (cell: string | undefined): CellValue => {
    const found = constant ?? cell ?? '';
    if (found.length > LIMITS.importCellLength) {
      return refused(column, 'too_long', `${target} is over ${LIMITS.importCellLength} characters long.`, found);
    }
    const text = trim ? found.trim() : found;
    const taken = text === '' ? NOTHING : replaced(column, match, text);
    if ('problem' in taken) return taken;
    const value = taken.value ?? column.default ?? '';
    return value === '' ? missing : typed(column, value);
  };
  if (constant === undefined) return read;
  const always = read(undefined);
  return () => always;
}

/** Applies `extract` and `map` to a text. */
function replaced(column: DataColumn, match: MatchPattern | undefined, text: string): CellValue {
  let value: string | null = text;
  if (match) {
    const groups = match(text);
    if (!groups) return refused(column, 'no_match', unmatched(column), text);
    value = column.template === undefined ? (groups[1] ?? groups[0] ?? '') : filled(column.template, groups);
  }
  if (!column.map) return { value };
  if (Object.hasOwn(column.map, value)) return { value: column.map[value] ?? null };
  if (Object.hasOwn(column.map, '*')) return { value: column.map['*'] ?? null };
  const message = `${column.target} has a value that the map of the column does not have: add it, or * for all others.`;
  return refused(column, 'not_in_map', message, value);
}

function filled(template: string, groups: readonly (string | null)[]): string {
  return template.replace(/\$(\d)/g, (_, group: string) => groups[Number(group)] ?? '');
}

function unmatched({ target, extract, ...column }: DataColumn): string {
  if (column.type === 'string') return `${target} does not match the pattern ${extract}.`;
  return `${target} must contain ${formOf(column)}: the pattern ${extract} finds none.`;
}

function typed(column: DataColumn, text: string): CellValue {
  if (column.type === 'string') return { value: text };
  const value = TYPED[column.type](text, column);
  if (value !== undefined) return { value };
  return refused(column, NOT_OF_TYPE[column.type], `${column.target} must be ${formOf(column)}.`, text);
}

type TypeOfForm = Exclude<DataColumn['type'], 'string'>;

const TYPED: Readonly<Record<TypeOfForm, (text: string, column: DataColumn) => string | undefined>> = {
  boolean: (text) => BOOLEANS.get(text.toLowerCase()),
  date: (text, column) => readDate(text, column.date_format, column.timezone),
  integer: readInteger,
  decimal: readDecimal,
};
const NOT_OF_TYPE: Readonly<Record<TypeOfForm, ImportProblemCode>> = {
  boolean: 'not_a_boolean',
  date: 'not_a_date',
  integer: 'not_a_number',
  decimal: 'not_a_number',
};

/** The required form of a column's cells, as the end of a sentence. */
function formOf({ type, date_format, decimal_separator }: Omit<DataColumn, 'target'>): string {
  if (type === 'boolean') return 'a word such as yes, no, true or false';
  if (type === 'date') return `a date in the form ${date_format ?? '2026-04-08 or 2026-04-08T12:00:00Z'}`;
  return type === 'integer' ? 'a number without decimals' : `a number such as 1299${decimal_separator}50`;
}

function refused(
  { target }: DataColumn,
  code: ImportProblemCode,
  message: string,
  value?: string,
): { problem: ImportProblem } {
  const shown = value === undefined ? {} : { value: cutText(value, SHOWN) };
  return { problem: { column: target, code, message, ...shown } };
}
