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

/** Webhook subscriptions: the API sends events as signed POST requests to the URL of the subscription. */
export class Webhooks extends Resource {
  /**
   * Subscribes a URL to events. The secret for the verification of deliveries is only in this response.
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

  /** Gets a subscription and its health: circuit, failures, last error. @throws NotFoundError */
  get(webhookId: string, options?: RequestOptions): ApiPromise<Webhook> {
    return this.endpoints.call(endpoints.getWebhook, { params: { webhook_id: webhookId }, options });
  }

  /** Updates, disables or enables a subscription. @throws NotFoundError; ValidationError */
  update(webhookId: string, fields: UpdateWebhookFields, options?: RequestOptions): ApiPromise<Webhook> {
    const params = { webhook_id: webhookId };
    return this.endpoints.call(endpoints.updateWebhook, { params, json: fields, options });
  }

  /**
   * Deletes a subscription and cancels its pending deliveries. If the response is lost and a retry no longer finds the
   * subscription, the call succeeds: the first attempt has deleted it.
   *
   * @throws NotFoundError
   */
  delete(webhookId: string, options?: RequestOptions): ApiPromise<void> {
    return this.endpoints.delete(endpoints.deleteWebhook, { params: { webhook_id: webhookId }, options });
  }

  /**
   * Replaces the secret. Deliveries are signed with both secrets until the old one expires, in 24 hours by default.
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

  /** Sends an example event to this subscription only. @throws NotFoundError; ConflictError `webhook_disabled` */
  test(
    webhookId: string,
    fields: TestWebhookFields = {},
    options?: IdempotentRequestOptions,
  ): ApiPromise<WebhookDelivery> {
    const params = { webhook_id: webhookId };
    return this.endpoints.call(endpoints.testWebhook, { params, json: fields, options });
  }

  /**
   * Redelivers events that the receiver missed since a given time. Repeat the call while the response `has_more`.
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

  /**
   * Delivers the given events to the subscription, whether they were delivered before or not.
   *
   * @throws NotFoundError; ConflictError `webhook_disabled`
   */
  replay(webhookId: string, fields: ReplayWebhookFields, options?: IdempotentRequestOptions): ApiPromise<Redeliveries> {
    const params = { webhook_id: webhookId };
    return this.endpoints.call(endpoints.replayWebhook, { params, json: fields, options });
  }
}
