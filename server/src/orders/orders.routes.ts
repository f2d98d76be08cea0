import { ordersContract } from '@commerce-integration/contract';
import { getCustomer } from '../customers/customers.queries.ts';
import { answerJson, pageJson } from '../http/json-answer.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { createOrder } from './create-order.ts';
import { getOrderJson, listOrders } from './orders.queries.ts';

export function ordersRoutes({ read, idempotent }: UnitsOfWork) {
  return server.router(ordersContract, {
    createOrder: ({ body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 201 as const,
        body: await createOrder(em, res.locals.caller.partner, body),
      })),

    listOrders: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, partner_name);
      return answerJson(res, pageJson(await listOrders(em, { ...query, partner })));
    },

    getOrder: async ({ params, res }) => answerJson(res, await getOrderJson(read(res), params.order_id)),

    listOrdersByCustomer: async ({ params: { customer_id }, query, res }) => {
      const em = read(res);
      await getCustomer(em, customer_id);
      return answerJson(res, pageJson(await listOrders(em, { ...query, customer_id })));
    },
  });
}
