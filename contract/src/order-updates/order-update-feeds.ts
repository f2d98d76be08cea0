import { z } from 'zod';
import { carrierSchema } from '../orders/order-changes.ts';
import {
  dataDescriptorIdSchema,
  orderUpdateFeedIdSchema,
  orderUpdatePushIdSchema,
  partnerIdSchema,
} from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import {
  changesOf,
  fieldsOf,
  idempotencyHeaders,
  lineSchema,
  oneOf,
  partnerNameFilter,
  rotateSecretSchema,
} from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeSchema } from '../shared/time.ts';
import { FEED_MAPPING_EXAMPLE, ORDER_UPDATE_FEED_EXAMPLE } from './examples.ts';
import { feedMappingSchema } from './feed-mapping.ts';

/**
 * How a courier authenticates: by the secret itself, or by a signature: HMAC-SHA256 of the body (RFC 2104), keyed with
 * the secret's text, in hex or base64.
 */
export const FEED_AUTHENTICATIONS = ['token', 'hmac'] as const;
export type FeedAuthentication = (typeof FEED_AUTHENTICATIONS)[number];
/** The default headers for authentication. */
export const FEED_HEADERS: Readonly<Record<FeedAuthentication, string>> = {
  token: 'x-feed-token',
  hmac: 'x-feed-signature',
};
/** The prefix of feed secrets. */
export const FEED_SECRET_PREFIX = 'ofsec_';

const headerSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{1,100}$/, { error: 'header must be the name of a header: letters, digits and hyphens.' })
  .overwrite((name) => name.toLowerCase())
  .meta({ description: 'The header of the token or the signature.' });
const settings = {
  name: lineSchema('name', LIMITS.orderUpdateFeedNameLength),
  carrier: carrierSchema.nullable().meta({ description: 'The carrier for updates without one.' }),
  mapping: feedMappingSchema.meta({
    description: 'Maps a notice to order updates. Use either this or `data_descriptor_id`.',
  }),
  data_descriptor_id: dataDescriptorIdSchema.meta({
    description:
      "The partner's data descriptor with the entity `order_update` that reads pushed files. Use either this or `mapping`.",
  }),
  header: headerSchema.meta({
    description: `The header of the token or signature; by default \`${FEED_HEADERS.token}\` or \`${FEED_HEADERS.hmac}\`.`,
  }),
};

const EITHER = { path: ['data_descriptor_id'], error: 'Name either mapping or data_descriptor_id, not both.' };
const hasBoth = (body: { mapping?: unknown; data_descriptor_id?: unknown }) =>
  body.mapping !== undefined && body.data_descriptor_id !== undefined;

export const orderUpdateFeedSchema = z
  .object({
    order_update_feed_id: orderUpdateFeedIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    name: z.string(),
    carrier: z.string().nullable(),
    authentication: z.enum(FEED_AUTHENTICATIONS).meta({
      description: 'How the courier authenticates: with the token, or with an HMAC-SHA256 signature of the body.',
    }),
    header: z.string(),
    mapping: feedMappingSchema
      .nullable()
      .meta({ description: 'Maps a notice to order updates; null if a data descriptor reads the files.' }),
    data_descriptor_id: dataDescriptorIdSchema
      .nullable()
      .meta({ description: 'The data descriptor that reads pushed files; null if there is a mapping.' }),
    old_secret_valid_until: timeSchema.nullable().meta({
      description: 'Until then, pushes may also use the replaced secret; null for none.',
    }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'OrderUpdateFeed', examples: [ORDER_UPDATE_FEED_EXAMPLE] });
export type OrderUpdateFeed = z.infer<typeof orderUpdateFeedSchema>;

export const createOrderUpdateFeedSchema = fieldsOf({
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: "The partner of the order. Optional with a partner's key." }),
  name: settings.name,
  carrier: settings.carrier.optional(),
  authentication: oneOf('authentication', FEED_AUTHENTICATIONS),
  header: settings.header.optional(),
  mapping: settings.mapping.optional(),
  data_descriptor_id: settings.data_descriptor_id.optional(),
})
  .refine((body) => !hasBoth(body), EITHER)
  .refine(({ mapping, data_descriptor_id }) => mapping ?? data_descriptor_id, {
    path: ['mapping'],
    error: 'Set either mapping or data_descriptor_id.',
  })
  .meta({
    id: 'CreateOrderUpdateFeed',
    examples: [
      {
        partner_id: 'PT00001',
        name: 'Courier notices',
        carrier: 'DHL',
        authentication: 'hmac',
        mapping: FEED_MAPPING_EXAMPLE,
      },
    ],
  });
export type CreateOrderUpdateFeed = z.infer<typeof createOrderUpdateFeedSchema>;

export const updateOrderUpdateFeedSchema = changesOf({
  name: settings.name.optional(),
  carrier: settings.carrier.optional(),
  header: settings.header.optional(),
  mapping: settings.mapping
    .optional()
    .meta({ description: 'Maps a notice to order updates; replaces a `data_descriptor_id`.' }),
  data_descriptor_id: settings.data_descriptor_id
    .optional()
    .meta({ description: 'Reads pushed files; replaces a `mapping`.' }),
})
  .refine((body) => !hasBoth(body), EITHER)
  .meta({ id: 'UpdateOrderUpdateFeed', examples: [{ mapping: FEED_MAPPING_EXAMPLE }] });
export type UpdateOrderUpdateFeed = z.infer<typeof updateOrderUpdateFeedSchema>;

export const createdOrderUpdateFeedSchema = orderUpdateFeedSchema
  .extend({ secret: z.string().meta({ description: 'The token, or the key of the signatures. Shown once.' }) })
  .meta({ id: 'CreatedOrderUpdateFeed', examples: [{ ...ORDER_UPDATE_FEED_EXAMPLE, secret: 'ofsec_…' }] });
export type CreatedOrderUpdateFeed = z.infer<typeof createdOrderUpdateFeedSchema>;

export const receivedPushSchema = z
  .object({
    push_id: orderUpdatePushIdSchema,
    duplicate: z.boolean().meta({ description: 'Whether the same bytes were pushed before.' }),
  })
  .meta({ id: 'ReceivedPush' });
export type ReceivedPush = z.infer<typeof receivedPushSchema>;

const feedPath = z.object({ order_update_feed_id: orderUpdateFeedIdSchema });
const read = { access: 'orders:read' } as const;
const write = { access: 'orders:write' } as const;

export const orderUpdateFeedsContract = c.router(
  {
    createOrderUpdateFeed: {
      method: 'POST',
      path: '/order-update-feeds',
      summary: 'Create an order update feed',
      description:
        'A courier pushes its own format to the feed, which reads it with a mapping or a data descriptor. Only this response contains the secret.',
      metadata: write,
      headers: idempotencyHeaders,
      body: createOrderUpdateFeedSchema,
      responses: { 201: createdOrderUpdateFeedSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listOrderUpdateFeeds: {
      method: 'GET',
      path: '/order-update-feeds',
      summary: 'List order update feeds, newest first',
      description: 'Each feed includes how it reads payloads.',
      metadata: { ...read, reads: 'replica' },
      query: z.object({ partner_name: partnerNameFilter.optional(), ...pageQuery }),
      responses: { 200: listOf(orderUpdateFeedSchema) },
    },
    getOrderUpdateFeed: {
      method: 'GET',
      path: '/order-update-feeds/:order_update_feed_id',
      summary: 'Get an order update feed',
      description: 'How pushed payloads are read, and how the courier authenticates.',
      metadata: read,
      pathParams: feedPath,
      responses: { 200: orderUpdateFeedSchema, ...problems(404) },
    },
    updateOrderUpdateFeed: {
      method: 'PATCH',
      path: '/order-update-feeds/:order_update_feed_id',
      summary: 'Change an order update feed',
      description:
        'To map payloads again that could not be mapped before, call `POST /order-updates/{order_update_id}/retry`.',
      metadata: write,
      pathParams: feedPath,
      body: updateOrderUpdateFeedSchema,
      responses: { 200: orderUpdateFeedSchema, ...problems(404, 413, 415, 422) },
    },
    rotateOrderUpdateFeedSecret: {
      method: 'POST',
      path: '/order-update-feeds/:order_update_feed_id/rotate-secret',
      summary: 'Rotate the secret of an order update feed',
      description:
        'The courier may use either secret until the old one expires. Only this response contains the new one.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: feedPath,
      body: rotateSecretSchema,
      responses: { 201: createdOrderUpdateFeedSchema, ...problems(404, 413, 415, 422) },
    },
    deleteOrderUpdateFeed: {
      method: 'DELETE',
      path: '/order-update-feeds/:order_update_feed_id',
      summary: 'Delete an order update feed',
      description: 'Nothing can be pushed to the feed any more. Updates that are already mapped are still applied.',
      metadata: write,
      pathParams: feedPath,
      responses: { 204: c.noBody(), ...problems(404) },
    },
    pushOrderUpdateFeed: {
      method: 'POST',
      path: '/order-update-feeds/:order_update_feed_id/push',
      summary: 'Push order updates as a courier',
      description: `For couriers: needs no API key, but the token or signature of the feed in its header. Accepts JSON, XML or a form of up to ${LIMITS.pushBytes / 1024 / 1024} MB, or a file of that size in the format of the feed's data descriptor. It is stored, and the response is immediate. The same bytes again are a duplicate.`,
      metadata: { access: 'public', rawBody: true } as const,
      pathParams: feedPath,
      body: z
        .unknown()
        .refine((body) => body !== undefined, { error: 'Send a body.' })
        .meta({
          description: `The courier's payload: JSON, XML (without a DTD), or a form; for a feed with a data descriptor, a file in its format with up to ${LIMITS.pushedUpdates} rows.`,
          examples: [{ event: { id: 'E-1', code: 'PICKED_UP' }, shipment: { reference: 'PO-1' } }],
        }),
      responses: { 202: receivedPushSchema, ...problems(413, 415) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
