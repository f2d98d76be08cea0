import type { Availability } from '@commerce-integration/contract';
import { availabilityValues } from '@commerce-integration/contract/rules';
import { setAvailabilities } from '../../catalog/apply-product-updates.ts';
import { sqlOf } from '../../database/queryable.ts';
import type { ProductRow, ProductRowService, RowPlan, RowScope } from './row-service.ts';

/** Sets the availability of products. */
export const availabilityRows: ProductRowService = {
  about: 'product',
  refersTo: ['product'],
  check: availabilityValues,
  plan: (scope, rows) => planAvailabilities(scope, rows, ({ values }) => values.availability as Availability),
};

/** Sets products to `discontinued`: they are never deleted, because orders refer to them. */
export const discontinuedRows: ProductRowService = {
  about: 'product',
  refersTo: ['product'],
  check: () => ({ values: {} }),
  plan: (scope, rows) => planAvailabilities(scope, rows, () => 'discontinued'),
};

async function planAvailabilities(
  { em, partnerId }: RowScope,
  rows: readonly ProductRow[],
  availabilityOf: (row: ProductRow) => Availability,
): Promise<RowPlan> {
  const { rows: products } = await sqlOf(em).query<{ id: string; availability: Availability | null }>(
    'select id, availability from product where partner_id = $1 and id = any($2::bigint[])',
    [partnerId, [...new Set(rows.map(({ productId }) => productId))]],
  );
  const current = new Map(products.map(({ id, availability }) => [Number(id), availability]));
  const changes: { productId: number; availability: Availability }[] = [];
  const outcomes = rows.map((row) => {
    const { productId } = row;
    const availability = availabilityOf(row);
    if (current.get(productId) === availability) return 'unchanged';
    current.set(productId, availability);
    changes.push({ productId, availability });
    return 'updated';
  });
  return {
    outcomes,
    write: async ({ jobId, at }) => {
      await setAvailabilities(em, changes, { partnerId, jobId, at }, { isUndoable: true });
    },
  };
}
