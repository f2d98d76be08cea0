import { z } from 'zod';
import { orderIdSchema, orderUpdateFeedIdSchema, orderUpdateIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { fieldsOf, idempotencyHeaders, keyFilterSchema, oneOf, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery } from '../shared/time.ts';
import { SENT_UPDATE_EXAMPLE } from './examples.ts';
import {
  ORDER_UPDATE_CODES,
  ORDER_UPDATE_STATUSES,
  orderUpdateDetailSchema,
  orderUpdateSchema,
  sentOrderUpdateSchema,
} from './order-update.ts';

export const sendOrderUpdatesSchema = fieldsOf({
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: "The partner of the orders. Optional with a partner's key." }),
  updates: z
    .array(sentOrderUpdateSchema)
    .min(1, { error: 'updates must have at least one update.' })
    .max(LIMITS.orderUpdates, { error: `updates must have at most ${LIMITS.orderUpdates} updates.` }),
}).meta({ id: 'SendOrderUpdates', examples: [{ partner_id: 'PT00001', updates: [SENT_UPDATE_EXAMPLE] }] });
export type SendOrderUpdates = z.infer<typeof sendOrderUpdatesSchema>;

export const receivedOrderUpdateSchema = z
  .object({
    update_id: z.string(),
    order_update_id: orderUpdateIdSchema,
    duplicate: z.boolean().meta({ description: 'Whether it was received before, and has no further effect.' }),
  })
  .meta({ id: 'ReceivedOrderUpdate' });
export type ReceivedOrderUpdate = z.infer<typeof receivedOrderUpdateSchema>;

export const receivedOrderUpdatesSchema = z
  .object({
    updates: z.array(receivedOrderUpdateSchema).meta({ description: 'In the order in which they were sent.' }),
  })
  .meta({ id: 'ReceivedOrderUpdates' });
export type ReceivedOrderUpdates = z.infer<typeof receivedOrderUpdatesSchema>;

export const listOrderUpdatesQuerySchema = z.object({
  partner_name: partnerNameFilter.optional(),
  status: oneOf('status', ORDER_UPDATE_STATUSES).optional(),
  code: oneOf('code', ORDER_UPDATE_CODES).optional().meta({ description: 'Updates that are parked for this reason.' }),
  order_id: orderIdSchema.optional(),
  order_update_feed_id: orderUpdateFeedIdSchema.optional(),
  update_id: keyFilterSchema('update_id', LIMITS.updateIdLength)
    .optional()
    .meta({ description: "The sender's ID of the update." }),
  ...createdRangeQuery,
  ...pageQuery,
});
export type ListOrderUpdatesQuery = z.infer<typeof listOrderUpdatesQuerySchema>;

const updatePath = z.object({ order_update_id: orderUpdateIdSchema });
const read = { access: 'orders:read' } as const;
const write = { access: 'orders:write' } as const;

export const orderUpdatesContract = c.router(
  {
    sendOrderUpdates: {
      method: 'POST',
      path: '/order-updates',
      summary: 'Send order updates',
      description:
        'Updates are stored immediately and applied separately shortly after, in the order of `occurred_at`. An update that cannot be applied is `parked` with its reason. An update with a known `update_id` and the same content is a duplicate; with different content, the whole call is rejected.',
      metadata: write,
      headers: idempotencyHeaders,
      body: sendOrderUpdatesSchema,
      responses: { 202: receivedOrderUpdatesSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listOrderUpdates: {
      method: 'GET',
      path: '/order-updates',
      summary: 'List order updates, newest first',
      description: 'Updates that were sent, and updates that were pushed to feeds.',
      metadata: { ...read, reads: 'replica' },
      query: listOrderUpdatesQuerySchema,
      responses: { 200: listOf(orderUpdateSchema) },
    },
    getOrderUpdate: {
      method: 'GET',
      path: '/order-updates/:order_update_id',
      summary: 'Get an order update',
      description: 'Includes the pushed payload, if the update came from a feed.',
      metadata: read,
      pathParams: updatePath,
      responses: { 200: orderUpdateDetailSchema, ...problems(404) },
    },
    retryOrderUpdate: {
      method: 'POST',
      path: '/order-updates/:order_update_id/retry',
      summary: 'Retry a parked order update',
      description: 'Pushed payloads that could not be mapped are mapped again first.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: updatePath,
      body: c.noBody(),
      responses: { 202: orderUpdateSchema, ...problems(404, 409, 422) },
    },
    dismissOrderUpdate: {
      method: 'POST',
      path: '/order-updates/:order_update_id/dismiss',
      summary: 'Dismiss a parked order update',
      description: 'It becomes `ignored`.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: updatePath,
      body: c.noBody(),
      responses: { 200: orderUpdateSchema, ...problems(404, 409, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
