import { type Availability, normaliseAvailability } from '@commerce-integration/contract';
import { setAvailabilities } from '../../catalog/apply-product-updates.ts';
import type { ImportScope, ProductRow, RowOutcome, RowService } from './row-service.ts';

/** Sets the availability of products. */
export const availabilityRows: RowService = {
  check({ availability: text }) {
    const problem = { column: 'availability', code: 'required', message: 'availability must not be empty.' } as const;
    if (!text) return { problem };
    const availability = normaliseAvailability(text);
    if (availability !== undefined) return { values: { availability } };
    const message =
      'availability must be in_stock, out_of_stock, preorder, backorder, discontinued or a usual spelling; a map of the column can translate others.';
    return { problem: { column: 'availability', code: 'invalid_value', message, value: text } };
  },
  apply: (scope, rows, at) => applyAvailabilities(scope, rows, at, ({ values }) => values.availability as Availability),
};

/** Sets products to `discontinued`: none is ever taken out, because orders name them. */
export const discontinuedRows: RowService = {
  check: () => ({ values: {} }),
  apply: (scope, rows, at) => applyAvailabilities(scope, rows, at, () => 'discontinued'),
};

async function applyAvailabilities(
  { em, partnerId, jobId }: ImportScope,
  rows: readonly ProductRow[],
  at: Date,
  availabilityOf: (row: ProductRow) => Availability,
): Promise<RowOutcome[]> {
  const changes = rows.map((row) => ({ productId: row.productId, availability: availabilityOf(row) }));
  const changed = new Set(await setAvailabilities(em, changes, { partnerId, jobId, at }));
  return rows.map((_, index) => (changed.has(index) ? 'updated' : 'unchanged'));
}
