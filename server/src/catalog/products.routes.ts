import { type Page, productsContract } from '@commerce-integration/contract';
import type { Response } from 'express';
import type { UnitOfWork } from '../database/orm.ts';
import { server } from '../http/routes.ts';
import { answerJson, pageJson, streamAnswer } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { exportCsv, exportJsonLines } from './export-products.ts';
import { listProducts } from './list-products.ts';
import { listProductHistory } from './product-history.ts';
import { getProductJson } from './products.queries.ts';

const EXPORTS = {
  csv: { run: exportCsv, contentType: 'text/csv; charset=utf-8' },
  jsonl: { run: exportJsonLines, contentType: 'application/x-ndjson' },
};

/** @throws Problem `not_found` */
export type AssertFeedExists = (em: UnitOfWork, feedId: string) => Promise<unknown>;

/** Responses have an `ETag`, and a matching `If-None-Match` gets 304: Express does both for every JSON response. */
export function productsRoutes({ read }: UnitsOfWork, assertFeedExists: AssertFeedExists) {
  return server.router(productsContract, {
    listProducts: async ({ query, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, query.partner_name);
      return answerPage(res, await listProducts(em, { ...filtersOf(query), partner }, query, query));
    },

    exportProducts: async ({ query, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, query.partner_name);
      const { run, contentType } = EXPORTS[query.format];
      return streamAnswer(res, contentType, run(em, { ...filtersOf(query), partner }));
    },

    listProductsByFeed: async ({ params, query, res }) => {
      const em = read(res);
      const { feed_id } = params;
      await assertFeedExists(em, feed_id);
      const partner = await partnerFilter(em, query.partner_name);
      return answerPage(res, await listProducts(em, { ...filtersOf({ ...query, feed_id }), partner }, query, query));
    },

    getProduct: async ({ params, res }) => answerJson(res, await getProductJson(read(res), params.product_id)),

    listProductHistory: async ({ params, query, res }) => ({
      status: 200,
      body: await listProductHistory(read(res), params.product_id, query),
    }),
  });
}

function answerPage(res: Response, page: Page<string>): never {
  return answerJson(res, pageJson(page));
}

type NoFilter = 'limit' | 'cursor' | 'sort_by' | 'order' | 'format' | 'as_of' | 'sales_channel_id';

/** The query's filters, without paging, sorting and the choice of prices. */
function filtersOf<Q extends object>(query: Q): Omit<Q, NoFilter> {
  const { limit, cursor, sort_by, order, format, as_of, sales_channel_id, ...filters } = query as Q &
    Record<string, unknown>;
  return filters as Omit<Q, NoFilter>;
}
