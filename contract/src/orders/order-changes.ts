import { z } from 'zod';
import { deliveryIdSchema, orderIdSchema, orderItemIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { changesOf, fieldsOf, idempotencyHeaders, keySchema, lineSchema } from '../shared/request-schemas.ts';
import { problems } from '../shared/router.ts';
import { timeSchema } from '../shared/time.ts';
import { deliverySchema, deliveryStatusSchema } from './deliveries.ts';
import { orderSchema, orderStatusSchema, quantitySchema } from './order.ts';

export const reasonSchema = lineSchema('reason', LIMITS.reasonLength).meta({
  description: 'A human-readable reason; stored in the history.',
});
export const carrierSchema = lineSchema('carrier', LIMITS.carrierLength).meta({ examples: ['DHL'] });
export const trackingNumberSchema = keySchema('tracking_number', LIMITS.trackingNumberLength).meta({
  description: 'The tracking number of the parcel.',
  examples: ['JD014600003RU'],
});

const tooMany = `An order has at most ${LIMITS.orderItems} items.`;
const quantitiesOf = <S extends z.ZodRawShape>(more: S) =>
  z
    .array(fieldsOf({ order_item_id: orderItemIdSchema, quantity: quantitySchema, ...more }))
    .min(1, { error: 'items must name at least one order item.' })
    .max(LIMITS.orderItems, { error: tooMany })
    .meta({ description: 'Order items, each with a quantity.' });

const ITEM_EXAMPLE = { order_item_id: 'OI00001', quantity: 1 };

export const orderTransitionSchema = fieldsOf({
  to: orderStatusSchema.meta({ description: 'One of `allowed_transitions` of the order.' }),
  reason: reasonSchema.optional(),
}).meta({ id: 'OrderTransition', examples: [{ to: 'in_progress' }] });
export type OrderTransition = z.infer<typeof orderTransitionSchema>;

export const createDeliverySchema = fieldsOf({ items: quantitiesOf({}) }).meta({
  id: 'CreateDelivery',
  examples: [{ items: [ITEM_EXAMPLE] }],
});
export type CreateDelivery = z.infer<typeof createDeliverySchema>;

export const updateDeliverySchema = changesOf({
  status: deliveryStatusSchema.optional(),
  carrier: carrierSchema.nullable().optional(),
  tracking_number: trackingNumberSchema.nullable().optional(),
  block_export: z.boolean().optional().meta({ description: 'Whether exporters skip it.' }),
  reason: reasonSchema.optional(),
}).meta({ id: 'UpdateDelivery', examples: [{ status: 'packing' }] });
export type UpdateDelivery = z.infer<typeof updateDeliverySchema>;

export const createShipmentSchema = fieldsOf({
  delivery_id: deliveryIdSchema
    .optional()
    .meta({ description: 'Optional if only one delivery of the order can be shipped.' }),
  carrier: carrierSchema.nullable().optional(),
  tracking_number: trackingNumberSchema.nullable().optional(),
  items: quantitiesOf({})
    .optional()
    .meta({ description: 'The items of the parcel; by default everything open in the delivery.' }),
}).meta({
  id: 'CreateShipment',
  examples: [{ carrier: 'DHL', tracking_number: 'JD014600003RU', items: [ITEM_EXAMPLE] }],
});
export type CreateShipment = z.infer<typeof createShipmentSchema>;

/** Parts of an order to cancel or return. */
export const changeItemsSchema = fieldsOf({
  items: quantitiesOf({ reason: reasonSchema.optional() }),
}).meta({ id: 'ChangeOrderItems', examples: [{ items: [{ ...ITEM_EXAMPLE, reason: 'Out of stock' }] }] });
export type ChangeOrderItems = z.infer<typeof changeItemsSchema>;

export const orderHistoryEntrySchema = z
  .object({
    at: timeSchema,
    by: z.string().meta({
      description: 'The actor: the ID of an API key or of an order update, or `system`.',
      examples: ['AK00001'],
    }),
    subject: z.string().meta({ description: 'ID of the order, delivery or order item.', examples: ['OR00001'] }),
    from: z.string().meta({
      description:
        'The state before the change; for an item: `open`, `shipped` or its previous delivery; for a block: `export allowed` or `export blocked`.',
    }),
    to: z
      .string()
      .meta({ description: 'The state after the change; for an item: `cancelled`, `returned` or its new delivery.' }),
    quantity: z.int().nullable().meta({ description: 'Quantity of the item; null for orders and deliveries.' }),
    reason: z.string().nullable(),
  })
  .meta({ id: 'OrderHistoryEntry' });
export type OrderHistoryEntry = z.infer<typeof orderHistoryEntrySchema>;

const orderPath = z.object({ order_id: orderIdSchema });
const deliveryPath = z.object({ delivery_id: deliveryIdSchema });
const read = { access: 'orders:read' } as const;
const write = { access: 'orders:write' } as const;
const refusals = problems(404, 409, 413, 415, 422);

/** The endpoints that change an order after it was created. */
export const orderChangeRoutes = {
  transitionOrder: {
    method: 'POST',
    path: '/orders/:order_id/transitions',
    summary: 'Change the status of an order',
    description:
      'Changes it to one of its `allowed_transitions`. `in_progress` creates a delivery for everything without one; `cancelled` cancels what is open. Statuses that follow from quantities are set by shipping, cancelling and returning.',
    metadata: write,
    headers: idempotencyHeaders,
    pathParams: orderPath,
    body: orderTransitionSchema,
    responses: { 201: orderSchema, ...refusals },
  },
  listOrderHistory: {
    method: 'GET',
    path: '/orders/:order_id/history',
    summary: 'List the history of an order, newest first',
    description:
      'Every status change, and every quantity that was cancelled, returned or moved to another delivery, with time, actor and reason.',
    metadata: { ...read, reads: 'replica' },
    pathParams: orderPath,
    query: z.object(pageQuery),
    responses: { 200: listOf(orderHistoryEntrySchema), ...problems(404) },
  },
  createDelivery: {
    method: 'POST',
    path: '/orders/:order_id/deliveries',
    summary: 'Create a delivery for parts of an order',
    description:
      'Parts are taken from items without a delivery first, then from deliveries that are not being packed yet (`pending`, `allocated`).',
    metadata: write,
    headers: idempotencyHeaders,
    pathParams: orderPath,
    body: createDeliverySchema,
    responses: { 201: orderSchema, ...refusals },
  },
  getDelivery: {
    method: 'GET',
    path: '/deliveries/:delivery_id',
    summary: 'Get a delivery of an order',
    description: 'Includes its items, with data from order updates.',
    metadata: read,
    pathParams: deliveryPath,
    responses: { 200: deliverySchema, ...problems(404) },
  },
  updateDelivery: {
    method: 'PATCH',
    path: '/deliveries/:delivery_id',
    summary: 'Change a delivery',
    description:
      'Its status, carrier or tracking number. `shipped` and `delivered` ship everything that is open in it as one parcel.',
    metadata: write,
    pathParams: deliveryPath,
    body: updateDeliverySchema,
    responses: { 200: deliverySchema, ...refusals },
  },
  createShipment: {
    method: 'POST',
    path: '/orders/:order_id/shipments',
    summary: 'Ship a delivery, or parts of it, as a parcel',
    description:
      'A delivery may have any number of parcels. It is `shipped` when it has no open items, and the order is `completed` when the order has none.',
    metadata: write,
    headers: idempotencyHeaders,
    pathParams: orderPath,
    body: createShipmentSchema,
    responses: { 201: orderSchema, ...refusals },
  },
  cancelOrderItems: {
    method: 'POST',
    path: '/orders/:order_id/cancellations',
    summary: 'Cancel parts of an order',
    description:
      'Cancels parts that have not been shipped. Sales reports exclude them from then on. If nothing is left, the order is `cancelled`.',
    metadata: write,
    headers: idempotencyHeaders,
    pathParams: orderPath,
    body: changeItemsSchema,
    responses: { 201: orderSchema, ...refusals },
  },
  returnOrderItems: {
    method: 'POST',
    path: '/orders/:order_id/returns',
    summary: 'Return parts of an order',
    description: 'Returns shipped parts. Sales reports exclude them from then on.',
    metadata: write,
    headers: idempotencyHeaders,
    pathParams: orderPath,
    body: changeItemsSchema,
    responses: { 201: orderSchema, ...refusals },
  },
  blockOrderExport: {
    method: 'POST',
    path: '/orders/:order_id/block-export',
    summary: 'Block the exports of an order',
    description: 'Exporters skip the order until it is unblocked. Its flags are kept.',
    metadata: write,
    headers: idempotencyHeaders,
    pathParams: orderPath,
    body: fieldsOf({ reason: reasonSchema.optional() }).meta({ examples: [{ reason: 'The address is checked' }] }),
    responses: { 201: orderSchema, ...refusals },
  },
  unblockOrderExport: {
    method: 'POST',
    path: '/orders/:order_id/unblock-export',
    summary: 'Unblock the exports of an order',
    description: 'It continues where it stopped.',
    metadata: write,
    headers: idempotencyHeaders,
    pathParams: orderPath,
    body: fieldsOf({ reason: reasonSchema.optional() }).meta({ examples: [{ reason: 'The address is right' }] }),
    responses: { 201: orderSchema, ...refusals },
  },
} as const;
