import { z } from 'zod';
import { ORDERS, PRODUCT_SORTS, priceBoundSchema, productFilters } from '../products/products.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, keyFilterSchema } from '../shared/request-schemas.ts';
import type { ImportEntity } from './entities.ts';

const { sku, brand, category, availability, updated_since, q } = productFilters;

const productFilterFields = {
  sku,
  sku_prefix: keyFilterSchema('sku_prefix', LIMITS.skuLength)
    .optional()
    .meta({ description: 'Products whose SKU begins with it.' }),
  brand,
  category,
  availability,
  price_min: priceBoundSchema('price_min').optional(),
  price_max: priceBoundSchema('price_max').optional(),
  updated_since,
  q,
};

/** Which rows an export has. All fields that are given must hold. */
export const exportFilterSchema = fieldsOf(productFilterFields).meta({
  id: 'ExportFilter',
  examples: [{ brand: 'Acme', availability: 'in_stock' }],
});
export type ExportFilter = z.infer<typeof exportFilterSchema>;

/** The order of the rows of an export. */
export const exportOrderSchema = fieldsOf({
  field: z.enum(PRODUCT_SORTS, { error: `Invalid field value. Allowed values: ${PRODUCT_SORTS.join(', ')}` }),
  order: z
    .enum(ORDERS, { error: 'Invalid order value. Allowed values: asc, desc.' })
    .optional()
    .meta({ description: '`asc` where it is left out. Empty values come last in either order.' }),
}).meta({ id: 'ExportOrder', examples: [{ field: 'product_name' }] });
export type ExportOrder = z.infer<typeof exportOrderSchema>;

const PRODUCT_FILTERS = Object.keys(productFilterFields) as (keyof ExportFilter)[];

/** The filters and sorts of an entity's exports. */
export function exportRulesOf(_entity: ImportEntity): { filters: readonly string[]; sorts: readonly string[] } {
  return { filters: PRODUCT_FILTERS, sorts: PRODUCT_SORTS };
}
