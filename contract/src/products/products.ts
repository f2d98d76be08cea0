import { z } from 'zod';
import { priceSourceSchema } from '../prices/price-source.ts';
import { PRODUCT_EXAMPLE } from '../shared/examples.ts';
import { feedIdSchema, jobIdSchema, partnerIdSchema, productIdSchema, salesChannelIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema } from '../shared/money.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { numberText } from '../shared/plain-number.ts';
import { keyFilterSchema, lineSchema, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeQuerySchema, timeSchema } from '../shared/time.ts';
import { availabilitySchema } from './availability-schema.ts';

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
      description: 'Where `price` comes from; only where `as_of` or `sales_channel_id` was asked for.',
    }),
    availability: availabilitySchema.nullable(),
    attributes: z.record(z.string(), z.string()).meta({ description: "The feed's other columns." }),
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
      'Changed at or after this time, and all that a load or batch has changed that was under way then: who asks with the time of the last answer misses nothing.',
  }),
  q: lineSchema('q', LIMITS.searchLength)
    .optional()
    .meta({ description: 'Words that name, brand or SKU contain; all must match.' }),
};

/** Parameters that show the prices in force at a time or in a channel, instead of those of the feeds. */
const pricesInForce = {
  as_of: timeQuerySchema.optional().meta({
    description:
      'Shows the price in force at this time, past or future, and all else as it is now. Null for a product that did not exist yet. Does not go with `price_min`, `price_max` or `sort_by=price`, which look at the price of the feed.',
  }),
  sales_channel_id: salesChannelIdSchema
    .optional()
    .meta({ description: 'Shows the price in force in this channel; now, where `as_of` is left out.' }),
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
  sort_by: z
    .enum(PRODUCT_SORTS, { error: `Invalid sort_by value. Allowed values: ${PRODUCT_SORTS.join(', ')}` })
    .default('product_id')
    .meta({ description: 'Empty values come last in either order.' }),
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
    field: z.string().meta({ description: 'Its name; `attributes.<name>` of an attribute.' }),
    from: z.string().nullable(),
    to: z.string().nullable(),
  })
  .meta({ id: 'FieldChange' });
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const productChangeSchema = z
  .object({
    changed_at: timeSchema,
    feed_id: feedIdSchema.nullable().meta({ description: 'Null where an operations batch changed it.' }),
    job_id: jobIdSchema,
    price_from: amountSchema
      .nullable()
      .meta({ description: 'Null without a price, and, as all below, where neither price nor availability changed.' }),
    price_to: amountSchema.nullable(),
    currency_from: z.string().nullable(),
    currency_to: z.string().nullable(),
    availability_from: availabilitySchema.nullable(),
    availability_to: availabilitySchema.nullable(),
    fields: z.array(fieldChangeSchema).meta({
      description: `All fields that changed; of changes that are more than ${LIMITS.undoDays} days old, price, currency and availability alone.`,
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
        "Filters narrow the list together. A partner's key lists its own products, the operator's those of all partners.",
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
        "The CSV is a feed: sent back, every row is unchanged. With more than one partner's products in it, take JSON lines. Prices are those of the feeds, not the ones in force.",
      metadata: { ...read, download: true, reads: 'replica' },
      query: z.object({
        ...productFilters,
        feed_id: feedIdSchema.optional(),
        format: z
          .enum(EXPORT_FORMATS, { error: `Invalid format value. Allowed values: ${EXPORT_FORMATS.join(', ')}` })
          .default('csv'),
      }),
      responses: { 200: c.otherResponse({ contentType: 'text/csv', body: z.string() }) },
    },
    listProductsByFeed: {
      method: 'GET',
      path: '/products/by-feed/:feed_id',
      summary: 'List the products that a feed last inserted or changed',
      description: 'Not those that the feed found unchanged: they keep the feed that changed them last.',
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
      description: 'As the last load or batch has left it.',
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
        'Each with the fields that changed, their values before and after it, and the feed and the job that made it. Changes of price and availability are kept; those of other fields for some days.',
      metadata: { ...read, reads: 'replica' },
      pathParams: productPath,
      query: z.object(pageQuery),
      responses: { 200: listOf(productChangeSchema), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
