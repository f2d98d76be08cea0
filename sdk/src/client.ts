import type { ApiPromise } from './internal/transport/api-promise.ts';
import { type ClientOptions, settingsOf } from './internal/transport/client-options.ts';
import { type HttpMethod, type RawRequestOptions, rawRequest } from './internal/transport/raw-request.ts';
import type { RequestOptions } from './internal/transport/request-options.ts';
import { Transport } from './internal/transport/transport.ts';
import type { Me } from './internal/types/wire-types.ts';
import { Analytics } from './resources/analytics.ts';
import { Batches } from './resources/batches.ts';
import { Categories } from './resources/categories.ts';
import { Console } from './resources/console.ts';
import { Customers } from './resources/customers.ts';
import { DataDescriptors } from './resources/data-descriptors.ts';
import { DataGroups } from './resources/data-groups.ts';
import { Events } from './resources/events.ts';
import { Feeds } from './resources/feeds.ts';
import { Jobs } from './resources/jobs.ts';
import { OrderExporters } from './resources/order-exporters.ts';
import { OrderExports } from './resources/order-exports.ts';
import { OrderUpdateFeeds } from './resources/order-update-feeds.ts';
import { OrderUpdates } from './resources/order-updates.ts';
import { Orders } from './resources/orders.ts';
import { Partners } from './resources/partners.ts';
import { Products } from './resources/products.ts';
import { SalesChannels } from './resources/sales-channels.ts';
import { Schedules } from './resources/schedules.ts';
import { Service } from './resources/service.ts';
import { WebhookDeliveries } from './resources/webhook-deliveries.ts';
import { Webhooks } from './resources/webhooks.ts';

/**
 * A typed client of the API: one resource for each kind of object, one method for each endpoint.
 *
 * @example
 * const client = new CommerceClient({ apiKey: 'demo-secret-key', baseUrl: 'http://localhost:3000' });
 * const { items } = await client.products.list({ brand: 'Acme' });
 */
export class CommerceClient {
  /** Partners and their API keys. */
  readonly partners: Partners;
  /** Product feeds: upload, ingest, download. */
  readonly feeds: Feeds;
  /** Long-running work: run, wait, cancel, undo, errors. */
  readonly jobs: Jobs;
  /** The catalogue: list, get, history, prices, export. */
  readonly products: Products;
  /** Sales channels: create, list, get, update. */
  readonly salesChannels: SalesChannels;
  /** Categories of products: list, get. */
  readonly categories: Categories;
  /** Operations batches: submit, list, errors, retry. */
  readonly batches: Batches;
  /** Orders: create, list, ship, cancel, return, wait. */
  readonly orders: Orders;
  /** Exporters of orders: create, list, change, and the table of flags. */
  readonly orderExporters: OrderExporters;
  /** Exports of orders: list, get, approve, reject, again. */
  readonly orderExports: OrderExports;
  /** Reports of what happened to orders: send, list, retry, dismiss. */
  readonly orderUpdates: OrderUpdates;
  /** Feeds that couriers push to: create, list, change, delete. */
  readonly orderUpdateFeeds: OrderUpdateFeeds;
  /** Customers and their addresses. */
  readonly customers: Customers;
  /** Reports: sales and feeds. */
  readonly analytics: Analytics;
  /** Layouts of files of other systems: detect, create, preview, change. */
  readonly dataDescriptors: DataDescriptors;
  /** Groups of files: import, export, download. */
  readonly dataGroups: DataGroups;
  /** Schedules of imports and exports: set, pause, run, list runs. */
  readonly schedules: Schedules;
  /** Events: list, get, stream. */
  readonly events: Events;
  /** Subscriptions to events: create, list, change, rotate, recover. */
  readonly webhooks: Webhooks;
  /** Deliveries of events: list, get, send again. */
  readonly webhookDeliveries: WebhookDeliveries;
  /** For people at a browser: sessions, search, overview. */
  readonly console: Console;
  /** Health, limits, metrics. */
  readonly service: Service;

  readonly #transport: Transport;

  /**
   * @param options where the API is, with which key, and how calls are made
   * @throws TypeError that names unknown, missing or invalid options, without showing the key
   */
  constructor(options: ClientOptions = {}) {
    const transport = new Transport(settingsOf(options));
    this.#transport = transport;
    this.partners = new Partners(transport);
    this.jobs = new Jobs(transport);
    this.products = new Products(transport);
    this.salesChannels = new SalesChannels(transport);
    this.categories = new Categories(transport);
    this.batches = new Batches(transport);
    this.orders = new Orders(transport);
    this.orderExporters = new OrderExporters(transport);
    this.orderExports = new OrderExports(transport);
    this.orderUpdates = new OrderUpdates(transport);
    this.orderUpdateFeeds = new OrderUpdateFeeds(transport);
    this.customers = new Customers(transport);
    this.analytics = new Analytics(transport);
    this.dataDescriptors = new DataDescriptors(transport);
    this.dataGroups = new DataGroups(transport);
    this.schedules = new Schedules(transport);
    this.events = new Events(transport);
    this.webhooks = new Webhooks(transport);
    this.webhookDeliveries = new WebhookDeliveries(transport);
    this.console = new Console(transport);
    this.service = new Service(transport);
    this.feeds = new Feeds(transport);
  }

  /** The owner of this key, its scopes and its limits: the same as `service.me()`. */
  me(options?: RequestOptions): ApiPromise<Me> {
    return this.service.me(options);
  }

  /**
   * A call of any path of the API, for what has no method yet. It has the key, the retries, the errors and the hooks of
   * all calls. A call that may not be sent twice, such as a POST, is repeated only with an `idempotencyKey`.
   *
   * @param method the HTTP method, such as `POST`
   * @param path the path below `baseUrl`, such as `/products`; its variable parts encoded
   * @throws ApiError and others as all calls do; TypeError for a path that would leave the API
   *
   * @example
   * const page = await client.request<{ items: unknown[] }>('GET', '/products', { query: { limit: 5 } });
   */
  request<T = unknown>(method: HttpMethod, path: string, options?: RawRequestOptions): ApiPromise<T> {
    return rawRequest<T>(this.#transport, method, path, options);
  }
}
