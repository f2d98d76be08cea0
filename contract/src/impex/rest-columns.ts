import { attributeNameSchema } from '../batches/operations.ts';
import { LOOKS_LIKE_UTF_16 } from '../feed-file/encoding.ts';
import { RESERVED_FEED_COLUMNS } from '../feed-file/header.ts';
import { LIMITS } from '../shared/limits.ts';
import { caselessKey } from '../shared/text.ts';
import { type DataColumn, dataColumnSchema } from './columns.ts';
import { columnPosition, columnSources } from './sources.ts';

/** The source and the target of a wildcard column, which stands for all columns of a file that no other one takes. */
export const REST_SOURCE = '*';
export const REST_TARGET = 'attributes.*';

/** Whether there is a wildcard column, which depends on a file's header. */
export function hasRest(columns: readonly DataColumn[]): boolean {
  return columns.some(({ target }) => target === REST_TARGET);
}

/**
 * The columns for a file with a given header: each name that no column takes becomes an attribute. Optional columns
 * missing from the file are omitted, so that their values stay unchanged.
 *
 * @returns the columns, or why the file cannot be read, as a sentence
 */
export function withRestColumns(columns: readonly DataColumn[], header: readonly string[]): DataColumn[] | string {
  const keys = header.map(caselessKey);
  const isThere = (source: string) => columnPosition(source) !== undefined || keys.includes(caselessKey(source));
  const own = columns.filter(
    (column) => column.target !== REST_TARGET && (!column.optional || columnSources([column]).sources.every(isThere)),
  );
  const { sources } = columnSources(columns);
  const taken = new Set<string>([...RESERVED_FEED_COLUMNS, ...sources.map(caselessKey), '']);
  const rest = header.filter((_, place) => !taken.has(keys[place] ?? '') && !sources.includes(`#${place + 1}`));
  const repeated = rest.find((name, index) => rest.findIndex((one) => caselessKey(one) === caselessKey(name)) < index);
  if (repeated !== undefined) return `The header contains ${repeated.trim()} twice.`;
  if (own.length + rest.length > LIMITS.importColumns) return `The file has over ${LIMITS.importColumns} columns.`;
  const attributes = rest.map((source) => ({
    source: source.trim(),
    named: attributeNameSchema.safeParse(source.trim()),
  }));
  const wrong = attributes.find(({ named }) => !named.success);
  if (wrong)
    return (
      nulProblem(header) ??
      `The column ${wrong.source} cannot be an attribute: ${wrong.named.error?.issues[0]?.message ?? ''}`
    );
  const proposed = attributes.map(({ source, named }) =>
    dataColumnSchema.parse({ target: `attributes.${named.data}`, source }),
  );
  return [...own, ...proposed];
}

/** The most header names that a message quotes. */
const MOST_NAMES = 50;

/**
 * What NUL characters in a header mean for its file: in UTF-16 read as UTF-8, every other character is one. Undefined
 * for a header without them.
 */
function nulProblem(header: readonly string[]): string | undefined {
  if (!header.some((name) => name.includes('\0'))) return undefined;
  return `The header of the file has NUL characters. ${LOOKS_LIKE_UTF_16}, or name its encoding in the format.`;
}

/** The problem of a file that lacks some columns, with and without content of the file. */
export function missingSourcesProblem(
  missing: readonly string[],
  header: readonly string[],
): { problem: string; withoutContent: string } {
  const named = `Missing columns: ${missing.join(', ')}.`;
  const nul = nulProblem(header);
  if (nul !== undefined) return { problem: `${named} ${nul}`, withoutContent: `${named} ${nul}` };
  const found = header.map((name) => name.trim()).filter((name) => name !== '');
  // For a file without a header, these are the values of its first row.
  return { problem: `${named} The header has: ${found.slice(0, MOST_NAMES).join(', ')}.`, withoutContent: named };
}
