import {
  type DataDefinition,
  type DataPreview,
  type DataPreviewRow,
  type DataSample,
  type ImportProblem,
  LIMITS,
} from '@commerce-integration/contract';
import { readableSku } from '@commerce-integration/contract/feed-file';
import {
  childDefinitions,
  completeLines,
  type MappedRow,
  type ReadDefinition,
  type RowValues,
  rowProblem,
  unknownProduct,
  withoutChildren,
} from '@commerce-integration/contract/rules';
import { sqlOf } from '../../database/queryable.ts';
import type { FieldCipher } from '../../encryption/field-cipher.ts';
import type { PlanScope, RowPlan, RowService } from '../entities/row-service.ts';
import { rowService } from '../entities/row-services.ts';
import { ImportRefused } from '../import-refused.ts';
import { mapRows } from '../map-rows.ts';
import { concreteDefinition } from '../readers/read-file.ts';
import { resolvedRows } from '../resolve-lookups.ts';
import { sampleBytes } from './detect-definition.ts';
import { assertWhole } from './detect-workbook.ts';
import { type Planned, planProducts, type ReadRow } from './plan-products.ts';

const LEFT_OUT: Planned = { outcome: 'skipped' };

/** The first rows of a sample, read with a definition, and what an import would do with them. Writes nothing. */
export async function previewRows(
  scope: PlanScope,
  definition: DataDefinition,
  sample: DataSample,
): Promise<DataPreview> {
  const preview = await previewOwnRows(scope, definition, sample);
  const rows = [...preview.rows];
  const newSkus = preview.rows.flatMap(({ values, outcome }) =>
    outcome === 'inserted' ? (readableSku(values.sku ?? '') ?? []) : [],
  );
  for (const [children, child] of childDefinitions(definition)) {
    const within = await previewOwnRows(scope, child, sample, newSkus);
    rows.push(...within.rows.map((row) => ({ children, ...row })));
  }
  return { ...preview, rows };
}

/**
 * @param newSkus of products that the same file would create: rows about them are not rejected for a missing product
 */
async function previewOwnRows(
  scope: PlanScope,
  definition: ReadDefinition,
  sample: DataSample,
  newSkus: readonly string[] = [],
): Promise<DataPreview> {
  const { read: own, rows, error: readError } = await firstRows(scope, definition, sample);
  const targets = own.columns.map(({ target }) => target);
  const read = rows.map(({ line, values, problems, unresolved, isLeftOut = false }): ReadRow => {
    const named = Object.fromEntries(targets.map((target, index) => [target, values[index] ?? null]));
    const found = problems.length > 0 ? problems : (unresolved ?? []);
    return { line, values: named, problems: found, isLeftOut };
  });
  const service = rowService(definition.entity, definition.mode);
  const wanted = read.filter(({ isLeftOut }) => !isLeftOut);
  const { plans, error = readError } = service
    ? await planRows(scope, service, wanted, newSkus)
    : { plans: await planProducts(scope, own, wanted) };
  const planOf = new Map(wanted.map((row, index) => [row, plans[index] as Planned]));
  return {
    rows: read.map((row): DataPreviewRow => {
      const { outcome, problems = row.problems } = planOf.get(row) ?? LEFT_OUT;
      return { line: row.line, values: { ...row.values }, outcome, problems: [...problems] };
    }),
    ...(error === undefined ? {} : { error }),
  };
}

/** The rows, and the definition that they were read with, resolved for this file. */
async function firstRows(
  { em, partnerId }: PlanScope,
  definition: ReadDefinition,
  sample: DataSample,
): Promise<{ read: ReadDefinition; rows: MappedRow[]; error?: string }> {
  // A text sample is no longer in the file's encoding.
  const encoding = sample.sample === undefined ? definition.format.encoding : 'utf-8';
  const isOfLines = definition.format.type === 'csv' || definition.format.type === 'jsonl';
  const sent = sampleBytes(sample);
  const bytes = sample.is_cut && isOfLines ? completeLines(sent, encoding) : sent;
  let read = { ...definition, format: { ...definition.format, encoding } };
  const rows: MappedRow[] = [];
  const firstOnes = () => rows.slice(0, LIMITS.previewRows);
  try {
    if (read.format.type === 'xlsx') assertWhole(sent, sample.is_cut);
    read = withoutChildren(await concreteDefinition(read, () => once(bytes)));
    const mapped = mapRows(once(bytes), read, { isCut: sample.is_cut });
    for await (const more of resolvedRows(mapped, read.columns, sqlOf(em), partnerId)) {
      rows.push(...more);
      if (rows.length >= LIMITS.previewRows) break;
    }
    return { read, rows: firstOnes() };
  } catch (error) {
    if (error instanceof ImportRefused) return { read, rows: firstOnes(), error: error.message };
    throw error;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The planned outcomes of rows, and why nothing of their file would be imported. */
interface PlannedRows {
  readonly plans: readonly Planned[];
  readonly error?: string;
}

/** Plans the outcomes of rows that a service imports. If it refuses the file, all are rejected. */
async function planRows(
  scope: PlanScope,
  service: RowService,
  rows: readonly ReadRow[],
  newSkus: readonly string[],
): Promise<PlannedRows> {
  const skus = service.about === 'product' ? rows.flatMap(({ values }) => readableSku(values.sku ?? '') ?? []) : [];
  // A number that no product has: nothing is stored for a new one yet.
  const products = new Map([
    ...newSkus.map((sku, index) => [sku, -1 - index] as const),
    ...(await productsOf(scope, skus)),
  ]);
  const planned = rows.map((row) => judged(service, row, products, scope.cipher));
  const known = planned.flatMap((one) => ('row' in one ? [one.row] : []));
  const found = await outcomesOf(scope, service, known);
  let next = 0;
  const plans = planned.map((one): Planned => {
    if (!('row' in one)) return { outcome: 'rejected', problems: one.problems };
    if ('error' in found) return { outcome: 'rejected' };
    const outcome = found.outcomes[next++] ?? 'unchanged';
    return typeof outcome === 'string' ? { outcome } : { outcome: 'rejected', problems: [outcome] };
  });
  return { plans, ...('error' in found ? found : {}) };
}

/** The outcomes of rows in order, or why they cannot be imported together. */
async function outcomesOf(
  scope: PlanScope,
  service: RowService,
  rows: readonly JudgedRow[],
): Promise<Pick<RowPlan, 'outcomes'> | { error: string }> {
  try {
    return await service.plan(scope, rows, new Date());
  } catch (error) {
    if (error instanceof ImportRefused) return { error: error.message };
    throw error;
  }
}

interface JudgedRow {
  readonly productId: number;
  readonly values: RowValues;
}

type Judged = { readonly row: JudgedRow } | { readonly problems: readonly ImportProblem[] };

function judged(
  service: RowService,
  { values, problems }: ReadRow,
  products: ReadonlyMap<string, number>,
  cipher: FieldCipher,
): Judged {
  if (problems.length > 0) return { problems };
  const problem = rowProblem(values, service.about === 'product');
  const checked = problem ? { problem } : service.check(values, cipher);
  if ('problem' in checked) return { problems: [checked.problem] };
  if (service.about === null) return { row: { productId: 0, values: checked.values } };
  const sku = readableSku(values.sku ?? '') ?? '';
  const productId = products.get(sku);
  return productId === undefined ? { problems: [unknownProduct(sku)] } : { row: { productId, values: checked.values } };
}

/** Tenancy: the products of the partner that the preview is for. */
async function productsOf({ em, partnerId }: PlanScope, skus: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sqlOf(em).query<{ id: string; sku: string }>(
    'select id, sku from product where partner_id = $1 and sku = any($2::text[])',
    [partnerId, [...new Set(skus)].filter((sku) => sku.isWellFormed())],
  );
  return new Map(rows.map(({ id, sku }) => [sku, Number(id)]));
}
