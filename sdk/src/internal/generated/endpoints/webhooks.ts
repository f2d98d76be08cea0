// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createWebhook: EndpointOf<{ body: wire.CreateWebhookFields; answer: wire.CreatedWebhook }> = 'POST /webhooks 201 key';
export const listWebhooks: EndpointOf<{ query: wire.ListWebhooksFields; answer: Page<wire.Webhook> }> = 'GET /webhooks?partner_name&status&limit&cursor';
export const getWebhook: EndpointOf<{ answer: wire.Webhook }> = 'GET /webhooks/:webhook_id(WH)';
export const updateWebhook: EndpointOf<{ body: wire.UpdateWebhookFields; answer: wire.Webhook }> = 'PATCH /webhooks/:webhook_id(WH)';
export const deleteWebhook: EndpointOf<{}> = 'DELETE /webhooks/:webhook_id(WH) 204';
export const rotateWebhookSecret: EndpointOf<{ body: wire.RotateWebhookSecretFields; answer: wire.CreatedWebhook }> = 'POST /webhooks/:webhook_id(WH)/rotate-secret 201 key';
export const testWebhook: EndpointOf<{ body: wire.TestWebhookFields; answer: wire.WebhookDelivery }> = 'POST /webhooks/:webhook_id(WH)/test 202 key';
export const recoverWebhook: EndpointOf<{ body: wire.RecoverWebhookFields; answer: wire.Redeliveries }> = 'POST /webhooks/:webhook_id(WH)/recover 202 key';
export const replayWebhook: EndpointOf<{ body: wire.ReplayWebhookFields; answer: wire.Redeliveries }> = 'POST /webhooks/:webhook_id(WH)/replay 202 key';
