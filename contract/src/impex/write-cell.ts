import { zoneOffset } from '../shared/time-zone.ts';
import { isDelimited, listColumns, writtenColumns } from './children.ts';
import { type ColumnChildren, type DataColumn, LOOKUP_FIELDS } from './columns.ts';
import { hasDirection, type ImportEntity, type ImportMode } from './entities.ts';
import { nestedItemProblems } from './item-columns.ts';
import { REST_SOURCE } from './rest-columns.ts';

const PART = /yyyy|MM|dd|HH|mm|ss/g;

/**
 * Formats a time for a date column: the inverse of `readDate`, with the format's precision.
 *
 * @param time RFC 3339
 * @param format as `date_format` of a column; RFC 3339 in UTC by default
 */
export function writeDate(time: string, format: string | undefined, timezone: string): string {
  const date = new Date(time);
  if (format === undefined) return date.toISOString();
  const local = new Date(date.getTime() + zoneOffset(date.getTime(), timezone));
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  return format.replace(PART, (part) => {
    if (part === 'yyyy') return digits(local.getUTCFullYear(), 4);
    if (part === 'MM') return digits(local.getUTCMonth() + 1, 2);
    if (part === 'dd') return digits(local.getUTCDate(), 2);
    if (part === 'HH') return digits(local.getUTCHours(), 2);
    return digits(part === 'mm' ? local.getUTCMinutes() : local.getUTCSeconds(), 2);
  });
}

/** Writes a value in the form that a column reads. Null is a blank cell. */
export type CellWriter = (value: string | null) => string;

/**
 * Makes the inverse of a column's reader: its output is read as the same value.
 *
 * @param column one without a problem by `writeProblems`
 */
export function createCellWriter({ type, map, decimal_separator, date_format, timezone }: DataColumn): CellWriter {
  const words =
    map &&
    new Map(
      Object.entries(map)
        .reverse()
        .map(([word, value]) => [value, word]),
    );
  if (isWrittenAsStored({ type, map, decimal_separator })) return (value) => value ?? '';
  return (value) => {
    if (value === null) return '';
    const text = typed(value);
    return words?.get(text) ?? text;
  };

  function typed(value: string): string {
    if (type === 'date') return writeDate(value, date_format, timezone);
    return type === 'decimal' || type === 'integer' ? value.replace('.', decimal_separator) : value;
  }
}

/** Whether the cells of a column are the stored values, with null as blank. */
export function isWrittenAsStored({
  type,
  map,
  decimal_separator,
  constant,
}: Pick<DataColumn, 'type' | 'map' | 'decimal_separator' | 'constant'>): boolean {
  if (map || constant !== undefined || type === 'date') return false;
  return type === 'string' || type === 'boolean' || decimal_separator === '.';
}

/** The parts of a definition that `writeProblems` checks. */
interface Written {
  readonly mode: ImportMode;
  readonly entity: ImportEntity;
  readonly columns: readonly DataColumn[];
  readonly format: { readonly type: string; readonly quote?: string | undefined };
}

/** Why files written in a definition's layout would not be read as the same values; empty if they would. */
export function writeProblems({ mode, entity, columns, format }: Written): string[] {
  if (!hasDirection(entity, 'export')) return [`The entity ${entity} is only imported.`];
  const problems = columns.flatMap((column) => [
    ...columnProblems(column),
    ...(column.children ? childProblems(column, column.children, format.type) : []),
  ]);
  const sources = writtenColumns(columns).flatMap(({ source, constant }) =>
    constant === undefined ? (source ?? []) : [],
  );
  const twice = sources.find((source, index) => sources.indexOf(source) !== index);
  return [
    ...(mode === 'delete' ? ['Its mode is delete: such a file would remove what is written to it.'] : []),
    ...(format.quote === 'none' ? ['Its quote is none: a delimiter in a value would divide it.'] : []),
    ...(twice === undefined ? [] : [`Two columns have the source ${twice}.`]),
    ...nestedItemProblems({ entity, columns, format }),
    ...(format.type === 'xml' ? sources.flatMap(xmlProblem) : []),
    ...problems,
  ];
}

/** Why nested rows cannot be written. */
function childProblems({ target }: DataColumn, children: ColumnChildren, type: string): string[] {
  const own = children.columns.flatMap((column) => columnProblems({ ...column, target: `${target}.${column.target}` }));
  const { row_delimiter, value_delimiter } = children;
  const isWhole = row_delimiter !== undefined && value_delimiter !== undefined;
  if (isDelimited(children)) {
    return isWhole ? own : [...own, `${target} needs row_delimiter and value_delimiter to be written.`];
  }
  if (type === 'csv' || type === 'xlsx') return [...own, `${target} needs delimiters, to stand in a cell.`];
  const deep = listColumns(children).find(({ source = '' }) => source.includes('/'));
  const message = `The source ${deep?.source} of ${target} is too deep to be written: take a name or an attribute.`;
  return deep ? [...own, message] : own;
}

/** Why a column's written cells would not be read as the same values. */
function columnProblems({
  target,
  source,
  constant,
  combine,
  extract,
  map,
  lookup,
}: Omit<DataColumn, 'children'>): string[] {
  if (lookup && lookup.by !== LOOKUP_FIELDS[lookup.entity][0])
    return [`${target} has a lookup by ${lookup.by}, which cannot be undone.`];
  if (source === REST_SOURCE) return [`${target} stands for columns that are only known from a file.`];
  if (source === undefined && constant === undefined && combine !== undefined)
    return [`${target} is combined of other cells, which cannot be undone.`];
  if (extract !== undefined) return [`${target} has extract, which cannot be undone.`];
  return map && Object.hasOwn(map, '*') ? [`The map of ${target} has *, which cannot be undone.`] : [];
}

const XML_NAME = /^[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?$/u;

/** Why a source cannot be written as an XML element or attribute. */
function xmlProblem(source: string): string[] {
  const names = source.split('/').filter((name) => name !== '.');
  const wrong = names.find((name, index) => {
    const isAttribute = name.startsWith('@') && index === names.length - 1;
    return !XML_NAME.test(isAttribute ? name.slice(1) : name);
  });
  return wrong === undefined
    ? []
    : [`The source ${source} cannot be written to XML: ${wrong} is not a valid element name.`];
}
