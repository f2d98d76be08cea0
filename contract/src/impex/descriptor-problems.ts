import { attributeNameSchema } from '../batches/operations.ts';
import { FEED_COLUMNS } from '../feed-file/header.ts';
import { unknownName } from '../shared/closest-name.ts';
import { Problem } from '../shared/problem.ts';
import { childrenOfTarget, isDelimited } from './children.ts';
import { type ColumnChildren, type DataColumn, LOOKUP_FIELDS } from './columns.ts';
import {
  attributeOfTarget,
  ENTITY_RULES,
  hasDirection,
  type ImportEntity,
  type ImportMode,
  isPersonal,
  requiredTargets,
} from './entities.ts';
import { type ExportFilter, type ExportOrder, exportRulesOf } from './export-filter.ts';
import type { DataDirection } from './formats.ts';
import { dateFormatProblem } from './read-date.ts';
import { REST_SOURCE, REST_TARGET } from './rest-columns.ts';
import { columnPosition, columnSources, combinedParts } from './sources.ts';
import { writeProblems } from './write-cell.ts';

interface CheckedDescriptor {
  readonly direction: DataDirection;
  readonly entity: ImportEntity;
  readonly mode: ImportMode;
  readonly format: {
    readonly type: string;
    readonly quote?: string | undefined;
    readonly header: boolean;
    readonly row_path?: string | undefined;
  };
  readonly columns: readonly DataColumn[];
  readonly filter?: ExportFilter | undefined;
  readonly order_by?: ExportOrder | undefined;
}

/** A problem of a descriptor, with the path of the field. */
export interface DescriptorProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** The problems of a descriptor whose individual fields are valid. */
export function descriptorProblems(descriptor: CheckedDescriptor): DescriptorProblem[] {
  const { direction, format, columns } = descriptor;
  const problems = direction === 'export' ? exportProblems(descriptor) : importProblems(descriptor);
  if (!hasDirection(descriptor.entity, direction)) {
    problems.push({ path: ['entity'], message: `The entity ${descriptor.entity} has no ${direction}s.` });
  }
  if (format.type === 'xml' && format.row_path === undefined) {
    problems.push({
      path: ['format', 'row_path'],
      message: 'XML needs row_path: the path of a row, such as /catalog/product.',
    });
  }
  const targets = columns.map(({ target }) => target);
  columns.forEach((column, index) => {
    const message = columnProblem(descriptor, column) ?? repeated(targets, index);
    if (message !== undefined) problems.push({ path: ['columns', index], message });
  });
  return problems;
}

function importProblems({ entity, mode, columns, filter, order_by }: CheckedDescriptor): DescriptorProblem[] {
  const problems: DescriptorProblem[] = [];
  const { modes } = ENTITY_RULES[entity];
  if (!modes.includes(mode)) {
    problems.push({ path: ['mode'], message: `The mode of entity ${entity} must be one of ${modes.join(', ')}.` });
  }
  const missing = requiredTargets(entity, mode).filter((wanted) => !columns.some(({ target }) => target === wanted));
  if (missing.length > 0) {
    const message = `Entity ${entity} with mode ${mode} needs a column for: ${missing.join(', ')}.`;
    problems.push({ path: ['columns'], message });
  }
  if (filter) problems.push({ path: ['filter'], message: 'filter goes with the direction export.' });
  if (order_by) problems.push({ path: ['order_by'], message: 'order_by goes with the direction export.' });
  return problems;
}

function exportProblems(descriptor: CheckedDescriptor): DescriptorProblem[] {
  const { entity, columns, format, filter = {}, order_by } = descriptor;
  const { filters, sorts } = exportRulesOf(entity);
  const lost = writeProblems({ mode: 'merge', entity, columns, format }).map((message) => ({
    path: ['columns'],
    message,
  }));
  const unknown = Object.keys(filter).find((field) => !filters.includes(field));
  return [
    ...lost,
    ...(unknown === undefined ? [] : [{ path: ['filter', unknown], message: noFilter(entity, unknown) }]),
    ...(order_by === undefined || sorts.includes(order_by.field)
      ? []
      : [{ path: ['order_by', 'field'], message: `Rows of ${entity} are ordered by one of ${sorts.join(', ')}.` }]),
  ];
}

/** The problem of a filter that an entity does not have. */
export function noFilter(entity: ImportEntity, field: string): string {
  const { filters } = exportRulesOf(entity);
  const known = filters.length === 0 ? 'Its exports have all rows.' : `It has: ${filters.join(', ')}.`;
  return `The entity ${entity} has no filter ${field}. ${known}`;
}

function repeated(targets: readonly string[], index: number): string | undefined {
  const key = targets[index]?.toLowerCase();
  const isFirst = targets.findIndex((target) => target.toLowerCase() === key) === index;
  return isFirst ? undefined : `Two columns have the target ${targets[index]}.`;
}

const CHILDREN_NAME = /^[a-z][a-z0-9_]{0,49}$/;

/** The problem of a column with nested rows. */
function childrenColumnProblem(
  { entity, mode, direction, format }: CheckedDescriptor,
  { target, source, optional: _, children, ...column }: DataColumn,
): string | undefined {
  const name = childrenOfTarget(target);
  if (!children || name === undefined) return 'The field children and a target children.… go together.';
  if (!CHILDREN_NAME.test(name)) return 'children. must be followed by a name of lower-case letters, digits and _.';
  if (entity !== 'product') return 'children goes with the entity product.';
  if (direction === 'import' && mode !== 'merge') return 'children goes with the mode merge.';
  if (source === undefined) return `The column ${target} needs a source.`;
  const plain: Partial<DataColumn> = {
    type: 'string',
    decimal_separator: '.',
    timezone: 'UTC',
    trim: true,
    required: false,
  };
  const other = Object.entries(column).find(([field, value]) => value !== plain[field as keyof DataColumn]);
  if (other)
    return `The column ${target} has children, which can only be combined with source and optional: remove ${other[0]}.`;
  const isTable = format.type === 'csv' || format.type === 'xlsx';
  if (isTable && !isDelimited(children))
    return `The column ${target} needs row_delimiter or value_delimiter: its cell is a text.`;
  return childProblem(children);
}

/** The problem of the columns of nested rows. */
function childProblem(children: ColumnChildren): string | undefined {
  const { entity, columns } = children;
  const { targets, required } = ENTITY_RULES[entity];
  const allowed = targets.filter((target) => target !== 'sku');
  const named = columns.map(({ target }) => target);
  const missing = required.find((target) => target !== 'sku' && !named.includes(target));
  if (missing !== undefined) return `Rows of ${entity} need a column for ${missing}.`;
  for (const [index, column] of columns.entries()) {
    const { target, source, constant } = column;
    if (!allowed.includes(target)) return unknownName('target', target, allowed);
    if (named.indexOf(target) !== index) return `Two columns have the target ${target}.`;
    if (source === undefined && constant === undefined) return `The column ${target} needs a source or a constant.`;
    if (column.apply !== undefined) return 'apply goes with the entity product, except for its mode delete.';
    if (column.carry !== undefined || column.combine !== undefined) return `${target} cannot have carry or combine.`;
    const isPlace = source === undefined || columnPosition(source) !== undefined;
    if (isDelimited(children) && !isPlace) return `The source of ${target} must be a position, such as #1.`;
    const problem = readingProblem(column) ?? lookupProblem(entity, column);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function columnProblem(descriptor: CheckedDescriptor, column: DataColumn): string | undefined {
  if (column.children || childrenOfTarget(column.target) !== undefined) {
    return childrenColumnProblem(descriptor, column) ?? headerProblem(descriptor, column);
  }
  const { entity, format } = descriptor;
  const { target, source, combine, constant } = column;
  const { targets, hasAttributes } = ENTITY_RULES[entity];
  const attribute = hasAttributes ? attributeOfTarget(target) : undefined;
  if (attribute === undefined && !targets.includes(target)) return unknownName('target', target, targets);
  if (attribute === '') return 'attributes. must be followed by the name of an attribute.';
  if (FEED_COLUMNS.some((name) => name === attribute?.toLowerCase())) {
    return `${attribute} is not an attribute: use the target ${attribute?.toLowerCase()}.`;
  }
  const named = attribute === undefined ? undefined : attributeNameSchema.safeParse(attribute);
  if (named && !named.success) return named.error.issues[0]?.message;
  if (named && named.data !== attribute) return `The name of the attribute must be written as ${named.data}.`;
  if (source === undefined && constant === undefined && combine === undefined)
    return `The column ${target} needs a source or a constant.`;
  if (target === REST_TARGET || source === REST_SOURCE) return restProblem(format, column);
  return (
    headerProblem(descriptor, column) ??
    readingProblem(column) ??
    lookupProblem(entity, column) ??
    applyProblem(descriptor, column)
  );
}

function headerProblem({ format }: CheckedDescriptor, column: DataColumn): string | undefined {
  const byName = columnSources([column]).sources.find((name) => columnPosition(name) === undefined);
  const isTable = format.type === 'csv' || format.type === 'xlsx';
  if (!isTable || format.header || byName === undefined) return undefined;
  return `Without a header, the source of ${column.target} must be a position, such as #1.`;
}

function lookupProblem(entity: ImportEntity, { lookup }: DataColumn): string | undefined {
  // An unresolved value would be reported, and all values of customers are personal.
  if (lookup && isPersonal(entity)) return `lookup does not go with the entity ${entity}.`;
  const fields: readonly string[] = lookup ? LOOKUP_FIELDS[lookup.entity] : [];
  if (!lookup || fields.includes(lookup.by)) return undefined;
  return `A lookup of entity ${lookup.entity} goes by ${fields.join(', ')}.`;
}

/** Columns that every new product needs. */
const OF_NEW_PRODUCTS = ['sku', 'product_name'];

function applyProblem({ entity, mode, columns }: CheckedDescriptor, { target, apply }: DataColumn): string | undefined {
  if (apply === undefined || apply === 'always') return undefined;
  if (entity !== 'product' || mode === 'delete')
    return 'apply goes with the entity product, except for its mode delete.';
  if (attributeOfTarget(target) !== undefined) return 'Attributes are always written: remove apply.';
  if (target === 'sku') return 'The SKU identifies the product: remove apply.';
  if (apply === 'on_update' && OF_NEW_PRODUCTS.includes(target)) return `A new product needs ${target}.`;
  const other = { price: 'currency', currency: 'price' }[target];
  if (other === undefined || columns.find((one) => one.target === other)?.apply === apply) return undefined;
  return 'price and currency are written together: give both columns the same apply.';
}

function restProblem(
  { type, header }: CheckedDescriptor['format'],
  { target, source }: DataColumn,
): string | undefined {
  if (target !== REST_TARGET || source !== REST_SOURCE)
    return `The source * and the target ${REST_TARGET} go together.`;
  const isNamed = (type === 'csv' || type === 'xlsx') && header;
  return isNamed ? undefined : `The target ${REST_TARGET} needs a file with a header: CSV or XLSX.`;
}

function readingProblem(column: DataColumn): string | undefined {
  const { type, date_format, decimal_separator, thousands_separator, extract, template } = column;
  if (column.carry !== undefined && column.source === undefined) return 'carry goes with source.';
  if (column.combine !== undefined && !combinedParts(column.combine).some(({ source }) => source !== undefined))
    return 'combine must name a source in braces, such as {Handle}.';
  if (date_format !== undefined && type !== 'date') return 'date_format goes with the type date.';
  if (thousands_separator === decimal_separator) return 'thousands_separator must differ from decimal_separator.';
  if (template !== undefined && extract === undefined) return 'template goes with extract.';
  return date_format === undefined ? undefined : dateFormatProblem(date_format);
}

/**
 * Refuses columns with an invalid `extract`.
 *
 * @param problemOf a pattern, in the engine that will run it; undefined for a valid one
 * @throws Problem `validation_failed` naming them
 */
export function assertPatterns(
  columns: readonly DataColumn[],
  problemOf: (pattern: string) => string | undefined,
): void {
  const errors = columns.flatMap(({ extract }, index) => {
    const problem = extract === undefined ? undefined : problemOf(extract);
    const message = `extract is not a pattern in RE2 syntax: ${problem}.`;
    return problem === undefined ? [] : [{ path: `columns.${index}.extract`, code: 'invalid_format', message }];
  });
  const [first] = errors;
  if (first) throw new Problem('validation_failed', `${first.path}: ${first.message}`, { errors });
}
