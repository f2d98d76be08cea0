import { z } from 'zod';
import { orderStatusSchema } from '../orders/order.ts';
import { ORDERS, PRODUCT_SORTS, priceBoundSchema, productFilters } from '../products/products.ts';
import { salesChannelIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, keyFilterSchema, oneOf } from '../shared/request-schemas.ts';
import { createdRangeQuery } from '../shared/time.ts';
import type { ImportEntity } from './entities.ts';

const { sku, brand, category, availability, updated_since, q } = productFilters;

const hoursError = `Hours must be a whole number from 1 to ${LIMITS.exportFilterHours}.`;
const hoursSchema = z
  .int({ error: hoursError })
  .min(1, { error: hoursError })
  .max(LIMITS.exportFilterHours, { error: hoursError });

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
  q,
};

const orderFilterFields = {
  status: orderStatusSchema.optional(),
  sales_channel: salesChannelIdSchema.optional().meta({ description: 'Orders of this sales channel.' }),
  ...createdRangeQuery,
  created_within_hours: hoursSchema
    .optional()
    .meta({ description: 'Created within this number of hours before the export request.', 'x-unit': 'hours' }),
};

const commonFilterFields = {
  updated_since,
  updated_within_hours: hoursSchema
    .optional()
    .meta({ description: 'Changed within this number of hours before the export request.', 'x-unit': 'hours' }),
};

/** Selects the rows of an export. All given fields must match. */
export const exportFilterSchema = fieldsOf({
  ...productFilterFields,
  ...orderFilterFields,
  ...commonFilterFields,
}).meta({
  id: 'ExportFilter',
  examples: [{ brand: 'Acme', availability: 'in_stock' }],
});
export type ExportFilter = z.infer<typeof exportFilterSchema>;

const EXPORT_SORTS = [...PRODUCT_SORTS, 'order_id', 'category_id', 'code', 'name'] as const;
type ExportSort = (typeof EXPORT_SORTS)[number];
const ORDER_SORTS: readonly ExportSort[] = ['order_id', 'created_at', 'updated_at'];
const CATEGORY_SORTS: readonly ExportSort[] = ['category_id', 'code', 'name', 'created_at', 'updated_at'];

/** The order of the rows of an export. */
export const exportOrderSchema = fieldsOf({
  field: oneOf('field', EXPORT_SORTS),
  order: z
    .enum(ORDERS, { error: 'Invalid order value. Allowed values: asc, desc.' })
    .optional()
    .meta({ description: '`asc` by default. Empty values always come last.' }),
}).meta({ id: 'ExportOrder', examples: [{ field: 'product_name' }] });
export type ExportOrder = z.infer<typeof exportOrderSchema>;

const COMMON = Object.keys(commonFilterFields);
const PRODUCT_RULES = { filters: [...Object.keys(productFilterFields), ...COMMON], sorts: PRODUCT_SORTS };
const ORDER_RULES = { filters: [...Object.keys(orderFilterFields), ...COMMON], sorts: ORDER_SORTS };
const CATEGORY_RULES = { filters: COMMON, sorts: CATEGORY_SORTS };

/** The filters and sorts of an entity's exports: its own, or those of the products that the rows are about. */
export function exportRulesOf(entity: ImportEntity): { filters: readonly string[]; sorts: readonly string[] } {
  if (entity === 'category') return CATEGORY_RULES;
  return entity === 'order' ? ORDER_RULES : PRODUCT_RULES;
}

const HOUR_MS = 3_600_000;

/** Replaces hours in a filter by times. @param at when the export was requested */
export function filterAt(
  { created_within_hours, updated_within_hours, ...filter }: ExportFilter,
  at: Date,
): ExportFilter {
  return {
    ...filter,
    ...latest('created_from', filter.created_from, created_within_hours, at),
    ...latest('updated_since', filter.updated_since, updated_within_hours, at),
  };
}

function latest(
  name: 'created_from' | 'updated_since',
  given: string | undefined,
  hours: number | undefined,
  at: Date,
) {
  if (hours === undefined) return {};
  const time = new Date(at.getTime() - hours * HOUR_MS).toISOString();
  return { [name]: given !== undefined && given > time ? given : time };
}
