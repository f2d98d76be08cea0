import {
  attributeOfTarget,
  DEFAULT_CURRENCY,
  type ImportedFile,
  type ImportProblem,
  isPersonal,
  JobNotes,
  type Operation,
} from '@commerce-integration/contract';
import {
  childPosition,
  cutProblem,
  type ReadDefinition,
  type RowValues,
  withoutValue,
} from '@commerce-integration/contract/rules';
import { executeOperation } from '../batches/mock-operations.ts';
import { loadFile } from '../catalog/mock-load.ts';
import { productsOf } from '../catalog/mock-write-products.ts';
import type { JobErrorRow, JobRow, ProductRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import type { CheckedRow } from './mock-check-row.ts';
import { importCategories, importCustomerRows } from './mock-import-entities.ts';
import { setPrice } from './mock-import-prices.ts';

export type Counts = Pick<ImportedFile, 'processed' | 'inserted' | 'updated' | 'unchanged' | 'skipped'>;

export const NOTHING: Counts = { processed: 0, inserted: 0, updated: 0, unchanged: 0, skipped: 0 };

interface AppliedFile {
  definition: ReadDefinition;
  errors: JobErrorRow[];
}

/** Applies rows that were read without problems; those that are refused are added to `errors`. */
export function applyRows(tables: MockTables, job: JobRow, task: AppliedFile, rows: CheckedRow[]): Counts {
  if (task.definition.entity === 'product') return importProducts(tables, job, task, rows);
  const counts = { ...NOTHING };
  outcomesOf(tables, job, task.definition, rows).forEach((outcome, index) => {
    counts[typeof outcome === 'string' ? outcome : 'skipped'] += 1;
    if (typeof outcome !== 'string') reject(task.errors, task.definition, rows[index] as CheckedRow, [outcome]);
  });
  return counts;
}

type Outcome = 'inserted' | 'updated' | 'unchanged' | 'skipped' | ImportProblem;

/** Applies rows of other entities than products. @returns what became of each, in their order */
export function outcomesOf(
  tables: MockTables,
  job: JobRow,
  { entity, mode }: ReadDefinition,
  rows: readonly CheckedRow[],
): readonly Outcome[] {
  const { partnerId } = job;
  const named = rows.map((row) => row.named);
  const at = tables.timeOfChange();
  if (entity === 'category') return importCategories(tables, partnerId, { mode, rows: named, at });
  if (entity === 'customer') return importCustomerRows(tables, partnerId, mode, named);
  const products = new Map(productsOf(tables, partnerId).map(({ id, shown }) => [shown.sku, id]));
  return rows.map((row) => {
    const product = tables.products.get(products.get(row.sku ?? '') ?? 0);
    if (!product) throw new Error(`Line ${row.line} names no product`);
    if (entity === 'price') return setPrice(tables, product, row.named, at);
    return execute(tables, job, product, row.named, at);
  });
}

function importProducts(
  tables: MockTables,
  job: JobRow,
  { definition, errors }: AppliedFile,
  rows: readonly CheckedRow[],
): Counts {
  const columns = definition.columns.map(({ target }, index) => ({ target, index }));
  const known = columns.filter(({ target }) => attributeOfTarget(target) === undefined);
  const attributes = columns.flatMap(({ target, index }) => {
    const name = attributeOfTarget(target);
    return name === undefined ? [] : [{ name, index }];
  });
  const layout = {
    width: columns.length,
    columns: Object.fromEntries(known.map(({ target, index }) => [target, index])),
    attributes,
  };
  const records = rows.map(({ line, values }) => {
    const cells = values.map((value) => value ?? '');
    return { line, begin: 0, end: 0, cells, mayHaveNul: true, problem: undefined, warning: undefined };
  });
  const outcome = loadFile(tables, job, {
    feedId: null,
    file: { layout, records, notes: new JobNotes(), failure: undefined },
    mode: 'incremental',
    validate_only: false,
    max_error_ratio: 1,
    max_removed_ratio: 0,
    defaultCurrency: tables.partners.get(job.partnerId)?.shown.default_currency ?? DEFAULT_CURRENCY,
  });
  errors.push(...outcome.errors);
  const { processed, inserted, updated, unchanged, skipped } = outcome.result;
  return { processed, inserted, updated, unchanged, skipped };
}

/** Sets what a row says of a product, as an operation of a batch does. */
function execute(
  tables: MockTables,
  job: JobRow,
  product: ProductRow,
  { availability, name, value = null }: RowValues,
  at: number,
): Outcome {
  const about = { operation_id: 'import', product: { id: product.shown.product_id } };
  const operation = availability
    ? { '@type': 'ProductAvailabilityUpdate', ...about, availability }
    : { '@type': 'ProductAttributesUpdate', ...about, attributes: { [name ?? '']: value } };
  const problem = executeOperation(tables, job, operation as Operation, at);
  if (problem) return { column: 'value', code: 'invalid_value', message: problem.message };
  return tables.products.get(product.id) === product ? 'unchanged' : 'updated';
}

/** Adds the problems of a row to `errors`. */
export function reject(
  errors: JobErrorRow[],
  { entity }: Pick<ReadDefinition, 'entity'>,
  { line, item = 0, sku }: CheckedRow,
  problems: readonly ImportProblem[],
): void {
  problems.forEach((found, index) => {
    const problem = cutProblem(isPersonal(entity) ? withoutValue(found) : found);
    const position = childPosition(item) + index;
    errors.push({ line, ...(sku === null ? {} : { sku }), ...problem, severity: 'error', position });
  });
}
