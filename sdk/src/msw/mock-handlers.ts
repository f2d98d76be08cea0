import { analyticsHandlers } from './analytics/mock-analytics.ts';
import { batchHandlers } from './batches/mock-batches.ts';
import { productHandlers } from './catalog/mock-products.ts';
import { customerHandlers } from './customers/mock-customers.ts';
import { feedHandlers } from './feeds/mock-feeds.ts';
import { jobHandlers } from './jobs/mock-jobs.ts';
import type { AllHandlers } from './mock-call.ts';
import { orderHandlers } from './orders/mock-orders.ts';
import { partnerHandlers } from './partners/mock-partners.ts';
import { priceHandlers } from './prices/mock-prices.ts';
import { salesChannelHandlers } from './sales-channels/mock-sales-channels.ts';
import { serviceHandlers } from './service/mock-service.ts';

/** Every operation of the contract: one that is missing does not compile. */
export const allHandlers: AllHandlers = {
  ...partnerHandlers,
  ...feedHandlers,
  ...jobHandlers,
  ...productHandlers,
  ...priceHandlers,
  ...salesChannelHandlers,
  ...batchHandlers,
  ...customerHandlers,
  ...orderHandlers,
  ...analyticsHandlers,
  ...serviceHandlers,
};
