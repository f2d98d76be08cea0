import { analyticsContract } from './analytics.ts';
import { c } from './contract.ts';
import { customersContract } from './customers.ts';
import { feedsContract } from './feeds.ts';
import { jobsContract } from './jobs.ts';
import { operationsBatchesContract } from './operations-batches.ts';
import { ordersContract } from './orders.ts';
import { partnersContract } from './partners.ts';
import { pricesContract } from './prices.ts';
import { productsContract } from './products.ts';
import { salesChannelsContract } from './sales-channels.ts';
import { serviceContract } from './service.ts';

/** The routers of all features. Written out: what TypeScript would infer is longer than it can put into declarations. */
export type Contract = {
  partners: typeof partnersContract;
  feeds: typeof feedsContract;
  jobs: typeof jobsContract;
  products: typeof productsContract;
  prices: typeof pricesContract;
  salesChannels: typeof salesChannelsContract;
  batches: typeof operationsBatchesContract;
  customers: typeof customersContract;
  orders: typeof ordersContract;
  analytics: typeof analyticsContract;
  service: typeof serviceContract;
};

/** The contract: every endpoint of the API. */
export const contract: Contract = c.router({
  partners: partnersContract,
  feeds: feedsContract,
  jobs: jobsContract,
  products: productsContract,
  prices: pricesContract,
  salesChannels: salesChannelsContract,
  batches: operationsBatchesContract,
  customers: customersContract,
  orders: ordersContract,
  analytics: analyticsContract,
  service: serviceContract,
});

export * from './analytics.ts';
export * from './availability.ts';
export * from './availability-schema.ts';
export * from './customers.ts';
export * from './events.ts';
export * from './feed-file.ts';
export * from './feeds.ts';
export * from './idempotency-headers.ts';
export * from './ids.ts';
export * from './invalid-request.ts';
export * from './job-notes.ts';
export * from './jobs.ts';
export * from './limit-list.ts';
export * from './limits.ts';
export * from './money.ts';
export * from './operations-batches.ts';
export * from './orders.ts';
export * from './pagination.ts';
export * from './partners.ts';
export { numberText, plainNumber } from './plain-number.ts';
export * from './price-source.ts';
export * from './prices.ts';
export * from './problem.ts';
export * from './product-operations.ts';
export * from './products.ts';
export * from './sales-channels.ts';
export * from './scopes.ts';
export * from './service.ts';
export * from './time.ts';
