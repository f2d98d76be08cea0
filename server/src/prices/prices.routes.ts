import { pricesContract } from '@commerce-integration/contract';
import { server } from '../http/routes.ts';
import { answerJson, pageJson } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { getPriceInForce, listPriceListHistory } from './prices.queries.ts';
import { setPriceList } from './set-price-list.ts';

export function pricesRoutes({ read, idempotent }: UnitsOfWork) {
  return server.router(pricesContract, {
    getPriceInForce: async ({ params, query, res }) => ({
      status: 200,
      body: await getPriceInForce(read(res), params.product_id, query),
    }),

    setPriceList: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 200 as const,
        body: await setPriceList(em, params.product_id, body),
      })),

    listPriceListHistory: async ({ params, query, res }) =>
      answerJson(res, pageJson(await listPriceListHistory(read(res), params.product_id, query))),
  });
}
