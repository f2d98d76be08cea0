import { orderUpdatesContract } from '@commerce-integration/contract';
import { afterCommit } from '../database/in-transaction.ts';
import { sqlOf } from '../database/queryable.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import type { FeedDescriptors } from './feed-descriptors.ts';
import { presentOrderUpdate } from './order-updates.presenter.ts';
import { getOrderUpdate, listOrderUpdates } from './order-updates.queries.ts';
import { dismissOrderUpdate, retryOrderUpdate } from './parked-updates.ts';
import { payloadText } from './push/payload-text.ts';
import { receiveOrderUpdates } from './receive-order-updates.ts';

/** @param announce tells the workers that updates are queued */
export function orderUpdatesRoutes(
  { read, idempotent }: UnitsOfWork,
  descriptors: FeedDescriptors,
  announce: () => void,
) {
  return server.router(orderUpdatesContract, {
    sendOrderUpdates: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const updates = await receiveOrderUpdates(em, res.locals.caller.partner, body);
        afterCommit(sqlOf(em), announce);
        return { status: 202 as const, body: { updates } };
      }),

    listOrderUpdates: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const page = await listOrderUpdates(em, { ...query, partner: await partnerFilter(em, partner_name) });
      return { status: 200, body: { ...page, items: page.items.map(presentOrderUpdate) } };
    },

    getOrderUpdate: async ({ params, res }) => {
      const em = read(res);
      const row = await getOrderUpdate(em, params.order_update_id);
      return { status: 200, body: { ...presentOrderUpdate(row), payload: await payloadText(em, row, descriptors) } };
    },

    retryOrderUpdate: ({ params, req, res }) =>
      idempotent(req, res, async (em) => {
        const row = await retryOrderUpdate(em, params.order_update_id);
        afterCommit(sqlOf(em), announce);
        return { status: 202 as const, body: presentOrderUpdate(row) };
      }),

    dismissOrderUpdate: ({ params, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 200 as const,
        body: presentOrderUpdate(await dismissOrderUpdate(em, params.order_update_id)),
      })),
  });
}
