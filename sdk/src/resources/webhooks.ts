import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CreatedWebhook,
  CreateWebhookFields,
  ListWebhooksFields,
  RecoverWebhookFields,
  Redeliveries,
  ReplayWebhookFields,
  RotateWebhookSecretFields,
  TestWebhookFields,
  UpdateWebhookFields,
  Webhook,
  WebhookDelivery,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Subscriptions to events: the API posts each event to their URL, signed. */
export class Webhooks extends Resource {
  /**
   * Subscribes a URL to events. The secret that verifies deliveries is only in this response.
   *
   * @throws ValidationError for a URL that is not public HTTPS, or an unknown event; ConflictError `too_many_webhooks`
   *
   * @example
   * const { webhook_id, secret } = await client.webhooks.create({
   *   url: 'https://partner.example/hooks',
   *   events: ['order.created', 'feed.validation.completed'],
   * });
   */
  create(fields: CreateWebhookFields, options?: IdempotentRequestOptions): ApiPromise<CreatedWebhook> {
    return this.endpoints.call(endpoints.createWebhook, { json: fields, options });
  }

  /** Lists subscriptions, newest first. */
  list(fields?: ListWebhooksFields, options?: RequestOptions): PagePromise<Webhook> {
    return this.endpoints.list(endpoints.listWebhooks, { query: fields, options });
  }

  /** Gets a subscription with its health: circuit, failures, last error. @throws NotFoundError */
  get(webhookId: string, options?: RequestOptions): ApiPromise<Webhook> {
    return this.endpoints.call(endpoints.getWebhook, { params: { webhook_id: webhookId }, options });
  }

  /** Changes, disables or enables a subscription. @throws NotFoundError; ValidationError */
  update(webhookId: string, fields: UpdateWebhookFields, options?: RequestOptions): ApiPromise<Webhook> {
    const params = { webhook_id: webhookId };
    return this.endpoints.call(endpoints.updateWebhook, { params, json: fields, options });
  }

  /**
   * Deletes a subscription. What has not been delivered is cancelled. When the response is lost and a retry finds no
   * such subscription, the first try has deleted it: that is not an error.
   *
   * @throws NotFoundError
   */
  delete(webhookId: string, options?: RequestOptions): ApiPromise<void> {
    return this.endpoints.delete(endpoints.deleteWebhook, { params: { webhook_id: webhookId }, options });
  }

  /**
   * Replaces the secret. Deliveries are signed with both until the old one expires, in 24 hours if nothing else is said.
   *
   * @throws NotFoundError; ValidationError
   */
  rotateSecret(
    webhookId: string,
    fields: RotateWebhookSecretFields = {},
    options?: IdempotentRequestOptions,
  ): ApiPromise<CreatedWebhook> {
    const params = { webhook_id: webhookId };
    return this.endpoints.call(endpoints.rotateWebhookSecret, { params, json: fields, options });
  }

  /** Sends an example event to this subscription alone. @throws NotFoundError; ConflictError `webhook_disabled` */
  test(
    webhookId: string,
    fields: TestWebhookFields = {},
    options?: IdempotentRequestOptions,
  ): ApiPromise<WebhookDelivery> {
    const params = { webhook_id: webhookId };
    return this.endpoints.call(endpoints.testWebhook, { params, json: fields, options });
  }

  /**
   * Delivers again what was missed since a time. Call it again while the response `has_more`.
   *
   * @throws NotFoundError; ConflictError `webhook_disabled`
   */
  recover(
    webhookId: string,
    fields: RecoverWebhookFields,
    options?: IdempotentRequestOptions,
  ): ApiPromise<Redeliveries> {
    const params = { webhook_id: webhookId };
    return this.endpoints.call(endpoints.recoverWebhook, { params, json: fields, options });
  }

  /** Delivers certain events again, or for the first time. @throws NotFoundError; ConflictError `webhook_disabled` */
  replay(webhookId: string, fields: ReplayWebhookFields, options?: IdempotentRequestOptions): ApiPromise<Redeliveries> {
    const params = { webhook_id: webhookId };
    return this.endpoints.call(endpoints.replayWebhook, { params, json: fields, options });
  }
}
