import type { ImportEntity, ImportMode } from '@commerce-integration/contract';
import { availabilityRows, discontinuedRows } from './availability.ts';
import { categoryRows, removedCategoryRows } from './category.ts';
import { customerRows, removedCustomerRows } from './customer.ts';
import { orderUpdateRows } from './order-update.ts';
import { priceRows, removedPriceRows } from './price.ts';
import { attributeRows, removedAttributeRows } from './product-attribute.ts';
import type { RowService } from './row-service.ts';

interface Services {
  /** The service for modes without a service of their own. Null: loaded like a feed. */
  readonly rows: RowService | null;
  readonly ofModes?: Readonly<Partial<Record<ImportMode, RowService>>>;
}

const SERVICES: Readonly<Record<ImportEntity, Services>> = {
  product: { rows: null, ofModes: { delete: discontinuedRows } },
  product_attribute: { rows: attributeRows, ofModes: { delete: removedAttributeRows } },
  availability: { rows: availabilityRows },
  price: { rows: priceRows, ofModes: { delete: removedPriceRows } },
  // Only exported.
  order: { rows: null },
  category: { rows: categoryRows, ofModes: { delete: removedCategoryRows } },
  customer: {
    rows: customerRows('merge'),
    ofModes: {
      insert_only: customerRows('insert_only'),
      update_only: customerRows('update_only'),
      delete: removedCustomerRows,
    },
  },
  order_update: { rows: orderUpdateRows },
};

/** The service of an entity in a mode; null if its rows are loaded like those of a feed. */
export function rowService(entity: ImportEntity, mode: ImportMode): RowService | null {
  const { rows, ofModes = {} } = SERVICES[entity];
  return ofModes[mode] ?? rows;
}
