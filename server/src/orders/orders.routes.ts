import { ordersContract } from '@commerce-integration/contract';
import {
  addDelivery,
  blockExport,
  cancelItems,
  moveOrder,
  returnItems,
  shipOrder,
} from '@commerce-integration/contract/rules';
import type { Request, Response } from 'express';
import { getCustomer } from '../customers/customers.queries.ts';
import { server } from '../http/routes.ts';
import { answerJson, pageJson } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { createOrder } from './create-order.ts';
import { changeDelivery, changeOrder, getDelivery, type Rule } from './lifecycle/change-order.ts';
import { presentDelivery } from './lifecycle/deliveries.presenter.ts';
import { listOrderHistory } from './lifecycle/order-history.queries.ts';
import { getOrderJson, listOrders } from './orders.queries.ts';

export function ordersRoutes({ read, write, idempotent }: UnitsOfWork) {
  const change = changeWith(idempotent);
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

    transitionOrder: ({ body, ...call }) =>
      change(call, body.reason, (order, cause) => moveOrder(order, body.to, cause)),

    listOrderHistory: async ({ params, query, res }) => ({
      status: 200,
      body: await listOrderHistory(read(res), params.order_id, query),
    }),

    createDelivery: ({ body, ...call }) =>
      change(call, undefined, (order, cause) => addDelivery(order, body.items, cause)),

    getDelivery: async ({ params, res }) => ({
      status: 200,
      body: presentDelivery(await getDelivery(read(res), params.delivery_id)),
    }),

    updateDelivery: async ({ params, body, res }) => ({
      status: 200,
      body: await write(res, async (em) =>
        presentDelivery(await changeDelivery(em, res.locals.caller, params.delivery_id, body)),
      ),
    }),

    createShipment: ({ body, ...call }) => change(call, undefined, (order, cause) => shipOrder(order, body, cause)),

    cancelOrderItems: ({ body, ...call }) =>
      change(call, undefined, (order, cause) => cancelItems(order, body.items, cause)),

    returnOrderItems: ({ body, ...call }) =>
      change(call, undefined, (order, cause) => returnItems(order, body.items, cause)),

    blockOrderExport: ({ body, ...call }) =>
      change(call, body.reason, (order, cause) => blockExport(order, true, cause)),

    unblockOrderExport: ({ body, ...call }) =>
      change(call, body.reason, (order, cause) => blockExport(order, false, cause)),

    listOrdersByCustomer: async ({ params: { customer_id }, query, res }) => {
      const em = read(res);
      await getCustomer(em, customer_id);
      return answerJson(res, pageJson(await listOrders(em, { ...query, customer_id })));
    },
  });
}

/** A call about an order. */
interface OrderCall {
  params: { order_id: string };
  req: Request;
  res: Response;
}

/** Changes an order by a rule, once for each `Idempotency-Key`, and returns the order. */
function changeWith(idempotent: UnitsOfWork['idempotent']) {
  return ({ params: { order_id: orderId }, req, res }: OrderCall, reason: string | undefined, rule: Rule) =>
    idempotent(req, res, async (em) => {
      const asked = { caller: res.locals.caller, orderId, reason };
      return { status: 201 as const, body: await changeOrder(em, asked, rule) };
    });
}
