import { z } from 'zod';
import { eventTypeSchema } from '../events/events.ts';
import { jobSchema } from '../jobs/jobs.ts';
import { eventIdSchema, partnerIdSchema, webhookDeliveryIdSchema, webhookIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { numberText } from '../shared/plain-number.ts';
import { fieldsOf, idempotencyHeaders, oneOf } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery, timeSchema } from '../shared/time.ts';
import { WEBHOOK_DELIVERY_EXAMPLE } from './examples.ts';

export const DELIVERY_STATUSES = ['pending', 'succeeded', 'failed', 'cancelled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** The number of characters stored of a receiver's response. */
export const KEPT_BODY_LENGTH = 2_000;

export const webhookDeliverySchema = z
  .object({
    delivery_id: webhookDeliveryIdSchema,
    webhook_id: webhookIdSchema,
    partner_id: partnerIdSchema.nullable().meta({ description: "The event's partner." }),
    partner_name: z.string().nullable(),
    event_id: eventIdSchema,
    event_type: z.string(),
    sequence: z
      .int()
      .nullable()
      .meta({ description: 'Sequence within the subscription; null before the first attempt.' }),
    status: z.enum(DELIVERY_STATUSES),
    attempt_count: z.int(),
    response_code: z.int().nullable().meta({ description: 'From the last attempt; null if there was no response.' }),
    error: z.string().nullable().meta({ description: 'Why the last attempt failed, as a message.' }),
    next_attempt_at: timeSchema.nullable().meta({ description: 'Time of the next attempt; null if it has ended.' }),
    created_at: timeSchema,
  })
  .meta({ id: 'WebhookDelivery', examples: [WEBHOOK_DELIVERY_EXAMPLE] });
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

const headersSchema = z.record(z.string(), z.string());
export const deliveryAttemptSchema = z
  .object({
    attempt: z.int(),
    at: timeSchema,
    duration_ms: z.int(),
    request_headers: headersSchema.meta({ description: 'Signatures and values of your own headers are masked.' }),
    response_code: z.int().nullable(),
    response_headers: headersSchema.nullable(),
    response_body: z
      .string()
      .nullable()
      .meta({ description: `The first ${KEPT_BODY_LENGTH} characters.` }),
    error: z.string().nullable(),
  })
  .meta({ id: 'WebhookDeliveryAttempt' });
export type DeliveryAttempt = z.infer<typeof deliveryAttemptSchema>;

export const webhookDeliveryDetailSchema = webhookDeliverySchema
  .extend({
    request_payload: z.record(z.string(), z.unknown()).meta({ description: 'The body as it is sent.' }),
    response_body: z.string().nullable().meta({ description: 'From the last attempt.' }),
    attempts: z
      .array(deliveryAttemptSchema)
      .meta({ description: `Oldest first, the latest 100; kept for ${LIMITS.attemptDays} days.` }),
  })
  .meta({ id: 'WebhookDeliveryDetail' });
export type WebhookDeliveryDetail = z.infer<typeof webhookDeliveryDetailSchema>;

const statusFilter = oneOf('status', DELIVERY_STATUSES);
const responseCode = z
  .int({ error: 'response_code must be a status code from 100 to 599.' })
  .min(100, { error: 'response_code must be a status code from 100 to 599.' })
  .max(599, { error: 'response_code must be a status code from 100 to 599.' });

export const redeliveryFilterSchema = fieldsOf({
  webhook_id: webhookIdSchema,
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: 'The partner of the events; required if the subscription is for all partners.' }),
  event_type: eventTypeSchema.optional(),
  status: statusFilter.exclude(['pending']).optional().meta({ description: '`failed` by default.' }),
  ...createdRangeQuery,
}).meta({ id: 'RedeliveryFilter', examples: [{ webhook_id: 'WH00001', status: 'failed' }] });
export type RedeliveryFilter = z.infer<typeof redeliveryFilterSchema>;

const deliveryPath = z.object({ delivery_id: webhookDeliveryIdSchema });
const read = { access: 'webhooks:read' } as const;
const write = { access: 'webhooks:write' } as const;

export const webhookDeliveriesContract = c.router(
  {
    listWebhookDeliveries: {
      method: 'GET',
      path: '/webhook-deliveries',
      summary: 'List deliveries, newest first',
      description: 'Deliveries that were sent or are waiting. You can combine all filters.',
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        webhook_id: webhookIdSchema.optional(),
        event_id: eventIdSchema.optional(),
        event_type: eventTypeSchema.optional(),
        status: statusFilter.optional(),
        response_code: numberText(responseCode).optional(),
        ...createdRangeQuery,
        ...pageQuery,
      }),
      responses: { 200: listOf(webhookDeliverySchema) },
    },
    getWebhookDelivery: {
      method: 'GET',
      path: '/webhook-deliveries/:delivery_id',
      summary: 'Get a delivery with its attempts',
      description: 'Includes the body as sent, and each response.',
      metadata: read,
      pathParams: deliveryPath,
      responses: { 200: webhookDeliveryDetailSchema, ...problems(404) },
    },
    redeliverWebhookDelivery: {
      method: 'POST',
      path: '/webhook-deliveries/:delivery_id/redeliver',
      summary: 'Resend a delivery',
      description:
        'Sends it immediately, with the same event and sequence. A delivery that is being sent does not change.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: deliveryPath,
      body: c.noBody(),
      responses: { 202: webhookDeliverySchema, ...problems(404, 409) },
    },
    redeliverWebhookDeliveries: {
      method: 'POST',
      path: '/webhook-deliveries/redeliver',
      summary: 'Resend deliveries, as a job',
      description:
        'Resends the deliveries of one subscription that match the filter. Wait for the job with `GET /jobs/{job_id}?wait=30`.',
      metadata: write,
      headers: idempotencyHeaders,
      body: redeliveryFilterSchema,
      responses: { 202: jobSchema, ...problems(404, 409, 413, 415, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
