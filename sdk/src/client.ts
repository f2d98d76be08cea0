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
 * A typed client for the API, with one resource per kind of object and one method per endpoint.
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
  /** Long-running jobs: run, wait, cancel, undo, list errors. */
  readonly jobs: Jobs;
  /** The product catalogue: list, get, history, prices, export. */
  readonly products: Products;
  /** Sales channels: create, list, get, update. */
  readonly salesChannels: SalesChannels;
  /** Product categories: list, get. */
  readonly categories: Categories;
  /** Operations batches: submit, list, list errors, retry. */
  readonly batches: Batches;
  /** Orders: create, list, ship, cancel, return, wait. */
  readonly orders: Orders;
  /** Order exporters: create, list, update, and the table of flags. */
  readonly orderExporters: OrderExporters;
  /** Order exports: list, get, approve, reject, retry, replay. */
  readonly orderExports: OrderExports;
  /** Order updates from fulfilment systems and couriers: send, list, retry, dismiss. */
  readonly orderUpdates: OrderUpdates;
  /** Order update feeds, which couriers push to: create, list, update, delete. */
  readonly orderUpdateFeeds: OrderUpdateFeeds;
  /** Customers and their addresses. */
  readonly customers: Customers;
  /** Reports on sales and feeds. */
  readonly analytics: Analytics;
  /** Data descriptors, which define the file layouts of other systems: detect, create, preview, update. */
  readonly dataDescriptors: DataDescriptors;
  /** Data groups, whose files are imported or exported together: import, export, download. */
  readonly dataGroups: DataGroups;
  /** Import and export schedules: set, pause, run, list runs. */
  readonly schedules: Schedules;
  /** Events: list, get, stream. */
  readonly events: Events;
  /** Webhook subscriptions: create, list, update, rotate the secret, recover. */
  readonly webhooks: Webhooks;
  /** Webhook deliveries: list, get, redeliver. */
  readonly webhookDeliveries: WebhookDeliveries;
  /** The browser console: sessions, search, overview. */
  readonly console: Console;
  /** Health, limits, metrics. */
  readonly service: Service;

  readonly #transport: Transport;

  /**
   * @param options the address of the API, the API key, and settings for all calls
   * @throws TypeError that names unknown, missing or invalid options but never contains the key
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

  /** Gets the owner of the API key, its scopes and its limits. Same as `service.me()`. */
  me(options?: RequestOptions): ApiPromise<Me> {
    return this.service.me(options);
  }

  /**
   * Calls any path of the API, for endpoints that have no method yet. The key, retries, errors and hooks work as for
   * all other calls. A call that is not safe to repeat, such as a POST, is retried only with an `idempotencyKey`.
   *
   * @param method the HTTP method, such as `POST`
   * @param path the path relative to `baseUrl`, such as `/products`; variable parts must be URL-encoded
   * @throws ApiError and the other errors of all calls; TypeError for a path outside the API
   *
   * @example
   * const page = await client.request<{ items: unknown[] }>('GET', '/products', { query: { limit: 5 } });
   */
  request<T = unknown>(method: HttpMethod, path: string, options?: RawRequestOptions): ApiPromise<T> {
    return rawRequest<T>(this.#transport, method, path, options);
  }
}
