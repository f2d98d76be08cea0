import { z } from 'zod';
import { unknownEvent } from '../events/event-types.ts';
import { eventTypeSchema } from '../events/events.ts';
import { WEBHOOK_DISABLED_REASONS } from '../events/webhook-events.ts';
import { eventIdSchema, partnerIdSchema, webhookIdSchema } from '../shared/ids.ts';
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
import { timeQuerySchema, timeSchema } from '../shared/time.ts';
import { webhookDeliverySchema } from './deliveries.ts';
import { CREATE_WEBHOOK_EXAMPLE, WEBHOOK_EXAMPLE } from './examples.ts';
import { webhookHeadersSchema } from './webhook-headers.ts';

export const WEBHOOK_STATUSES = ['active', 'disabled'] as const;

/** Means every event type, including those of later versions. */
export const ALL_EVENTS = '*';

const eventsSchema = z
  .array(z.union([z.literal(ALL_EVENTS), eventTypeSchema], { error: unknownEvent }))
  .min(1, { error: 'events must name at least one type, or "*" for all.' })
  .max(100, { error: 'events must name at most 100 types.' })
  .overwrite((events) => [...new Set(events)])
  .meta({ description: 'Types of events, or `["*"]` for all.', examples: [['order.created']] });

export const webhookSchema = z
  .object({
    webhook_id: webhookIdSchema,
    partner_id: partnerIdSchema.nullable().meta({ description: 'Null for events of all partners.' }),
    partner_name: z.string().nullable(),
    url: z.string(),
    events: z.array(z.string()).meta({ description: 'Types of events, or `["*"]`.' }),
    description: z.string().nullable(),
    ordered: z.boolean().meta({ description: 'One delivery at a time, in sequence.' }),
    max_in_flight: z.int().meta({ description: 'Maximum number of deliveries that may wait for a response at once.' }),
    headers: z.record(z.string(), z.string()).meta({ description: 'Custom headers; their values are not shown.' }),
    status: z.enum(WEBHOOK_STATUSES),
    disabled_reason: z.enum(WEBHOOK_DISABLED_REASONS).nullable(),
    circuit: z
      .enum(['closed', 'open'])
      .meta({ description: 'While open, deliveries wait, and one probe at a time is sent.' }),
    failure_count: z.int().meta({ description: 'Number of consecutive failures.' }),
    failing_since: timeSchema.nullable(),
    last_error: z.string().nullable().meta({ description: 'The message of the last failure since the last success.' }),
    next_probe_at: timeSchema.nullable().meta({ description: 'No delivery is sent before this time.' }),
    old_secret_valid_until: timeSchema.nullable().meta({ description: 'Deliveries are signed with both until then.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Webhook', examples: [WEBHOOK_EXAMPLE] });
export type Webhook = z.infer<typeof webhookSchema>;

const settings = {
  url: z
    .string()
    .max(LIMITS.webhookUrlLength, { error: `url is longer than ${LIMITS.webhookUrlLength} characters.` })
    .meta({ description: 'A public HTTPS URL.', examples: ['https://partner.example/hooks'] }),
  events: eventsSchema,
  description: lineSchema('description', LIMITS.webhookDescriptionLength).nullable(),
  ordered: z
    .boolean()
    .meta({ description: 'One delivery at a time, in sequence; a failed delivery holds back the rest.' }),
  max_in_flight: z
    .int()
    .min(1, { error: `max_in_flight must be from 1 to ${LIMITS.webhookMaxInFlight}.` })
    .max(LIMITS.webhookMaxInFlight, { error: `max_in_flight must be from 1 to ${LIMITS.webhookMaxInFlight}.` })
    .meta({ description: 'Maximum number of deliveries that may wait for a response at once.' }),
  headers: webhookHeadersSchema,
};

export const createWebhookSchema = fieldsOf({
  partner_id: partnerIdSchema
    .optional()
    .meta({ description: "Optional with a partner's key; if the operator omits it: events of all partners." }),
  url: settings.url,
  events: settings.events,
  description: settings.description.optional(),
  ordered: settings.ordered.default(false),
  max_in_flight: settings.max_in_flight.default(5),
  headers: settings.headers.optional(),
}).meta({ id: 'CreateWebhook', examples: [CREATE_WEBHOOK_EXAMPLE] });
export type CreateWebhook = z.infer<typeof createWebhookSchema>;

export const updateWebhookSchema = changesOf({
  url: settings.url.optional(),
  events: settings.events.optional(),
  description: settings.description.optional(),
  ordered: settings.ordered.optional(),
  max_in_flight: settings.max_in_flight.optional(),
  headers: settings.headers.optional(),
  status: oneOf('status', WEBHOOK_STATUSES)
    .optional()
    .meta({ description: '`active` closes the circuit and resets the failure count.' }),
}).meta({ id: 'UpdateWebhook', examples: [{ events: ['*'], max_in_flight: 10 }] });
export type UpdateWebhook = z.infer<typeof updateWebhookSchema>;

export const createdWebhookSchema = webhookSchema
  .extend({ secret: z.string().meta({ description: 'Shown once. Verifies the signatures of deliveries.' }) })
  .meta({ id: 'CreatedWebhook', examples: [{ ...WEBHOOK_EXAMPLE, secret: 'whsec_…' }] });
export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;

const ONLY = ['failed', 'never_delivered'] as const;
export const recoverWebhookSchema = fieldsOf({
  since: timeQuerySchema.meta({ description: 'The time from which events are recovered.' }),
  only: oneOf('only', ONLY).optional().meta({
    description: 'Failed deliveries, or events without a delivery. Both if omitted.',
  }),
}).meta({ id: 'RecoverWebhook', examples: [{ since: '2026-04-06T00:00:00Z' }] });
export type RecoverWebhook = z.infer<typeof recoverWebhookSchema>;

export const redeliveriesSchema = z
  .object({
    deliveries: z.int().meta({ description: 'Number of deliveries to resend.' }),
    has_more: z.boolean().meta({ description: 'Whether more are left: call again.' }),
  })
  .meta({ id: 'Redeliveries' });
export type Redeliveries = z.infer<typeof redeliveriesSchema>;

const webhookPath = z.object({ webhook_id: webhookIdSchema });
const read = { access: 'webhooks:read' } as const;
const write = { access: 'webhooks:write' } as const;

export const webhooksContract = c.router(
  {
    createWebhook: {
      method: 'POST',
      path: '/webhooks',
      summary: 'Subscribe to events',
      description: 'Deliveries are signed; only this response contains the secret.',
      metadata: write,
      headers: idempotencyHeaders,
      body: createWebhookSchema,
      responses: { 201: createdWebhookSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listWebhooks: {
      method: 'GET',
      path: '/webhooks',
      summary: 'List subscriptions, newest first',
      description: 'Includes their health. A partner sees its own; the operator also those for all partners.',
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        status: oneOf('status', WEBHOOK_STATUSES).optional(),
        ...pageQuery,
      }),
      responses: { 200: listOf(webhookSchema) },
    },
    getWebhook: {
      method: 'GET',
      path: '/webhooks/:webhook_id',
      summary: 'Get a subscription with its health',
      description: 'Consecutive failures and since when, the last error, and whether the circuit is open.',
      metadata: read,
      pathParams: webhookPath,
      responses: { 200: webhookSchema, ...problems(404) },
    },
    updateWebhook: {
      method: 'PATCH',
      path: '/webhooks/:webhook_id',
      summary: 'Change, disable or enable a subscription',
      description:
        'A disabled subscription gets no deliveries of new events; waiting deliveries continue when it is active again.',
      metadata: write,
      pathParams: webhookPath,
      body: updateWebhookSchema,
      responses: { 200: webhookSchema, ...problems(404, 409, 413, 415, 422) },
    },
    deleteWebhook: {
      method: 'DELETE',
      path: '/webhooks/:webhook_id',
      summary: 'Delete a subscription',
      description:
        'Nothing more is sent. Waiting deliveries are cancelled within seconds, or minutes if there are many; the delivery log stays.',
      metadata: write,
      pathParams: webhookPath,
      responses: { 204: c.noBody(), ...problems(404) },
    },
    rotateWebhookSecret: {
      method: 'POST',
      path: '/webhooks/:webhook_id/rotate-secret',
      summary: 'Rotate the secret of a subscription',
      description: 'Deliveries are signed with both secrets until the old one expires.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: webhookPath,
      body: rotateSecretSchema,
      responses: { 201: createdWebhookSchema, ...problems(404, 413, 415, 422) },
    },
    testWebhook: {
      method: 'POST',
      path: '/webhooks/:webhook_id/test',
      summary: 'Send an example event',
      description:
        'Sent only to this subscription, with the header `X-Commerce-Test: true`. It does not appear in event lists.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: webhookPath,
      body: fieldsOf({ event_type: eventTypeSchema.optional() }).meta({ examples: [{ event_type: 'order.created' }] }),
      responses: { 202: webhookDeliverySchema, ...problems(404, 409, 413, 415, 422) },
    },
    recoverWebhook: {
      method: 'POST',
      path: '/webhooks/:webhook_id/recover',
      summary: 'Recover missed events since a given time',
      description: `The oldest ${LIMITS.recoveredDeliveries} first. Events are kept for ${LIMITS.eventDays} days.`,
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: webhookPath,
      body: recoverWebhookSchema,
      responses: { 202: redeliveriesSchema, ...problems(404, 409, 413, 415, 422) },
    },
    replayWebhook: {
      method: 'POST',
      path: '/webhooks/:webhook_id/replay',
      summary: 'Replay events',
      description: 'This also sends events that were already delivered, and event types outside the subscription.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: webhookPath,
      body: fieldsOf({
        event_ids: z
          .array(eventIdSchema)
          .min(1, { error: 'event_ids must name at least one event.' })
          .max(LIMITS.replayedEvents, { error: `event_ids must name at most ${LIMITS.replayedEvents} events.` }),
      }).meta({ examples: [{ event_ids: ['EV00001'] }] }),
      responses: { 202: redeliveriesSchema, ...problems(404, 409, 413, 415, 422) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
