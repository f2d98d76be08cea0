import { z } from 'zod';
import { deliveryStatusSchema } from '../orders/deliveries.ts';
import { quantitySchema } from '../orders/order.ts';
import { carrierSchema, reasonSchema, trackingNumberSchema } from '../orders/order-changes.ts';
import {
  deliveryIdSchema,
  orderIdSchema,
  orderItemIdSchema,
  orderUpdateFeedIdSchema,
  orderUpdateIdSchema,
  orderUpdatePushIdSchema,
  partnerIdSchema,
} from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, keyFilterSchema, keySchema, lineSchema } from '../shared/request-schemas.ts';
import { timeQuerySchema, timeSchema } from '../shared/time.ts';
import { ORDER_UPDATE_EXAMPLE, SENT_UPDATE_EXAMPLE } from './examples.ts';

/** `ignored`: it had no new content, or was dismissed. */
export const ORDER_UPDATE_STATUSES = ['queued', 'applied', 'parked', 'ignored'] as const;

/** Why an order update is parked. */
export const ORDER_UPDATE_CODES = [
  'not_found',
  'ambiguous_reference',
  'ambiguous_delivery',
  'nothing_matched',
  'transition_not_allowed',
  'quantity_not_available',
  'too_many_shipments',
  'payload_unreadable',
  'mapping_failed',
  'status_unknown',
  'update_id_reused',
  'internal_error',
] as const;
export type OrderUpdateCode = (typeof ORDER_UPDATE_CODES)[number];

const deliveredError = `delivered_quantity must be a whole number from 0 to ${LIMITS.orderItemQuantity}.`;

/** Refers to an item of the order, from a line or a parcel. */
const itemReference = {
  order_item_id: orderItemIdSchema.optional(),
  sku: keyFilterSchema('sku', LIMITS.skuLength).optional().meta({ description: 'Instead of `order_item_id`.' }),
};
const namesOneItem = ({ order_item_id, sku }: { order_item_id?: unknown; sku?: unknown }) =>
  (order_item_id === undefined) !== (sku === undefined);
const ONE_ITEM = { error: 'Name either order_item_id or sku.' };

export const orderUpdateLineSchema = fieldsOf({
  ...itemReference,
  quantity: quantitySchema
    .optional()
    .meta({ description: 'The ordered quantity: selects one of several lines with the same SKU.' }),
  delivered_quantity: z
    .int({ error: deliveredError })
    .min(0, { error: deliveredError })
    .max(LIMITS.orderItemQuantity, { error: deliveredError })
    .optional()
    .meta({ description: 'The total delivered quantity of the line; the rest is cancelled when the delivery ships.' }),
  rejected: z.boolean().optional().meta({ description: 'Nothing of the line is delivered.' }),
  estimated_from: timeQuerySchema.optional(),
  estimated_until: timeQuerySchema.optional(),
  confirmed_at: timeQuerySchema.optional().meta({ description: 'The confirmed time of delivery.' }),
  remark: lineSchema('remark', LIMITS.reasonLength).optional(),
  invoice_number: keySchema('invoice_number', LIMITS.trackingNumberLength).optional(),
})
  .refine(namesOneItem, ONE_ITEM)
  .refine(({ rejected, delivered_quantity = 0 }) => !rejected || delivered_quantity === 0, {
    path: ['delivered_quantity'],
    error: 'A rejected line cannot have a delivered_quantity: omit it.',
  })
  .meta({ id: 'OrderUpdateLine' });
export type OrderUpdateLine = z.infer<typeof orderUpdateLineSchema>;

const parcelItemSchema = fieldsOf({ ...itemReference, quantity: quantitySchema }).refine(namesOneItem, ONE_ITEM);

const REFERENCES = ['order_id', 'customer_reference', 'delivery_id'] as const;
const CONTENTS = ['status', 'items', 'lines', 'tracking_number', 'carrier'] as const;
/** The states that an update can set for parts of an order. */
export const PART_STATUSES: readonly string[] = ['shipped', 'cancelled', 'returned'];

const tooManyLines = { error: `An order has at most ${LIMITS.orderItems} items.` };

/**
 * How far ahead of our clock an update may be, in milliseconds: clocks differ, and a local time may be sent as UTC. An
 * update dated next year would suppress all reports until then.
 */
const MOST_AHEAD_MS = 24 * 3_600_000;

/** One order update, as it is sent. */
export const sentOrderUpdateSchema = fieldsOf({
  update_id: keySchema('update_id', LIMITS.updateIdLength).meta({
    description: "The sender's own ID of the update, unique for the partner: sent again, it has no effect.",
  }),
  order_id: orderIdSchema.optional(),
  customer_reference: keySchema('customer_reference', LIMITS.customerReferenceLength)
    .optional()
    .meta({ description: 'Instead of `order_id`.' }),
  delivery_id: deliveryIdSchema
    .optional()
    .meta({ description: 'Instead of `order_id`, to select one of several deliveries of an order.' }),
  status: deliveryStatusSchema
    .optional()
    .meta({ description: 'The new status of the delivery, or of all deliveries of the order.' }),
  items: z
    .array(parcelItemSchema)
    .min(1, { error: 'items must name at least one order item.' })
    .max(LIMITS.orderItems, tooManyLines)
    .optional()
    .meta({
      description: 'The parts that the status applies to: a parcel, or what was cancelled or returned.',
    }),
  lines: z
    .array(orderUpdateLineSchema)
    .min(1, { error: 'lines must have at least one line.' })
    .max(LIMITS.orderItems, tooManyLines)
    .optional()
    .meta({ description: 'Data of single lines. A delivery ships when each line has a delivered quantity.' }),
  carrier: carrierSchema.optional(),
  tracking_number: trackingNumberSchema.optional(),
  reason: reasonSchema.optional(),
  occurred_at: timeQuerySchema
    .refine((time) => Date.parse(time) <= Date.now() + MOST_AHEAD_MS, {
      error: 'occurred_at must not be more than a day in the future.',
    })
    .meta({
      description:
        'When it happened, at most one day in the future. If a field is reported twice, the later report counts.',
    }),
})
  .superRefine((update, { addIssue }) => {
    const refuse = (path: string[], message: string) => addIssue({ code: 'custom', path, message });
    const named = REFERENCES.filter((name) => update[name] !== undefined);
    if (named.length !== 1) refuse([], `Name the order by exactly one of ${REFERENCES.join(', ')}.`);
    if (CONTENTS.every((name) => update[name] === undefined)) refuse([], `Set at least one of ${CONTENTS.join(', ')}.`);
    if (!update.items) return;
    if (update.lines) refuse(['items'], 'Send either items or lines.');
    if (!PART_STATUSES.includes(update.status ?? 'shipped'))
      refuse(['items'], `With items, status must be one of ${PART_STATUSES.join(', ')}, or omitted for shipped.`);
  })
  .meta({ id: 'SentOrderUpdate', examples: [SENT_UPDATE_EXAMPLE] });
export type SentOrderUpdate = z.infer<typeof sentOrderUpdateSchema>;

export const orderUpdateSchema = z
  .object({
    order_update_id: orderUpdateIdSchema,
    update_id: z.string().meta({ description: "The sender's ID of the update." }),
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    order_update_feed_id: orderUpdateFeedIdSchema
      .nullable()
      .meta({ description: 'The feed it was pushed to; null if it was sent to `POST /order-updates`.' }),
    push_id: orderUpdatePushIdSchema.nullable(),
    status: z.enum(ORDER_UPDATE_STATUSES),
    code: z.enum(ORDER_UPDATE_CODES).nullable().meta({ description: 'Why it is parked; null otherwise.' }),
    message: z.string().nullable().meta({
      description: 'Why it is parked and what to do, or which parts had no effect; null if neither applies.',
    }),
    order_id: orderIdSchema.nullable().meta({ description: 'The order that was found for it.' }),
    update: sentOrderUpdateSchema
      .nullable()
      .meta({ description: 'The update as sent; null if the pushed payload could not be mapped.' }),
    occurred_at: timeSchema,
    created_at: timeSchema.meta({ description: 'When it was received, in UTC.' }),
    finished_at: timeSchema.nullable().meta({ description: 'When it was applied, parked or ignored, in UTC.' }),
  })
  .meta({ id: 'OrderUpdate', examples: [ORDER_UPDATE_EXAMPLE] });
export type OrderUpdate = z.infer<typeof orderUpdateSchema>;

export const orderUpdateDetailSchema = orderUpdateSchema
  .extend({
    payload: z
      .string()
      .nullable()
      .meta({
        description: `The first ${LIMITS.shownPayloadLength} bytes of the payload, decoded as text; null for none, and for workbooks.`,
      }),
  })
  .meta({ id: 'OrderUpdateDetail', examples: [{ ...ORDER_UPDATE_EXAMPLE, payload: null }] });
export type OrderUpdateDetail = z.infer<typeof orderUpdateDetailSchema>;
