import * as endpoints from '../internal/generated/endpoints.ts';
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
import { pushedFile } from '../internal/uploads/pushed-body.ts';
import { Resource } from './resource.ts';

/** Order update feeds: couriers push data in their own formats, which the feed converts to order updates. */
export class OrderUpdateFeeds extends Resource {
  /**
   * Creates a feed. The secret, which is the courier's token or the key of its signatures, is only in this response.
   *
   * @param fields with either a `mapping` or a `data_descriptor_id`
   * @throws ValidationError for an invalid path or status in the mapping, or a data descriptor of another entity;
   *   NotFoundError for an unknown data descriptor; ConflictError `too_many_update_feeds`
   */
  create(fields: CreateOrderUpdateFeedFields, options?: IdempotentRequestOptions): ApiPromise<CreatedOrderUpdateFeed> {
    return this.endpoints.call(endpoints.createOrderUpdateFeed, { json: fields, options });
  }

  /** Lists feeds, newest first. */
  list(fields?: ListOrderUpdateFeedsFields, options?: RequestOptions): PagePromise<OrderUpdateFeed> {
    return this.endpoints.list(endpoints.listOrderUpdateFeeds, { query: fields, options });
  }

  /** Gets a feed. @throws NotFoundError */
  get(orderUpdateFeedId: string, options?: RequestOptions): ApiPromise<OrderUpdateFeed> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    return this.endpoints.call(endpoints.getOrderUpdateFeed, { params, options });
  }

  /**
   * Updates a feed, such as its mapping. A data descriptor replaces the mapping, and vice versa.
   *
   * @throws NotFoundError; ValidationError
   */
  update(
    orderUpdateFeedId: string,
    fields: UpdateOrderUpdateFeedFields,
    options?: RequestOptions,
  ): ApiPromise<OrderUpdateFeed> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    return this.endpoints.call(endpoints.updateOrderUpdateFeed, { params, json: fields, options });
  }

  /**
   * Replaces the secret. The courier may use the old or the new one until the old one expires, in 24 hours by default.
   *
   * @throws NotFoundError; ValidationError
   */
  rotateSecret(
    orderUpdateFeedId: string,
    fields: RotateOrderUpdateFeedSecretFields = {},
    options?: IdempotentRequestOptions,
  ): ApiPromise<CreatedOrderUpdateFeed> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    return this.endpoints.call(endpoints.rotateOrderUpdateFeedSecret, {
      params,
      json: fields,
      options,
    });
  }

  /**
   * Deletes a feed. If the response is lost and a retry no longer finds the feed, the call succeeds: the first attempt
   * has deleted it.
   *
   * @throws NotFoundError
   */
  delete(orderUpdateFeedId: string, options?: RequestOptions): ApiPromise<void> {
    const params = { order_update_feed_id: orderUpdateFeedId };
    return this.endpoints.delete(endpoints.deleteOrderUpdateFeed, { params, options });
  }

  /**
   * Pushes a notice or a file to a feed like its courier, to test how the feed reads it. Couriers need no API key; they
   * send the token or signature in the feed's header.
   *
   * @param notice an object, which is sent as JSON; or a file, as a Blob with its media type or as bytes
   * @param token the secret of a feed whose authentication is `token`, and whose header is `x-feed-token`
   * @throws AuthenticationError for a wrong token; ApiError `unsupported_media_type` for a type that the feed does not
   *   accept
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
    const body = pushedFile(notice);
    const call = { params, ...(body ? { body } : { json: notice }), repeatable: true, options: withToken };
    return this.endpoints.call(endpoints.pushOrderUpdateFeed, call);
  }
}
