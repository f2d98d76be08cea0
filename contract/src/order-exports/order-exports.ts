import { z } from 'zod';
import { jobSchema } from '../jobs/jobs.ts';
import {
  deliveryIdSchema,
  orderExporterIdSchema,
  orderExportIdSchema,
  orderIdSchema,
  partnerIdSchema,
} from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { fieldsOf, idempotencyHeaders, lineSchema, oneOf } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery, timeSchema } from '../shared/time.ts';
import { KEPT_BODY_LENGTH } from '../webhooks/deliveries.ts';
import { ORDER_EXPORT_EXAMPLE } from './examples.ts';
import { exportFlagSchema } from './export-flags.ts';

/** The states of an order export. `cleared`: it ended without an export, because that was not possible. */
export const ORDER_EXPORT_STATUSES = [
  'queued',
  'running',
  'completed',
  'failed',
  'waiting_approval',
  'rejected',
  'blocked',
  'cleared',
] as const;
export type OrderExportStatus = (typeof ORDER_EXPORT_STATUSES)[number];

const statusFilter = oneOf('status', ORDER_EXPORT_STATUSES);

export const orderExportSchema = z
  .object({
    order_export_id: orderExportIdSchema,
    exporter_id: orderExporterIdSchema.nullable().meta({ description: 'Null if no exporter serves the flag.' }),
    order_id: orderIdSchema,
    partner_id: partnerIdSchema.meta({ description: "The order's partner." }),
    partner_name: z.string(),
    delivery_ids: z
      .array(deliveryIdSchema)
      .meta({ description: 'The deliveries that it covers, without blocked ones.' }),
    flag: z.string().meta({ description: 'The flag of this export.' }),
    next_flag: z
      .string()
      .nullable()
      .meta({ description: 'The flag that its success has set; null before that, and at the end of a chain.' }),
    status: z.enum(ORDER_EXPORT_STATUSES).meta({
      description: '`failed` is retried while `next_attempt_at` is set; `blocked` continues when it is unblocked.',
    }),
    attempt_count: z.int().meta({ description: 'Number of attempts.' }),
    error: z
      .string()
      .nullable()
      .meta({ description: 'Why the last attempt failed or the export was cleared, as a message.' }),
    reason: z.string().nullable().meta({ description: 'The reason given with the rejection or approval.' }),
    decided_by: z.string().nullable().meta({ description: 'ID of the API key that approved or rejected it.' }),
    file_name: z.string().nullable().meta({ description: 'The file that contains the order; null for other kinds.' }),
    next_attempt_at: timeSchema.nullable().meta({ description: 'Time of the next attempt; null if there is none.' }),
    created_at: timeSchema,
    ended_at: timeSchema.nullable().meta({ description: 'When it was completed, rejected or cleared.' }),
  })
  .meta({ id: 'OrderExport', examples: [ORDER_EXPORT_EXAMPLE], description: 'One order through one exporter.' });
export type OrderExport = z.infer<typeof orderExportSchema>;

export const orderExportAttemptSchema = z
  .object({
    attempt: z.int(),
    at: timeSchema.meta({ description: 'The start time.' }),
    duration_ms: z.int(),
    flag_before: z.string().meta({ description: 'The flag of the order before the attempt.' }),
    flag_after: z
      .string()
      .nullable()
      .meta({ description: 'The flag after the attempt: the same one after a failure.' }),
    orders: z.int().meta({ description: 'Orders that were exported together.' }),
    request_digest: z
      .string()
      .nullable()
      .meta({ description: 'SHA-256 of the data that was sent or written, in hexadecimal; null if there was none.' }),
    response_code: z.int().nullable(),
    response_digest: z.string().nullable().meta({ description: 'SHA-256 of the stored part of the response.' }),
    response_body: z
      .string()
      .nullable()
      .meta({ description: `The first ${KEPT_BODY_LENGTH} characters.` }),
    error: z.string().nullable(),
  })
  .meta({ id: 'OrderExportAttempt' });
export type OrderExportAttempt = z.infer<typeof orderExportAttemptSchema>;

export const orderExportDetailSchema = orderExportSchema
  .extend({
    file_url: z
      .string()
      .nullable()
      .meta({ description: 'Download link, valid for an hour; null if there is no file.' }),
    attempts: z
      .array(orderExportAttemptSchema)
      .meta({ description: `Oldest first, the latest 100; kept for ${LIMITS.orderExportDays} days.` }),
  })
  .meta({ id: 'OrderExportDetail' });
export type OrderExportDetail = z.infer<typeof orderExportDetailSchema>;

const reasonSchema = lineSchema('reason', LIMITS.reasonLength).meta({
  description: 'A human-readable reason; stored in the log.',
  examples: ['The address is wrong'],
});

/** The states of exports that a replay repeats. */
const REPLAYED = ['failed', 'completed'] as const;

export const replayOrderExportsSchema = fieldsOf({
  exporter_id: orderExporterIdSchema,
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: 'The partner of the orders; required if the exporter is for all partners.' }),
  status: oneOf('status', REPLAYED).default('failed').meta({ description: 'Which exports to repeat.' }),
  ...createdRangeQuery,
}).meta({
  id: 'ReplayOrderExports',
  examples: [{ exporter_id: 'OX00001', status: 'completed', created_from: '2026-04-06T00:00:00Z' }],
});
export type ReplayOrderExports = z.infer<typeof replayOrderExportsSchema>;

const exportPath = z.object({ order_export_id: orderExportIdSchema });
const read = { access: 'order_exports:read' } as const;
const write = { access: 'order_exports:write' } as const;

export const orderExportsContract = c.router(
  {
    listOrderExports: {
      method: 'GET',
      path: '/order-exports',
      summary: 'List order exports, newest first',
      description: 'Completed, waiting and failed exports. You can combine all filters.',
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        order_id: orderIdSchema.optional(),
        exporter_id: orderExporterIdSchema.optional(),
        flag: exportFlagSchema.optional(),
        status: statusFilter.optional(),
        ...createdRangeQuery,
        ...pageQuery,
      }),
      responses: { 200: listOf(orderExportSchema) },
    },
    getOrderExport: {
      method: 'GET',
      path: '/order-exports/:order_export_id',
      summary: 'Get an order export with its attempts',
      description: 'Includes the flags before and after each attempt, and each response.',
      metadata: read,
      pathParams: exportPath,
      responses: { 200: orderExportDetailSchema, ...problems(404) },
    },
    approveOrderExport: {
      method: 'POST',
      path: '/order-exports/:order_export_id/approve',
      summary: 'Approve an order export that waits for a person',
      description: 'The export counts as completed, and the order continues in its chain.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: exportPath,
      body: fieldsOf({ reason: reasonSchema.optional() }).meta({ examples: [{ reason: 'The customer has paid' }] }),
      responses: { 200: orderExportSchema, ...problems(404, 409, 413, 415, 422) },
    },
    rejectOrderExport: {
      method: 'POST',
      path: '/order-exports/:order_export_id/reject',
      summary: 'Reject an order export',
      description:
        'Possible for an export that waits for approval, is blocked or has failed. Its flag is cleared, and the order leaves this chain.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: exportPath,
      body: fieldsOf({ reason: reasonSchema }).meta({ examples: [{ reason: 'The address is wrong' }] }),
      responses: { 200: orderExportSchema, ...problems(404, 409, 413, 415, 422) },
    },
    retryOrderExport: {
      method: 'POST',
      path: '/order-exports/:order_export_id/retry',
      summary: 'Retry a failed order export',
      description: 'Retries it immediately, with all attempts that its exporter allows.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: exportPath,
      body: c.noBody(),
      responses: { 202: orderExportSchema, ...problems(404, 409) },
    },
    replayOrderExports: {
      method: 'POST',
      path: '/order-exports/replay',
      summary: 'Replay order exports, as a job',
      description:
        'Repeats the exports of one exporter in a time range. Later steps of a chain are not repeated. Wait for the job with `GET /jobs/{job_id}?wait=30`.',
      metadata: write,
      headers: idempotencyHeaders,
      body: replayOrderExportsSchema,
      responses: { 202: jobSchema, ...problems(404, 409, 413, 415, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
