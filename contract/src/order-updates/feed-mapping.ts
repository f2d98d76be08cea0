import { z } from 'zod';
import { deliveryStatusSchema } from '../orders/deliveries.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf } from '../shared/request-schemas.ts';
import { FEED_MAPPING_EXAMPLE } from './examples.ts';

const STEP = '(?:@?[^\\s.[\\]@#\\d-][^\\s.[\\]@#]*|#text)(?:\\[\\d{1,4}\\])*';
const PATH = new RegExp(`^(?:\\[\\d{1,4}\\]|${STEP})(?:\\.${STEP})*$`, 'u');

const pathSchema = z
  .string()
  .max(LIMITS.mappingPathLength, { error: `A path has at most ${LIMITS.mappingPathLength} characters.` })
  .regex(PATH, {
    error: 'Not a path: write names with dots between, [n] for an entry of a list, @name for an attribute.',
  })
  .refine((path) => path.split('.').length <= LIMITS.pushedDepth, {
    error: `A path has at most ${LIMITS.pushedDepth} names.`,
  })
  .meta({
    description:
      'Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes.',
    examples: ['shipment.events[0].code'],
  });

const optionalPaths = <const N extends string>(names: readonly N[]) =>
  fieldsOf(Object.fromEntries(names.map((name) => [name, pathSchema.optional()])) as Record<N, PathSchema>);
type PathSchema = z.ZodOptional<typeof pathSchema>;

/** The fields of an update that a feed can take from what is pushed. */
export const MAPPED_FIELDS = [
  'update_id',
  'order_id',
  'customer_reference',
  'delivery_id',
  'status',
  'carrier',
  'tracking_number',
  'reason',
  'occurred_at',
] as const;
export const MAPPED_LINE_FIELDS = [
  'order_item_id',
  'sku',
  'quantity',
  'delivered_quantity',
  'rejected',
  'estimated_from',
  'estimated_until',
  'confirmed_at',
  'remark',
  'invoice_number',
] as const;

const wordSchema = z.string().trim().min(1, { error: 'A word must not be empty.' }).max(LIMITS.reasonLength);

/** How what is pushed to a feed becomes order updates. */
export const feedMappingSchema = fieldsOf({
  each: pathSchema.optional().meta({
    description: 'The list whose entries are an update each; the other paths begin there. Left out: one update.',
  }),
  fields: optionalPaths(MAPPED_FIELDS)
    .refine((fields) => fields.order_id ?? fields.customer_reference ?? fields.delivery_id, {
      error: 'Say where the order is named: order_id, customer_reference or delivery_id.',
    })
    .meta({ description: 'Our field: the path of its value.' }),
  statuses: z
    .record(wordSchema, deliveryStatusSchema.nullable())
    .refine((words) => Object.keys(words).length <= LIMITS.mappingStatuses, {
      error: `statuses must have at most ${LIMITS.mappingStatuses} words.`,
    })
    .optional()
    .meta({ description: "The courier's word: our status; null for a word that says nothing of the status." }),
  lines: fieldsOf({
    each: pathSchema.meta({ description: 'The list of lines.' }),
    fields: optionalPaths(MAPPED_LINE_FIELDS)
      .refine((fields) => fields.order_item_id ?? fields.sku, {
        error: 'Say where the item is named: order_item_id or sku.',
      })
      .meta({ description: 'Our field of a line: the path of its value.' }),
  })
    .optional()
    .meta({ description: 'Where the lines of an update are; the paths of `fields` begin at a line.' }),
}).meta({ id: 'OrderUpdateFeedMapping', examples: [FEED_MAPPING_EXAMPLE] });
export type FeedMapping = z.infer<typeof feedMappingSchema>;
