import type { WEBHOOK_DISABLED_REASONS, WEBHOOK_STATUSES } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const WebhookSchema = defineEntity({
  name: 'Webhook',
  tableName: 'webhook',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('webhook_id_seq')`),
    /** Null for a subscription of the operator, to the events of all partners. */
    partnerId: p.bigint('number').nullable(),
    url: p.text(),
    events: p.array().$type<string[]>(),
    description: p.text().nullable(),
    ordered: p.boolean(),
    maxInFlight: p.integer(),
    headerNames: p.array().$type<string[]>(),
    /** Encrypted JSON of the further headers; null for none. */
    headers: p.text().nullable(),
    /** Encrypted, like `oldSecret`. */
    secret: p.text(),
    oldSecret: p.text().nullable(),
    oldSecretValidUntil: p.datetime().nullable(),
    status: p.text().$type<(typeof WEBHOOK_STATUSES)[number]>(),
    disabledReason: p.text().$type<(typeof WEBHOOK_DISABLED_REASONS)[number]>().nullable(),
    circuit: p.text().$type<'closed' | 'open'>(),
    /** Consecutive failures. */
    failureCount: p.integer(),
    failingSince: p.datetime().nullable(),
    lastError: p.text().nullable(),
    /**
     * The last warning threshold that was announced, as a percentage of the time until the subscription is disabled.
     */
    warnedPercent: p.integer(),
    /** No delivery is sent before this time. */
    heldUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime().onUpdate(() => new Date()),
  },
});

/** A subscription to events. */
export class Webhook extends WebhookSchema.class {}
WebhookSchema.setClass(Webhook);
