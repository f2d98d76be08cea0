import { analyticsHandlers } from './analytics/mock-analytics.ts';
import { productHandlers } from './catalog/mock-products.ts';
import { customerHandlers } from './customers/mock-customers.ts';
import { feedHandlers } from './feeds/mock-feeds.ts';
import { jobHandlers } from './jobs/mock-jobs.ts';
import type { AllHandlers } from './mock-call.ts';
import { orderHandlers } from './orders/mock-orders.ts';
import { partnerHandlers } from './partners/mock-partners.ts';
import { serviceHandlers } from './service/mock-service.ts';

/** Every operation of the contract: one that is missing does not compile. */
export const allHandlers: AllHandlers = {
  ...partnerHandlers,
  ...feedHandlers,
  ...jobHandlers,
  ...productHandlers,
  ...customerHandlers,
  ...orderHandlers,
  ...analyticsHandlers,
  ...serviceHandlers,
};
