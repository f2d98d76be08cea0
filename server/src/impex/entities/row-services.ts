import type { ImportEntity, ImportMode } from '@commerce-integration/contract';
import { availabilityRows, discontinuedRows } from './availability.ts';
import { categoryRows, removedCategoryRows } from './category.ts';
import { orderUpdateRows } from './order-update.ts';
import { priceRows, removedPriceRows } from './price.ts';
import { attributeRows, removedAttributeRows } from './product-attribute.ts';
import type { RowService } from './row-service.ts';

/** The service of each entity, and that of its mode `delete`. Null: loaded as a feed is. */
const SERVICES: Readonly<Record<ImportEntity, { rows: RowService | null; removed?: RowService }>> = {
  product: { rows: null, removed: discontinuedRows },
  product_attribute: { rows: attributeRows, removed: removedAttributeRows },
  availability: { rows: availabilityRows },
  price: { rows: priceRows, removed: removedPriceRows },
  // Exports alone.
  order: { rows: null },
  category: { rows: categoryRows, removed: removedCategoryRows },
  order_update: { rows: orderUpdateRows },
};

/** The service of an entity in a mode; null where its rows are loaded as those of a feed are. */
export function rowService(entity: ImportEntity, mode: ImportMode): RowService | null {
  const { rows, removed } = SERVICES[entity];
  return mode === 'delete' && removed ? removed : rows;
}
