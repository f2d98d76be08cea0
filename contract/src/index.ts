import { c } from './contract.ts';
import { feedsContract } from './feeds.ts';
import { jobsContract } from './jobs.ts';
import { partnersContract } from './partners.ts';
import { productsContract } from './products.ts';
import { serviceContract } from './service.ts';

/** The contract: every endpoint of the API. */
export const contract = c.router({
  partners: partnersContract,
  feeds: feedsContract,
  jobs: jobsContract,
  products: productsContract,
  service: serviceContract,
});

export * from './availability.ts';
export * from './events.ts';
export * from './feed-file.ts';
export * from './feeds.ts';
export * from './ids.ts';
export * from './jobs.ts';
export * from './limits.ts';
export * from './money.ts';
export * from './pagination.ts';
export * from './partners.ts';
export * from './problem.ts';
export * from './products.ts';
export * from './scopes.ts';
export * from './service.ts';
export * from './time.ts';
