import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { eventIdSchema, webhookDeliveryIdSchema, webhookIdSchema } from '../shared/ids.ts';
import { timeSchema } from '../shared/time.ts';

// Not in the folder of webhooks: subscriptions refer to event types, so the folders would import each other.

/** Why a subscription was disabled. */
export const WEBHOOK_DISABLED_REASONS = ['gone', 'failing', 'request'] as const;

/** Percent of the time until a failing subscription is disabled, at which a `webhook.failing` is recorded. */
export const WEBHOOK_WARNINGS = [50, 70, 90] as const;

const failingWebhook = z.object({
  webhook_id: webhookIdSchema,
  url: z.string(),
  failure_count: z.int().meta({ description: 'Number of consecutive failures.' }),
  failing_since: timeSchema.nullable(),
  last_error: z.string().nullable().meta({ description: 'The message of the last failure.' }),
});
const example = {
  webhook_id: 'WH00001',
  url: 'https://partner.example/hooks',
  failure_count: 61,
  failing_since: '2026-04-06T15:02:10.000Z',
  last_error: 'The receiver responded with 500.',
};

const webhookFailing = defineEvent('webhook.failing', {
  about: 'Deliveries to a subscription have failed for 50, 70 or 90 % of the time until it is disabled.',
  subject: ({ webhook_id }) => webhook_id,
  data: failingWebhook.extend({
    percent: z.int().meta({ description: 'Percent of the time that has passed: 50, 70 or 90.' }),
    disabled_at: timeSchema.meta({ description: 'When it will be disabled.' }),
  }),
  example: { ...example, percent: 50, disabled_at: '2026-04-11T15:02:10.000Z' },
});

const webhookDisabled = defineEvent('webhook.disabled', {
  about:
    'A subscription was disabled: its receiver returned 410 (`gone`), failed for too long (`failing`), or a call disabled it (`request`).',
  subject: ({ webhook_id }) => webhook_id,
  data: failingWebhook.extend({ reason: z.enum(WEBHOOK_DISABLED_REASONS) }),
  example: { ...example, reason: 'failing' },
});

const webhookAttemptsExhausted = defineEvent('webhook.attempts.exhausted', {
  about: 'The last attempt of a delivery failed; it is not retried automatically.',
  subject: ({ delivery_id }) => delivery_id,
  data: z.object({
    webhook_id: webhookIdSchema,
    delivery_id: webhookDeliveryIdSchema,
    event_id: eventIdSchema,
    event_type: z.string(),
    attempts: z.int(),
    error: z.string().meta({ description: 'The message of the last failure.' }),
  }),
  example: {
    webhook_id: 'WH00001',
    delivery_id: 'WD00001',
    event_id: 'EV00001',
    event_type: 'order.created',
    attempts: 27,
    error: 'The receiver responded with 500.',
  },
});

export const WEBHOOK_EVENTS = [webhookFailing, webhookDisabled, webhookAttemptsExhausted] as const;
