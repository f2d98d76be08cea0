import { z } from 'zod';
import { attributeKey, EXTERNAL_ID_ATTRIBUTE } from '../feed-file/attribute-names.ts';
import { FEED_COLUMNS, RESERVED_FEED_COLUMNS } from '../feed-file/header.ts';
import { priceListSchema } from '../prices/prices.ts';
import { availabilitySchema } from '../products/products.ts';
import { salesChannelTypeSchema } from '../sales-channels/sales-channels.ts';
import { productIdSchema, salesChannelIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, keyFilterSchema, keySchema } from '../shared/request-schemas.ts';
import { isLongerThan, normaliseKey, normaliseProse } from '../shared/text.ts';

// The operations of batches. To add one, add its schema here and name it in its batch type.

export const operationIdSchema = keyFilterSchema('operation_id', LIMITS.operationIdLength).meta({
  description: 'Names the operation and its file, `<operation_id>.json`; says its place in the order.',
});

const oneKey = 'product is named by exactly one of id, sku and external_id.';

/** A product of the batch's partner. */
export const productReferenceSchema = fieldsOf({
  id: productIdSchema.optional(),
  sku: keyFilterSchema('sku', LIMITS.skuLength).optional(),
  external_id: keyFilterSchema('external_id', LIMITS.externalIdLength)
    .optional()
    .meta({ description: "What the column external_id of the partner's feeds holds." }),
})
  .refine((reference) => Object.values(reference).filter((key) => key !== undefined).length === 1, { error: oneKey })
  .meta({ id: 'ProductReference' });
export type ProductReference = z.infer<typeof productReferenceSchema>;

export const salesChannelReferenceSchema = fieldsOf({
  id: z
    .union([salesChannelIdSchema, keyFilterSchema('id', LIMITS.externalIdLength)])
    .meta({ description: 'A sales channel ID, or the external_id of one.' }),
  type: salesChannelTypeSchema,
}).meta({ id: 'SalesChannelReference' });
export type SalesChannelReference = z.infer<typeof salesChannelReferenceSchema>;

export const productValidFromPriceUpdateSchema = fieldsOf({
  '@type': z.literal('ProductValidFromPriceUpdate'),
  operation_id: operationIdSchema,
  product: productReferenceSchema,
  price_list: priceListSchema.optional(),
}).meta({ id: 'ProductValidFromPriceUpdate', description: "Sets a product's base price list." });

export const productSalesChannelValidFromPriceUpdateSchema = fieldsOf({
  '@type': z.literal('ProductSalesChannelValidFromPriceUpdate'),
  operation_id: operationIdSchema,
  product: productReferenceSchema,
  sales_channel: salesChannelReferenceSchema,
  price_list: priceListSchema.optional(),
}).meta({ id: 'ProductSalesChannelValidFromPriceUpdate', description: "Sets a product's price list in a channel." });

export const productAvailabilityUpdateSchema = fieldsOf({
  '@type': z.literal('ProductAvailabilityUpdate'),
  operation_id: operationIdSchema,
  product: productReferenceSchema,
  availability: availabilitySchema,
}).meta({ id: 'ProductAvailabilityUpdate', description: 'Says whether a product can be had.' });

/** The rules for a feed's attribute columns apply, so that a feed can set the attribute, too. */
export const attributeNameSchema = keySchema('The name of an attribute', LIMITS.skuLength).refine(
  (name) => !COLUMNS.has(attributeKey(name)),
  { error: 'A product has a field of this name: feeds set it, an attribute cannot have it.' },
);
const COLUMNS: ReadonlySet<string> = new Set([...FEED_COLUMNS, ...RESERVED_FEED_COLUMNS]);

const attributeValueSchema = z
  .string()
  .overwrite((value) => normaliseProse(value).trim())
  .min(1, { error: 'The value of an attribute must not be empty: null removes it.' })
  .refine((value) => !isLongerThan(value, LIMITS.attributeLength), {
    error: `The value of an attribute is over ${LIMITS.attributeLength} characters.`,
  })
  .meta({ maxLength: LIMITS.attributeLength });

/** The attribute by which operations can name products. Short, because it is in an index. */
const externalIdSchema = keySchema('external_id', LIMITS.externalIdLength).nullish();
const isExternalId = (name: string) => attributeKey(name) === EXTERNAL_ID_ATTRIBUTE;

export const productAttributesUpdateSchema = fieldsOf({
  '@type': z.literal('ProductAttributesUpdate'),
  operation_id: operationIdSchema,
  product: productReferenceSchema,
  attributes: z
    .record(attributeNameSchema, attributeValueSchema.nullable())
    .superRefine((attributes, { addIssue }) => {
      for (const name of Object.keys(attributes).filter(isExternalId)) {
        for (const { message } of externalIdSchema.safeParse(attributes[name]).error?.issues ?? [])
          addIssue({ code: 'custom', path: [name], message });
      }
    })
    .overwrite((attributes) => {
      for (const [name, value] of Object.entries(attributes))
        if (value !== null && isExternalId(name)) attributes[name] = normaliseKey(value);
      return attributes;
    })
    .refine((attributes) => Object.keys(attributes).length <= LIMITS.operationAttributes, {
      error: `An operation changes at most ${LIMITS.operationAttributes} attributes.`,
    }),
}).meta({
  id: 'ProductAttributesUpdate',
  description: "Sets some of a product's attributes; null removes one, those not named stay.",
});

/** Every batch type, with the operations that it allows. */
export const BATCH_OPERATIONS = {
  'valid-from-price-updates': [productValidFromPriceUpdateSchema, productSalesChannelValidFromPriceUpdateSchema],
  'product-updates': [productAvailabilityUpdateSchema, productAttributesUpdateSchema],
} as const;

export type BatchType = keyof typeof BATCH_OPERATIONS;
export const BATCH_TYPES = Object.keys(BATCH_OPERATIONS) as [BatchType, ...BatchType[]];
/** Any operation of a batch type. */
export type OperationOf<T extends BatchType> = z.infer<(typeof BATCH_OPERATIONS)[T][number]>;
/** Any operation. */
export type Operation = OperationOf<BatchType>;
export type OperationType = Operation['@type'];

/** Why an operation was not executed: `error.code` of a batch's operation. Stable; switch on these. */
export const OPERATION_PROBLEM_CODES = [
  'not_utf8',
  'invalid_json',
  'invalid_text',
  'unknown_operation_type',
  'operation_not_admitted',
  'validation_failed',
  'operation_id_mismatch',
  'not_found',
  'ambiguous_external_id',
  'sales_channel_type_mismatch',
] as const;
export type OperationProblemCode = (typeof OPERATION_PROBLEM_CODES)[number];

/** The schema of an operation in a batch type, by the operation's `@type`; undefined for types that are not allowed. */
export function operationSchema(batchType: BatchType, operationType: string): z.ZodType<Operation> | undefined {
  return BATCH_OPERATIONS[batchType].find((schema) => schema.shape['@type'].value === operationType);
}
