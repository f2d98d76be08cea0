import type { DataDefinition, ImportEntity } from '@commerce-integration/contract';
import { readableSku } from '@commerce-integration/contract/feed-file';
import {
  attributeValues,
  availabilityValues,
  type CheckedValues,
  categoryValues,
  customerKey,
  customerRow,
  type MappedRow,
  priceEntry,
  type RowValues,
  rowProblem,
  unknownProduct,
} from '@commerce-integration/contract/rules';
import { productsOf } from '../catalog/mock-write-products.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** A row as its entity takes it. */
export interface CheckedRow extends MappedRow {
  /** Null where the rows are about no product, or it cannot be read. */
  sku: string | null;
  named: RowValues;
}

type Check = (values: RowValues, mode: DataDefinition['mode']) => CheckedValues;

/** Products are checked as they are loaded. */
const CHECKS: Partial<Record<ImportEntity, Check>> = {
  availability: availabilityValues,
  product_attribute: attributeValues,
  price: (values) => {
    const entry = priceEntry(values, new Date());
    return 'code' in entry ? { problem: entry } : { values };
  },
  category: (values, mode) => categoryValues(values, mode === 'delete' ? mode : 'merge'),
  customer: (values, mode) => {
    const found = mode === 'delete' ? customerKey(values) : customerRow(values);
    return typeof found === 'object' && 'code' in found ? { problem: found } : { values };
  },
};

/** Makes the check of rows, for products as they are now. */
export function rowChecker(
  tables: MockTables,
  partnerId: number,
  { entity, mode, columns }: DataDefinition,
): (row: MappedRow) => CheckedRow {
  const skus = new Set(productsOf(tables, partnerId).map(({ shown }) => shown.sku));
  const check = CHECKS[entity];
  return (row) => {
    const values = Object.fromEntries(columns.map(({ target }, index) => [target, row.values[index] ?? null]));
    const isAboutProduct = 'sku' in values && check !== undefined;
    const sku = readableSku(values.sku ?? '');
    if (row.problems.length > 0 || row.isLeftOut || !check) return { ...row, sku, named: values };
    const problem = rowProblem(values, isAboutProduct);
    const checked = problem ? { problem } : check(values, mode);
    if ('problem' in checked) return { ...row, sku, named: values, problems: [checked.problem] };
    if (isAboutProduct && !skus.has(sku ?? ''))
      return { ...row, sku, named: values, problems: [unknownProduct(sku ?? '')] };
    return { ...row, sku, named: checked.values };
  };
}
