import { salesChannelsEndpoints } from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type { Transport } from '../internal/transport/transport.ts';
import type {
  CreateSalesChannelFields,
  ListSalesChannelsFields,
  SalesChannel,
  UpdateSalesChannelFields,
} from '../internal/types/wire-types.ts';
import { Endpoints } from './endpoints.ts';

/** Sales channels: where a partner sells, optionally with separate prices. */
export class SalesChannels {
  readonly #endpoints: Endpoints;

  /** @internal */
  constructor(transport: Transport) {
    this.#endpoints = new Endpoints(transport);
  }

  /** Creates a sales channel. @throws NotFoundError for the partner; ConflictError for a taken `external_id` */
  create(fields: CreateSalesChannelFields, options?: IdempotentRequestOptions): ApiPromise<SalesChannel> {
    return this.#endpoints.call(salesChannelsEndpoints.createSalesChannel, { json: fields, options });
  }

  /** Lists sales channels, newest first. */
  list(fields?: ListSalesChannelsFields, options?: RequestOptions): PagePromise<SalesChannel> {
    return this.#endpoints.list(salesChannelsEndpoints.listSalesChannels, { query: fields, options });
  }

  /** Gets a sales channel. @throws NotFoundError */
  get(salesChannelId: string, options?: RequestOptions): ApiPromise<SalesChannel> {
    const params = { sales_channel_id: salesChannelId };
    return this.#endpoints.call(salesChannelsEndpoints.getSalesChannel, { params, options });
  }

  /** Changes the given fields. @throws NotFoundError; ConflictError for a taken `external_id` */
  update(salesChannelId: string, fields: UpdateSalesChannelFields, options?: RequestOptions): ApiPromise<SalesChannel> {
    const params = { sales_channel_id: salesChannelId };
    return this.#endpoints.call(salesChannelsEndpoints.updateSalesChannel, { params, json: fields, options });
  }
}
