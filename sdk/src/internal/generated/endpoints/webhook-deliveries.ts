// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const listWebhookDeliveries: EndpointOf<{ query: wire.ListWebhookDeliveriesFields; answer: Page<wire.WebhookDelivery> }> = 'GET /webhook-deliveries?webhook_id&event_id&event_type&status&response_code&created_from&created_to&limit&cursor';
export const getWebhookDelivery: EndpointOf<{ answer: wire.WebhookDeliveryDetail }> = 'GET /webhook-deliveries/:delivery_id(WD)';
export const redeliverWebhookDelivery: EndpointOf<{ answer: wire.WebhookDelivery }> = 'POST /webhook-deliveries/:delivery_id(WD)/redeliver 202 key';
export const redeliverWebhookDeliveries: EndpointOf<{ body: wire.RedeliverWebhookDeliveriesFields; answer: wire.Job }> = 'POST /webhook-deliveries/redeliver 202 key';
