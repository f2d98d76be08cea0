import { z } from 'zod';
import { SALES_CHANNEL_CHANGE_REQUEST, SALES_CHANNEL_EXAMPLE, SALES_CHANNEL_REQUEST } from '../shared/examples.ts';
import { partnerIdSchema, salesChannelIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import {
  changesOf,
  fieldsOf,
  idempotencyHeaders,
  keyFilterSchema,
  keySchema,
  lineSchema,
  oneOf,
  partnerNameFilter,
} from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeSchema } from '../shared/time.ts';

export const SALES_CHANNEL_TYPES = ['POS_SALES_CHANNEL', 'WEB_SALES_CHANNEL', 'MARKETPLACE_SALES_CHANNEL'] as const;
export const salesChannelTypeSchema = oneOf('type', SALES_CHANNEL_TYPES);

export const salesChannelSchema = z
  .object({
    sales_channel_id: salesChannelIdSchema,
    partner_id: partnerIdSchema,
    name: z.string(),
    type: salesChannelTypeSchema,
    external_id: z.string().nullable(),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'SalesChannel', examples: [SALES_CHANNEL_EXAMPLE] });
export type SalesChannel = z.infer<typeof salesChannelSchema>;

const name = lineSchema('name', LIMITS.salesChannelNameLength);
const externalId = keySchema('external_id', LIMITS.externalIdLength)
  .nullable()
  .optional()
  .meta({ description: "The partner's own ID of the channel, unique among its channels." });

export const createSalesChannelSchema = fieldsOf({
  partner_id: partnerIdSchema.optional().meta({ description: "Optional with a partner's key." }),
  name,
  type: salesChannelTypeSchema,
  external_id: externalId,
}).meta({ id: 'CreateSalesChannel', examples: [SALES_CHANNEL_REQUEST] });
export type CreateSalesChannel = z.infer<typeof createSalesChannelSchema>;

export const updateSalesChannelSchema = changesOf({
  name: name.optional(),
  type: salesChannelTypeSchema.optional(),
  external_id: externalId,
}).meta({ id: 'UpdateSalesChannel', examples: [SALES_CHANNEL_CHANGE_REQUEST] });
export type UpdateSalesChannel = z.infer<typeof updateSalesChannelSchema>;

const channelPath = z.object({ sales_channel_id: salesChannelIdSchema });
const read = { access: 'sales_channels:read' } as const;
const write = { access: 'sales_channels:write' } as const;

export const salesChannelsContract = c.router(
  {
    createSalesChannel: {
      method: 'POST',
      path: '/sales-channels',
      summary: 'Create a sales channel',
      description: 'A shop, web site or marketplace of the partner, which can have its own price lists.',
      metadata: write,
      headers: idempotencyHeaders,
      body: createSalesChannelSchema,
      responses: { 201: salesChannelSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listSalesChannels: {
      method: 'GET',
      path: '/sales-channels',
      summary: 'List sales channels, newest first',
      description: "With a partner's key: its own channels; with the operator's key: those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        type: salesChannelTypeSchema.optional(),
        external_id: keyFilterSchema('external_id', LIMITS.externalIdLength).optional(),
        ...pageQuery,
      }),
      responses: { 200: listOf(salesChannelSchema) },
    },
    getSalesChannel: {
      method: 'GET',
      path: '/sales-channels/:sales_channel_id',
      summary: 'Get a sales channel',
      description: 'Its price lists belong to the products.',
      metadata: read,
      pathParams: channelPath,
      responses: { 200: salesChannelSchema, ...problems(404) },
    },
    updateSalesChannel: {
      method: 'PATCH',
      path: '/sales-channels/:sales_channel_id',
      summary: 'Change a sales channel',
      description: 'Omitted fields do not change; `external_id: null` removes it.',
      metadata: write,
      pathParams: channelPath,
      body: updateSalesChannelSchema,
      responses: { 200: salesChannelSchema, ...problems(404, 409, 413, 415, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
