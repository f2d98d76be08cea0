import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  ExportProductsFields,
  GetPriceFields,
  ListPriceListHistoryFields,
  ListProductHistoryFields,
  ListProductsByFeedFields,
  ListProductsFields,
  PriceInForce,
  PriceListChange,
  Product,
  ProductChange,
  SetPriceListFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** The catalogue. */
export class Products extends Resource {
  /** Lists products, filtered, searched and sorted. @throws BadRequestError for an invalid filter or sort */
  list(fields?: ListProductsFields, options?: RequestOptions): PagePromise<Product> {
    return this.endpoints.list(endpoints.listProducts, { query: fields, options });
  }

  /**
   * Lists the products whose last insertion or change was by this feed.
   *
   * @param feedId ID of the feed, such as `FD00001`
   * @throws NotFoundError
   */
  listByFeed(feedId: string, fields?: ListProductsByFeedFields, options?: RequestOptions): PagePromise<Product> {
    const params = { feed_id: feedId };
    return this.endpoints.list(endpoints.listProductsByFeed, { params, query: fields, options });
  }

  /**
   * Gets a product.
   *
   * @param productId ID of the product, such as `PR00001`
   * @throws NotFoundError; NotModifiedError if `headers` contain an ETag that is still current
   */
  get(productId: string, options?: RequestOptions): ApiPromise<Product> {
    return this.endpoints.call(endpoints.getProduct, { params: { product_id: productId }, options });
  }

  /**
   * Lists changes to a product's price and availability, newest first.
   *
   * @param productId ID of the product, such as `PR00001`
   * @throws NotFoundError
   */
  listHistory(
    productId: string,
    fields?: ListProductHistoryFields,
    options?: RequestOptions,
  ): PagePromise<ProductChange> {
    const params = { product_id: productId };
    return this.endpoints.list(endpoints.listProductHistory, { params, query: fields, options });
  }

  /**
   * Gets the price in force at a past or future time, with or without a sales channel, and its source.
   *
   * @param productId ID of the product, such as `PR00001`
   * @throws NotFoundError
   */
  getPrice(productId: string, fields?: GetPriceFields, options?: RequestOptions): ApiPromise<PriceInForce> {
    const params = { product_id: productId };
    return this.endpoints.call(endpoints.getPriceInForce, { params, query: fields, options });
  }

  /**
   * Replaces a product's base price list, or its list in a sales channel; an empty list removes it. Returns the price
   * that is now in force there.
   *
   * @param productId ID of the product, such as `PR00001`
   * @throws NotFoundError; ValidationError; ConflictError
   */
  setPriceList(
    productId: string,
    fields: SetPriceListFields,
    options?: IdempotentRequestOptions,
  ): ApiPromise<PriceInForce> {
    const params = { product_id: productId };
    return this.endpoints.call(endpoints.setPriceList, { params, json: fields, options });
  }

  /**
   * Lists the former and current price lists of a product, newest first.
   *
   * @param productId ID of the product, such as `PR00001`
   * @throws NotFoundError
   */
  listPriceListHistory(
    productId: string,
    fields?: ListPriceListHistoryFields,
    options?: RequestOptions,
  ): PagePromise<PriceListChange> {
    const params = { product_id: productId };
    return this.endpoints.list(endpoints.listPriceListHistory, { params, query: fields, options });
  }

  /**
   * Exports all matching products as CSV (the default, which is a valid feed) or JSON lines. The response body is
   * streamed, so memory use does not depend on its size. A broken connection causes an error, never a truncated file.
   *
   * @example
   * const response = await client.products.export({ format: 'csv', brand: 'Acme' });
   * await response.body?.pipeTo(Writable.toWeb(createWriteStream('acme.csv')));
   */
  export(fields?: ExportProductsFields, options?: RequestOptions): ApiPromise<Response> {
    const types = ['application/x-ndjson'];
    return this.endpoints.download(endpoints.exportProducts, { query: fields, types, options });
  }
}
