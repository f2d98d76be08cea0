import { analyticsContract } from '@commerce-integration/contract';
import { server } from '../http/routes.ts';
import { answerJson } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { feedActivity } from './feed-activity.ts';
import { revenueShare } from './revenue-share.ts';
import { salesByPartner } from './sales-by-partner.ts';
import { salesOverTime } from './sales-over-time.ts';
import { topProducts } from './top-products.ts';

export function analyticsRoutes({ read }: UnitsOfWork) {
  return server.router(analyticsContract, {
    getSalesByPartner: async ({ query, res }) => answerJson(res, await salesByPartner(read(res), query)),
    getSalesOverTime: async ({ query, res }) => answerJson(res, await salesOverTime(read(res), query)),
    getTopProducts: async ({ query, res }) => answerJson(res, await topProducts(read(res), query)),
    getRevenueShare: async ({ query, res }) => answerJson(res, await revenueShare(read(res), query)),
    getFeedActivity: async ({ query, res }) => answerJson(res, await feedActivity(read(res), query)),
  });
}
