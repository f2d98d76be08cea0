export { CommerceError } from './errors/errors.ts';
export { type WebhookVerificationCode, WebhookVerificationError } from './errors/webhook-errors.ts';
export type { CommerceEvent } from './internal/types/event-types.ts';
export type { Event, EventType } from './internal/types/wire-types.ts';
export { type VerifyWebhookOptions, verifyWebhook, type WebhookHeaders } from './webhooks/verify-webhook.ts';
