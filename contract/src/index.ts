import { analyticsContract } from './analytics/analytics.ts';
import { operationsBatchesContract } from './batches/batches.ts';
import { categoriesContract } from './categories/categories.ts';
import { consoleContract } from './console/console.ts';
import { customersContract } from './customers/customers.ts';
import { eventsContract } from './events/events.ts';
import { feedsContract } from './feeds/feeds.ts';
import { dataDescriptorsContract } from './impex/descriptor-routes.ts';
import { dataGroupsContract } from './impex/groups.ts';
import { dataExportsContract } from './impex-exports/exports.ts';
import { schedulesContract } from './impex-schedules/schedules.ts';
import { jobsContract } from './jobs/jobs.ts';
import { orderExportersContract } from './order-exports/order-exporters.ts';
import { orderExportsContract } from './order-exports/order-exports.ts';
import { orderUpdateFeedsContract } from './order-updates/order-update-feeds.ts';
import { orderUpdatesContract } from './order-updates/order-updates.ts';
import { ordersContract } from './orders/orders.ts';
import { partnersContract } from './partners/partners.ts';
import { pricesContract } from './prices/prices.ts';
import { productsContract } from './products/products.ts';
import { salesChannelsContract } from './sales-channels/sales-channels.ts';
import { serviceContract } from './service/service.ts';
import { webhookDeliveriesContract } from './webhooks/deliveries.ts';
import { webhooksContract } from './webhooks/webhooks.ts';

/** The routers of all features. Written out, because the inferred type is too long for declaration files. */
export type Contract = {
  partners: typeof partnersContract;
  feeds: typeof feedsContract;
  jobs: typeof jobsContract;
  products: typeof productsContract;
  prices: typeof pricesContract;
  salesChannels: typeof salesChannelsContract;
  categories: typeof categoriesContract;
  batches: typeof operationsBatchesContract;
  customers: typeof customersContract;
  orders: typeof ordersContract;
  orderUpdates: typeof orderUpdatesContract;
  orderUpdateFeeds: typeof orderUpdateFeedsContract;
  orderExporters: typeof orderExportersContract;
  orderExports: typeof orderExportsContract;
  analytics: typeof analyticsContract;
  dataDescriptors: typeof dataDescriptorsContract;
  dataGroups: typeof dataGroupsContract;
  dataExports: typeof dataExportsContract;
  schedules: typeof schedulesContract;
  events: typeof eventsContract;
  webhooks: typeof webhooksContract;
  webhookDeliveries: typeof webhookDeliveriesContract;
  console: typeof consoleContract;
  service: typeof serviceContract;
};

/** The contract: every endpoint of the API. */
export const contract: Contract = {
  partners: partnersContract,
  feeds: feedsContract,
  jobs: jobsContract,
  products: productsContract,
  prices: pricesContract,
  salesChannels: salesChannelsContract,
  categories: categoriesContract,
  batches: operationsBatchesContract,
  customers: customersContract,
  orders: ordersContract,
  orderUpdates: orderUpdatesContract,
  orderUpdateFeeds: orderUpdateFeedsContract,
  orderExporters: orderExportersContract,
  orderExports: orderExportsContract,
  analytics: analyticsContract,
  dataDescriptors: dataDescriptorsContract,
  dataGroups: dataGroupsContract,
  dataExports: dataExportsContract,
  schedules: schedulesContract,
  events: eventsContract,
  webhooks: webhooksContract,
  webhookDeliveries: webhookDeliveriesContract,
  console: consoleContract,
  service: serviceContract,
};

/** Each feature in a sentence. */
export const FEATURES: Readonly<Record<keyof Contract, string>> = {
  partners: 'Partners and their API keys. For the operator.',
  feeds: 'Product files, uploaded through the API or with a presigned URL to the file storage.',
  jobs: 'Long-running work, such as loading a feed: run it, wait for it, list its errors.',
  products: 'The catalogue: list, search, export, and the history of a product.',
  prices: 'Price lists with start times, and the price in force at any time.',
  salesChannels: 'Shops, web sites and marketplaces, each with its own prices.',
  categories: 'The category trees of partners, from their own systems.',
  batches: 'Many changes in one ZIP file, executed in order, each with its own result.',
  customers: 'Buyers and their addresses; personal data is stored encrypted and shown masked.',
  orders: 'Orders of products, at the prices in force when they are created.',
  orderUpdates: 'Order updates from fulfilment systems and couriers, applied in order or parked.',
  orderUpdateFeeds: 'Feeds to which couriers push their own formats, and their mapping to order updates.',
  orderExporters: 'Exporters that send orders to other systems, linked into chains.',
  orderExports: 'Order exports: completed, waiting for approval, and failed.',
  analytics: 'Sales and feeds as reports, by partner, period and currency.',
  dataDescriptors: "Descriptions of the layout of other systems' files, and of what their rows are.",
  dataGroups: 'Files that are imported or exported together, in a given order.',
  dataExports: 'Exports of data groups: consistent files to download.',
  schedules: 'Schedules on which data groups import from a bucket folder or an HTTPS URL, or export to a folder.',
  events: 'Everything that happened, as a list and as a stream.',
  webhooks: 'Subscriptions: signed events are posted to your own URL.',
  webhookDeliveries: 'The log of webhook deliveries, and how to resend them.',
  console: 'For the console: sessions, search, and what needs attention.',
  service: 'The server itself: health, metrics, limits, this document, and whose key a key is.',
};

export * from './analytics/analytics.ts';
export * from './batches/batches.ts';
export * from './batches/operations.ts';
export * from './categories/categories.ts';
export * from './console/console.ts';
export * from './console/overview.ts';
export * from './console/search.ts';
export * from './console/session.ts';
export * from './customers/customers.ts';
export * from './events/event-subject.ts';
export {
  EVENT_TYPES,
  EVENTS,
  type EventData,
  type EventDefinition,
  type EventType,
  eventDefinition,
  subjectOfEvent,
} from './events/event-types.ts';
export * from './events/events.ts';
export * from './events/webhook-events.ts';
export * from './feed-file/attribute-names.ts';
export * from './feed-file/header.ts';
export * from './feed-file/load-refusal.ts';
export * from './feed-file/row.ts';
export * from './feeds/feeds.ts';
export * from './impex/built-in-descriptors.ts';
export * from './impex/columns.ts';
export * from './impex/descriptor-routes.ts';
export * from './impex/descriptors.ts';
export * from './impex/entities.ts';
export * from './impex/export-filter.ts';
export * from './impex/formats.ts';
export * from './impex/groups.ts';
export * from './impex/import-problems.ts';
export * from './impex/samples.ts';
export * from './impex-exports/exports.ts';
export * from './impex-schedules/runs.ts';
export * from './impex-schedules/schedules.ts';
export {
  type ScheduleSource,
  type SetSource,
  SOURCE_TYPES,
  type SourceType,
  setSourceSchema,
  sourceDirectionProblem,
  sourceSchema,
} from './impex-schedules/source.ts';
export * from './jobs/job-ids.ts';
export * from './jobs/job-subjects.ts';
export * from './jobs/jobs.ts';
export * from './order-exports/export-flags.ts';
export * from './order-exports/exporter-inputs.ts';
export * from './order-exports/exporter-schemas.ts';
export * from './order-exports/order-exporters.ts';
export * from './order-exports/order-exports.ts';
export * from './order-updates/feed-mapping.ts';
export * from './order-updates/order-update.ts';
export * from './order-updates/order-update-feeds.ts';
export * from './order-updates/order-updates.ts';
export * from './orders/deliveries.ts';
export * from './orders/order.ts';
export * from './orders/order-changes.ts';
export * from './orders/orders.ts';
export * from './orders/states/delivery-states.ts';
export * from './orders/states/order-states.ts';
export * from './orders/states/state-machine.ts';
export * from './partners/partners.ts';
export { PRICE_CHANGE_SAMPLE } from './prices/events.ts';
export * from './prices/price-source.ts';
export * from './prices/prices.ts';
export * from './products/availability.ts';
export * from './products/products.ts';
export * from './sales-channels/sales-channels.ts';
export * from './service/limit-list.ts';
export * from './service/service.ts';
export {
  API_VERSION,
  API_VERSION_HEADER,
  API_VERSIONS,
  type ApiVersion,
  type Deprecation,
} from './shared/api-version.ts';
export * from './shared/ids.ts';
export * from './shared/invalid-request.ts';
export * from './shared/job-notes.ts';
export * from './shared/job-results.ts';
export * from './shared/job-statuses.ts';
export * from './shared/job-types.ts';
export * from './shared/limits.ts';
export * from './shared/money.ts';
export * from './shared/pagination.ts';
export { numberText, plainNumber } from './shared/plain-number.ts';
export {
  type FieldError,
  fieldErrorSchema,
  PROBLEM_CODES,
  PROBLEM_CONTENT_TYPE,
  PROBLEMS,
  Problem,
  type ProblemBody,
  type ProblemCode,
  problemSchema,
} from './shared/problem.ts';
export { PROBLEM_ADVICE } from './shared/problem-advice.ts';
export { REPLICA_LAG_HEADER } from './shared/replica-lag.ts';
export { idempotencyHeaders } from './shared/request-schemas.ts';
export type { RouteSchema } from './shared/route-types.ts';
export type { ProblemSchema } from './shared/router.ts';
export * from './shared/scopes.ts';
export * from './shared/time.ts';
export * from './webhooks/deliveries.ts';
export * from './webhooks/webhooks.ts';
