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
    error: 'Not a path: separate names with dots, and write [n] for a list entry and @name for an attribute.',
  })
  .refine((path) => path.split('.').length <= LIMITS.pushedDepth, {
    error: `A path has at most ${LIMITS.pushedDepth} names.`,
  })
  .meta({
    description:
      'The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element names from the root, `@name` for an attribute, `#text` for the text of an element with attributes.',
    examples: ['shipment.events[0].code'],
  });

const optionalPaths = <const N extends string>(names: readonly N[]) =>
  fieldsOf(Object.fromEntries(names.map((name) => [name, pathSchema.optional()])) as Record<N, PathSchema>);
type PathSchema = z.ZodOptional<typeof pathSchema>;

/** The fields of an update that a feed can map from pushes. */
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

/** How pushes to a feed are mapped to order updates. */
export const feedMappingSchema = fieldsOf({
  each: pathSchema.optional().meta({
    description:
      'The path of the list with one entry per update; the other paths start there. If omitted, a notice is one update.',
  }),
  fields: optionalPaths(MAPPED_FIELDS)
    .refine((fields) => fields.order_id ?? fields.customer_reference ?? fields.delivery_id, {
      error: 'Give the path of order_id, customer_reference or delivery_id.',
    })
    .meta({ description: 'A field of the update, with the path of its value.' }),
  statuses: z
    .record(wordSchema, deliveryStatusSchema.nullable())
    .refine((words) => Object.keys(words).length <= LIMITS.mappingStatuses, {
      error: `statuses must have at most ${LIMITS.mappingStatuses} words.`,
    })
    .optional()
    .meta({ description: "Maps the courier's words to statuses; null for words that do not change the status." }),
  lines: fieldsOf({
    each: pathSchema.meta({ description: 'The list of lines.' }),
    fields: optionalPaths(MAPPED_LINE_FIELDS)
      .refine((fields) => fields.order_item_id ?? fields.sku, {
        error: 'Give the path of order_item_id or sku.',
      })
      .meta({ description: 'A field of a line, with the path of its value.' }),
  })
    .optional()
    .meta({ description: "The location of an update's lines; the paths of `fields` start at a line." }),
}).meta({ id: 'OrderUpdateFeedMapping', examples: [FEED_MAPPING_EXAMPLE] });
export type FeedMapping = z.infer<typeof feedMappingSchema>;
