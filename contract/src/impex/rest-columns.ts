import { attributeNameSchema } from '../batches/operations.ts';
import { RESERVED_FEED_COLUMNS } from '../feed-file/header.ts';
import { LIMITS } from '../shared/limits.ts';
import { caselessKey } from '../shared/text.ts';
import { type DataColumn, dataColumnSchema } from './columns.ts';
import { columnPosition, columnSources } from './sources.ts';

/** The source and the target of a column that stands for all columns of a file that no other one takes. */
export const REST_SOURCE = '*';
export const REST_TARGET = 'attributes.*';

/** Whether columns depend on the header of a file. */
export function hasRest(columns: readonly DataColumn[]): boolean {
  return columns.some(({ target }) => target === REST_TARGET);
}

/**
 * The columns for a file of some header: each name that no column takes is an attribute, and columns that the file lacks
 * and may lack are left out, so that their values stay as they are.
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
  if (repeated !== undefined) return `The header names ${repeated.trim()} twice.`;
  if (own.length + rest.length > LIMITS.importColumns) return `The file has over ${LIMITS.importColumns} columns.`;
  const attributes = rest.map((source) => ({
    source: source.trim(),
    named: attributeNameSchema.safeParse(source.trim()),
  }));
  const wrong = attributes.find(({ named }) => !named.success);
  if (wrong) return `The column ${wrong.source} cannot be an attribute: ${wrong.named.error?.issues[0]?.message ?? ''}`;
  const proposed = attributes.map(({ source, named }) =>
    dataColumnSchema.parse({ target: `attributes.${named.data}`, source }),
  );
  return [...own, ...proposed];
}
