import { LIMITS } from '../shared/limits.ts';

/** The texts at the paths of a row: undefined if missing, empty for null; or why the row cannot be read. */
export type JsonRow = { readonly cells: readonly (string | undefined)[] } | { readonly problem: string };

/** Parts of ECMAScript that are not in the types yet, and missing in older runtimes. */
type SourceReviver = (key: string, value: unknown, context?: { source?: string }) => unknown;
const { rawJSON, isRawJSON } = JSON as typeof JSON & {
  rawJSON?: (text: string) => unknown;
  isRawJSON?: (value: unknown) => boolean;
};

/** Numbers whose text would change when parsed as a double, such as `1.10` and those of 16 digits. */
const INEXACT = /\d[eE]|\.\d*0(?!\d)|\.0{6}|[\d.]{16}/;

/**
 * Reads a row of JSON lines. Numbers keep their original digits; an object or a list becomes its JSON.
 *
 * @param paths of the values, as lists of names: `['stock', '0', 'state']`
 */
export function readJsonRow(content: string, paths: readonly (readonly string[])[]): JsonRow {
  const row = parsed(content);
  if (row === undefined) return { problem: 'The line is not JSON.' };
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return { problem: 'The line is not a JSON object.' };
  }
  const cells: (string | undefined)[] = [];
  let characters = 0;
  for (const path of paths) {
    const cell = cellOf(row, path);
    characters += cell?.length ?? 0;
    if (characters > LIMITS.importRowLength) {
      return { problem: `The values of the row are over ${LIMITS.importRowLength} characters long together.` };
    }
    cells.push(cell);
  }
  return { cells };
}

/** Undefined for invalid JSON. */
function parsed(content: string): unknown {
  try {
    return INEXACT.test(content) ? JSON.parse(content, keepDigits as SourceReviver) : JSON.parse(content);
  } catch {
    return undefined;
  }
}

/**
 * The texts at paths within the items of a list, as `readJsonRow` reads them; an empty path is the item itself. An
 * object counts as a list of one.
 */
export function readJsonList(
  content: string,
  paths: readonly (readonly string[])[],
): { readonly items: (string | undefined)[][] } | { readonly problem: string } {
  const list = parsed(content);
  if (typeof list !== 'object' || list === null) return { problem: 'is not a list' };
  const items: unknown[] = Array.isArray(list) ? list : [list];
  return { items: items.map((item) => paths.map((path) => cellOf(item, path))) };
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && rawJSON && context?.source !== undefined ? rawJSON(context.source) : value;
}

function cellOf(row: unknown, path: readonly string[]): string | undefined {
  let value: unknown = row;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || isRawJSON?.(value) || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[name];
  }
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
