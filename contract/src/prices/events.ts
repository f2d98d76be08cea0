import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import {
  feedIdSchema,
  jobIdSchema,
  operationsBatchIdSchema,
  productIdSchema,
  salesChannelIdSchema,
} from '../shared/ids.ts';

/** Largest number of products that an event of changed prices names. */
export const PRICE_CHANGE_SAMPLE = 10;

const productPriceChanged = defineEvent('product.price.changed', {
  about: 'Prices of products were changed, by a load, a batch or a call: one event for all of them.',
  subject: ({ job_id, product_ids: [first = ''] }) => job_id ?? first,
  data: z.object({
    products_changed: z.int().min(1),
    product_ids: z.array(productIdSchema).max(PRICE_CHANGE_SAMPLE).meta({ description: 'A sample of them.' }),
    job_id: jobIdSchema.optional().meta({ description: 'The job that changed them.' }),
    feed_id: feedIdSchema.optional(),
    batch_id: operationsBatchIdSchema.optional(),
  }),
  example: { products_changed: 2, product_ids: ['PR00001', 'PR00002'], job_id: 'JV00001', feed_id: 'FD00001' },
});

const priceListChanged = defineEvent('price_list.changed', {
  about: 'A price list of a product was set or removed by a call.',
  subject: ({ product_id }) => product_id,
  data: z.object({
    product_id: productIdSchema,
    sales_channel_id: salesChannelIdSchema.nullable().meta({ description: 'Null for the base list.' }),
  }),
  example: { product_id: 'PR00001', sales_channel_id: null },
});

export const PRICE_EVENTS = [productPriceChanged, priceListChanged] as const;
