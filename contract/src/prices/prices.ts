import { z } from 'zod';
import { PRICE_LIST_REQUEST } from '../shared/examples.ts';
import { productIdSchema, salesChannelIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema, currencySchema, hasCurrencyDecimals } from '../shared/money.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { fieldsOf, idempotencyHeaders } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeQuerySchema, timeSchema } from '../shared/time.ts';
import { priceSourceSchema } from './price-source.ts';

/** A price that is valid from a moment on, until the next one of its list. */
export const validFromPriceSchema = fieldsOf({
  valid_from: timeQuerySchema.meta({ description: 'With any UTC offset; stored with millisecond precision.' }),
  price: amountSchema.max(10 ** LIMITS.priceIntegerDigits - 0.01),
  currency: currencySchema,
}).refine(({ price, currency }) => hasCurrencyDecimals(price, currency), {
  path: ['price'],
  error: 'The price has more decimals than its currency.',
});
export type ValidFromPrice = z.infer<typeof validFromPriceSchema>;

/** A complete list of prices, in any order. */
export const priceListSchema = z
  .array(validFromPriceSchema)
  .max(LIMITS.priceListEntries, { error: `A price list has at most ${LIMITS.priceListEntries} entries.` })
  .superRefine((list, { addIssue }) => {
    const places = new Map<number, number>();
    for (const [index, { valid_from }] of list.entries()) {
      const time = Date.parse(valid_from);
      const first = places.get(time);
      if (first === undefined) places.set(time, index);
      // Invalid times have been reported already.
      else if (!Number.isNaN(time))
        addIssue({
          code: 'custom',
          path: [index, 'valid_from'],
          message: `Entry ${first} is valid from the same time.`,
        });
    }
  })
  .meta({ description: 'Replaced as a whole, not merged; an empty list removes it.' });

/** A price in a list that is read. */
const listedPrice = z.object({ valid_from: timeSchema, price: amountSchema, currency: z.string() });

export const priceInForceSchema = z
  .object({
    product_id: productIdSchema,
    sales_channel_id: salesChannelIdSchema.nullable(),
    at: timeSchema,
    price: amountSchema.nullable().meta({ description: 'Null if neither a list nor the feed has a price.' }),
    currency: z.string().nullable(),
    source: priceSourceSchema.nullable(),
    since: timeSchema.nullable().meta({ description: 'Since when this price has been in force, whatever its source.' }),
    lowest_price_30_days: amountSchema.nullable().meta({
      description:
        'If the price is reduced: the lowest price in force during the 30 days before the reduction (Directive 98/6/EC, Article 6a). Otherwise null.',
    }),
    next: listedPrice
      .extend({ source: priceSourceSchema })
      .nullable()
      .meta({ description: 'The next price change planned in the lists at the time `at`.' }),
    channel_list: z.array(listedPrice).meta({ description: 'The list at that time, sorted by valid_from.' }),
    base_list: z.array(listedPrice),
  })
  .meta({ id: 'PriceInForce' });
export type PriceInForce = z.infer<typeof priceInForceSchema>;

export const priceListChangeSchema = z
  .object({
    set_at: timeSchema,
    sales_channel_id: salesChannelIdSchema.nullable(),
    price_list: z.array(listedPrice),
  })
  .meta({ id: 'PriceListChange', description: 'A price list as it was set; an empty list means that it was removed.' });
export type PriceListChange = z.infer<typeof priceListChangeSchema>;

export const setPriceListSchema = fieldsOf({
  sales_channel_id: salesChannelIdSchema.optional(),
  price_list: priceListSchema,
}).meta({ id: 'SetPriceList', examples: [PRICE_LIST_REQUEST] });
export type SetPriceList = z.infer<typeof setPriceListSchema>;

const productPath = z.object({ product_id: productIdSchema });
const read = { access: 'products:read' } as const;

export const pricesContract = c.router(
  {
    getPriceInForce: {
      method: 'GET',
      path: '/products/:product_id/prices',
      summary: 'Get the price in force at a time, and its source',
      description:
        "The channel's list takes precedence, then the base list, then the price of the feed; `source` shows which one applies.",
      metadata: read,
      pathParams: productPath,
      query: z.object({
        at: timeQuerySchema.optional().meta({ description: 'Past or future; now by default.' }),
        sales_channel_id: salesChannelIdSchema.optional(),
      }),
      responses: { 200: priceInForceSchema, ...problems(404) },
    },
    setPriceList: {
      method: 'PUT',
      path: '/products/:product_id/price-list',
      summary: "Set a product's base price list, or its list in a sales channel",
      description: 'Replaces the whole list. The base list and the lists of the channels do not affect each other.',
      metadata: { access: 'products:write' } as const,
      headers: idempotencyHeaders,
      pathParams: productPath,
      body: setPriceListSchema,
      responses: { 200: priceInForceSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listPriceListHistory: {
      method: 'GET',
      path: '/products/:product_id/price-list/history',
      summary: "List the history of a product's price lists, newest first",
      description:
        'The history of the base list and the lists of all channels; with `sales_channel_id`, of the list of that channel.',
      metadata: { ...read, reads: 'replica' },
      pathParams: productPath,
      query: z.object({ sales_channel_id: salesChannelIdSchema.optional(), ...pageQuery }),
      responses: { 200: listOf(priceListChangeSchema), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
