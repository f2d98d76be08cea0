import { categoriesContract } from '@commerce-integration/contract';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { listCategories, showCategory } from './categories.queries.ts';

export function categoriesRoutes({ read }: UnitsOfWork) {
  return server.router(categoriesContract, {
    listCategories: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, partner_name);
      return { status: 200, body: await listCategories(em, { ...query, partner }) };
    },

    getCategory: async ({ params, res }) => ({
      status: 200,
      body: await showCategory(read(res), params.category_id),
    }),
  });
}
