import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CreateSalesChannelFields,
  ListSalesChannelsFields,
  SalesChannel,
  UpdateSalesChannelFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Sales channels: where a partner sells, optionally with separate prices. */
export class SalesChannels extends Resource {
  /**
   * Creates a sales channel.
   *
   * @throws NotFoundError for an unknown partner; ConflictError if `external_id` is already used
   */
  create(fields: CreateSalesChannelFields, options?: IdempotentRequestOptions): ApiPromise<SalesChannel> {
    return this.endpoints.call(endpoints.createSalesChannel, { json: fields, options });
  }

  /** Lists sales channels, newest first. */
  list(fields?: ListSalesChannelsFields, options?: RequestOptions): PagePromise<SalesChannel> {
    return this.endpoints.list(endpoints.listSalesChannels, { query: fields, options });
  }

  /**
   * Gets a sales channel.
   *
   * @param salesChannelId ID of the sales channel, such as `SC00001`
   * @throws NotFoundError
   */
  get(salesChannelId: string, options?: RequestOptions): ApiPromise<SalesChannel> {
    const params = { sales_channel_id: salesChannelId };
    return this.endpoints.call(endpoints.getSalesChannel, { params, options });
  }

  /**
   * Updates the given fields of a sales channel.
   *
   * @param salesChannelId ID of the sales channel, such as `SC00001`
   * @throws NotFoundError; ConflictError if `external_id` is already used
   */
  update(salesChannelId: string, fields: UpdateSalesChannelFields, options?: RequestOptions): ApiPromise<SalesChannel> {
    const params = { sales_channel_id: salesChannelId };
    return this.endpoints.call(endpoints.updateSalesChannel, { params, json: fields, options });
  }
}
