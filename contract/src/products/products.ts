import { z } from 'zod';
import { priceSourceSchema } from '../prices/price-source.ts';
import { PRODUCT_EXAMPLE } from '../shared/examples.ts';
import { feedIdSchema, jobIdSchema, partnerIdSchema, productIdSchema, salesChannelIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema } from '../shared/money.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { numberText } from '../shared/plain-number.ts';
import { keyFilterSchema, lineSchema, oneOf, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeQuerySchema, timeSchema } from '../shared/time.ts';
import { AVAILABILITIES } from './availability.ts';

export const availabilitySchema = oneOf('availability', AVAILABILITIES);

export const productSchema = z
  .object({
    product_id: productIdSchema,
    feed_id: feedIdSchema.nullable().meta({ description: 'The feed that last inserted or changed the product.' }),
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    sku: z.string(),
    product_name: z.string(),
    description: z.string().nullable(),
    brand: z.string().nullable(),
    category: z.string().nullable(),
    price: amountSchema.nullable(),
    currency: z.string().nullable(),
    price_source: priceSourceSchema.nullable().optional().meta({
      description: 'The source of `price`; only with `as_of` or `sales_channel_id`.',
    }),
    availability: availabilitySchema.nullable(),
    attributes: z.record(z.string(), z.string()).meta({ description: 'Other columns of the feed.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Product', examples: [PRODUCT_EXAMPLE] });
export type Product = z.infer<typeof productSchema>;

export const PRODUCT_SORTS = [
  'product_id',
  'created_at',
  'updated_at',
  'price',
  'product_name',
  'brand',
  'category',
] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];
export const ORDERS = ['asc', 'desc'] as const;

/** A bound of prices. */
export const priceBoundSchema = (name: string) =>
  z
    .number({ error: `${name} must be a number.` })
    .min(0, { error: `${name} must not be negative.` })
    .max(1e12, { error: `${name} must not be over 1000000000000.` });

const price = (name: string) => numberText(priceBoundSchema(name));

/** The filters of a list or an export of products. */
export const productFilters = {
  partner_name: partnerNameFilter.optional(),
  sku: keyFilterSchema('sku', LIMITS.skuLength).optional(),
  brand: lineSchema('brand', LIMITS.brandLength).optional(),
  category: lineSchema('category', LIMITS.categoryLength).optional(),
  availability: availabilitySchema.optional(),
  price_min: price('price_min').optional(),
  price_max: price('price_max').optional(),
  updated_since: timeQuerySchema.optional().meta({
    description:
      'Products changed at or after this time, including all changes of loads and batches that were running at that time: if you send the time of the previous query, you miss nothing.',
  }),
  q: lineSchema('q', LIMITS.searchLength)
    .optional()
    .meta({ description: 'Search words; each must occur in the name, brand or SKU.' }),
};

/** Parameters that show the prices in force at a time or in a channel, instead of those of the feeds. */
const pricesInForce = {
  as_of: timeQuerySchema.optional().meta({
    description:
      'Shows the price in force at this time, past or future; all other fields are current. The price is null for products that did not exist yet. Cannot be combined with `price_min`, `price_max` or `sort_by=price`, which use the feed price.',
  }),
  sales_channel_id: salesChannelIdSchema
    .optional()
    .meta({ description: 'Shows the price in force in this channel, now or at `as_of`.' }),
};

interface PricesAsked {
  as_of?: string | undefined;
  sales_channel_id?: string | undefined;
  price_min?: number | undefined;
  price_max?: number | undefined;
  sort_by: (typeof PRODUCT_SORTS)[number];
}

/** Filters and sorting by price use the feed's price, which would be confusing beside another price in the results. */
function looksAtOnePrice({ as_of, sales_channel_id, price_min, price_max, sort_by }: PricesAsked): boolean {
  const feedPrice = price_min !== undefined || price_max !== undefined || sort_by === 'price';
  return !feedPrice || (as_of === undefined && sales_channel_id === undefined);
}

const twoPrices = {
  path: ['as_of'],
  error:
    'as_of and sales_channel_id do not go with price_min, price_max and sort_by=price, which look at the price of the feed.',
};

const listQuery = {
  ...pricesInForce,
  ...productFilters,
  sort_by: oneOf('sort_by', PRODUCT_SORTS)
    .default('product_id')
    .meta({ description: 'Empty values always come last.' }),
  order: z.enum(ORDERS, { error: 'Invalid order value. Allowed values: asc, desc.' }).default('asc'),
  ...pageQuery,
};

export const listProductsQuerySchema = z
  .object({ ...listQuery, feed_id: feedIdSchema.optional() })
  .refine(looksAtOnePrice, twoPrices);
export type ListProductsQuery = z.infer<typeof listProductsQuerySchema>;

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;

const fieldChangeSchema = z
  .object({
    field: z.string().meta({ description: 'The field name; `attributes.<name>` for an attribute.' }),
    from: z.string().nullable(),
    to: z.string().nullable(),
  })
  .meta({ id: 'FieldChange' });
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const productChangeSchema = z
  .object({
    changed_at: timeSchema,
    feed_id: feedIdSchema.nullable().meta({ description: 'Null if an operations batch changed it.' }),
    job_id: jobIdSchema,
    price_from: amountSchema.nullable().meta({
      description:
        'Null without a price. This and the fields below are null if neither price nor availability changed.',
    }),
    price_to: amountSchema.nullable(),
    currency_from: z.string().nullable(),
    currency_to: z.string().nullable(),
    availability_from: availabilitySchema.nullable(),
    availability_to: availabilitySchema.nullable(),
    fields: z.array(fieldChangeSchema).meta({
      description: `All fields that changed; for changes older than ${LIMITS.undoDays} days, only price, currency and availability.`,
    }),
  })
  .meta({ id: 'ProductChange', description: 'One change of a product.' });
export type ProductChange = z.infer<typeof productChangeSchema>;

const productPath = z.object({ product_id: productIdSchema });
const read = { access: 'products:read' } as const;
const conditional = z.object({
  'if-none-match': z
    .string()
    .max(LIMITS.ifNoneMatchLength, { error: `If-None-Match is longer than ${LIMITS.ifNoneMatchLength} characters.` })
    .optional()
    .meta({ description: 'An earlier `ETag`.' }),
});

export const productsContract = c.router(
  {
    listProducts: {
      method: 'GET',
      path: '/products',
      summary: 'List products',
      description:
        "All filters must match. With a partner's key: its own products; with the operator's key: those of all partners.",
      metadata: { ...read, reads: 'replica' },
      headers: conditional,
      query: listProductsQuerySchema,
      responses: { 200: listOf(productSchema), 304: c.noBody() },
    },
    exportProducts: {
      method: 'GET',
      path: '/products/export',
      summary: 'Stream all matching products as CSV or JSON lines',
      description:
        'The CSV is a valid feed: if you upload it, every row is unchanged. For products of several partners, use JSON lines. Prices are those of the feeds, not the ones in force.',
      metadata: { ...read, download: true, reads: 'replica' },
      query: z.object({
        ...productFilters,
        feed_id: feedIdSchema.optional(),
        format: oneOf('format', EXPORT_FORMATS).default('csv'),
      }),
      responses: { 200: c.otherResponse({ contentType: 'text/csv', body: z.string() }) },
    },
    listProductsByFeed: {
      method: 'GET',
      path: '/products/by-feed/:feed_id',
      summary: 'List the products that a feed last inserted or changed',
      description: 'Unchanged products are not listed: they keep the feed that last changed them.',
      metadata: { ...read, reads: 'replica' },
      pathParams: z.object({ feed_id: feedIdSchema }),
      headers: conditional,
      query: z.object(listQuery).refine(looksAtOnePrice, twoPrices),
      responses: { 200: listOf(productSchema), 304: c.noBody(), ...problems(404) },
    },
    getProduct: {
      method: 'GET',
      path: '/products/:product_id',
      summary: 'Get a product',
      description: 'The product after the last load or batch.',
      metadata: read,
      pathParams: productPath,
      headers: conditional,
      responses: { 200: productSchema, 304: c.noBody(), ...problems(404) },
    },
    listProductHistory: {
      method: 'GET',
      path: '/products/:product_id/history',
      summary: 'List the changes of a product, newest first',
      description:
        'Each change has the changed fields with their values before and after, and the feed and job that made it. Price and availability changes are kept permanently; changes of other fields for a limited time.',
      metadata: { ...read, reads: 'replica' },
      pathParams: productPath,
      query: z.object(pageQuery),
      responses: { 200: listOf(productChangeSchema), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
