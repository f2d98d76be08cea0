export { CommerceError, type WebhookVerificationCode, WebhookVerificationError } from './errors/errors.ts';
export type { CommerceEvent, Event, EventType } from './internal/types/wire-types.ts';
export { type VerifyWebhookOptions, verifyWebhook, type WebhookHeaders } from './webhooks/verify-webhook.ts';
