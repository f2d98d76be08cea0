import { orderUpdateFeedsEndpoints } from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CreatedOrderUpdateFeed,
  CreateOrderUpdateFeedFields,
  ListOrderUpdateFeedsFields,
  OrderUpdateFeed,
  ReceivedPush,
  RotateOrderUpdateFeedSecretFields,
  UpdateOrderUpdateFeedFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Where couriers push their own formats, and how these are mapped to order updates. */
export class OrderUpdateFeeds extends Resource {
  /**
   * Registers a feed. The secret, which is the courier's token or the key of its signatures, is only in this response.
   *
   * @throws ValidationError for a wrong path or status in the mapping; ConflictError `too_many_update_feeds`
   */
  create(fields: CreateOrderUpdateFeedFields, options?: IdempotentRequestOptions): ApiPromise<CreatedOrderUpdateFeed> {
    return this.endpoints.call(orderUpdateFeedsEndpoints.createOrderUpdateFeed, { json: fields, options });
  }

  /** Lists feeds, newest first. */
  list(fields?: ListOrderUpdateFeedsFields, options?: RequestOptions): PagePromise<OrderUpdateFeed> {
    return this.endpoints.list(orderUpdateFeedsEndpoints.listOrderUpdateFeeds, { query: fields, options });
  }

  /** Gets a feed. @throws NotFoundError */
  get(orderUpdateFeedId: string, options?: RequestOptions): ApiPromise<OrderUpdateFeed> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    return this.endpoints.call(orderUpdateFeedsEndpoints.getOrderUpdateFeed, { params, options });
  }

  /** Changes a feed, such as its mapping. @throws NotFoundError; ValidationError */
  update(
    orderUpdateFeedId: string,
    fields: UpdateOrderUpdateFeedFields,
    options?: RequestOptions,
  ): ApiPromise<OrderUpdateFeed> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    return this.endpoints.call(orderUpdateFeedsEndpoints.updateOrderUpdateFeed, { params, json: fields, options });
  }

  /**
   * Replaces the secret. The courier may use either until the old one expires, in 24 hours if nothing else is said.
   *
   * @throws NotFoundError; ValidationError
   */
  rotateSecret(
    orderUpdateFeedId: string,
    fields: RotateOrderUpdateFeedSecretFields = {},
    options?: IdempotentRequestOptions,
  ): ApiPromise<CreatedOrderUpdateFeed> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    return this.endpoints.call(orderUpdateFeedsEndpoints.rotateOrderUpdateFeedSecret, {
      params,
      json: fields,
      options,
    });
  }

  /**
   * Deletes a feed. When the response is lost and a retry finds no such feed, the first try has deleted it: that is not
   * an error.
   *
   * @throws NotFoundError
   */
  delete(orderUpdateFeedId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    return this.endpoints.delete(orderUpdateFeedsEndpoints.deleteOrderUpdateFeed, { params, options });
  }

  /**
   * Pushes a notice to a feed as its courier would, as JSON: to try a mapping. The courier needs no API key, but the proof
   * in the feed's header.
   *
   * @param token the secret of a feed whose authentication is `token`, and whose header is `x-feed-token`
   * @throws AuthenticationError for a wrong token
   */
  push(
    orderUpdateFeedId: string,
    notice: object,
    token: string,
    options: RequestOptions = {},
  ): ApiPromise<ReceivedPush> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    const withToken = { ...options, headers: { 'x-feed-token': token, ...options.headers } };
    // The same bytes again are a duplicate.
    const call = { params, json: notice, repeatable: true, options: withToken };
    return this.endpoints.call(orderUpdateFeedsEndpoints.pushOrderUpdateFeed, call);
  }
}
