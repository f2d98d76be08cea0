// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.
// Name them one by one, as `jobsEndpoints.getJob`: a namespace that is used as a value comes along whole.

export * as analyticsEndpoints from './endpoints/analytics.ts';
export * as batchesEndpoints from './endpoints/batches.ts';
export * as categoriesEndpoints from './endpoints/categories.ts';
export * as consoleEndpoints from './endpoints/console.ts';
export * as customersEndpoints from './endpoints/customers.ts';
export * as dataDescriptorsEndpoints from './endpoints/data-descriptors.ts';
export * as dataExportsEndpoints from './endpoints/data-exports.ts';
export * as dataGroupsEndpoints from './endpoints/data-groups.ts';
export * as eventsEndpoints from './endpoints/events.ts';
export * as feedsEndpoints from './endpoints/feeds.ts';
export * as jobsEndpoints from './endpoints/jobs.ts';
export * as orderExportersEndpoints from './endpoints/order-exporters.ts';
export * as orderExportsEndpoints from './endpoints/order-exports.ts';
export * as orderUpdateFeedsEndpoints from './endpoints/order-update-feeds.ts';
export * as orderUpdatesEndpoints from './endpoints/order-updates.ts';
export * as ordersEndpoints from './endpoints/orders.ts';
export * as partnersEndpoints from './endpoints/partners.ts';
export * as pricesEndpoints from './endpoints/prices.ts';
export * as productsEndpoints from './endpoints/products.ts';
export * as salesChannelsEndpoints from './endpoints/sales-channels.ts';
export * as schedulesEndpoints from './endpoints/schedules.ts';
export * as serviceEndpoints from './endpoints/service.ts';
export * as webhookDeliveriesEndpoints from './endpoints/webhook-deliveries.ts';
export * as webhooksEndpoints from './endpoints/webhooks.ts';
