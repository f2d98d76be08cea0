import { LIMITS, orderUpdateFeedsContract } from '@commerce-integration/contract';
import express, { type RequestHandler } from 'express';
import type { Database } from '../database/orm.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { createOrderUpdateFeed } from './create-order-update-feed.ts';
import type { FeedDescriptors } from './feed-descriptors.ts';
import { presentFeed, presentFeeds } from './order-update-feeds.presenter.ts';
import { getOrderUpdateFeed, listOrderUpdateFeeds } from './order-update-feeds.queries.ts';
import { receivePush } from './push/receive-push.ts';
import { rotateFeedSecret } from './rotate-feed-secret.ts';
import { deleteOrderUpdateFeed, updateOrderUpdateFeed } from './update-order-update-feed.ts';

export interface FeedRouteParts {
  readonly units: UnitsOfWork;
  readonly database: Database;
  readonly cipher: FieldCipher;
  readonly descriptors: FeedDescriptors;
  /** Wakes the workers after a push. */
  announce(): void;
}

export function orderUpdateFeedsRoutes({ units, database, cipher, descriptors, announce }: FeedRouteParts) {
  const { read, write, idempotent } = units;
  return server.router(orderUpdateFeedsContract, {
    createOrderUpdateFeed: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const { feed, secret } = await createOrderUpdateFeed(
          em,
          { cipher, descriptors },
          res.locals.caller.partner,
          body,
        );
        return { status: 201 as const, body: { ...(await presentFeed(em, feed)), secret } };
      }),

    listOrderUpdateFeeds: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const page = await listOrderUpdateFeeds(em, { ...query, partner: await partnerFilter(em, partner_name) });
      return { status: 200, body: { ...page, items: await presentFeeds(em, page.items) } };
    },

    getOrderUpdateFeed: async ({ params, res }) => {
      const em = read(res);
      return { status: 200, body: await presentFeed(em, await getOrderUpdateFeed(em, params.order_update_feed_id)) };
    },

    updateOrderUpdateFeed: async ({ params, body, res }) => ({
      status: 200,
      body: await write(res, async (em) =>
        presentFeed(em, await updateOrderUpdateFeed(em, descriptors, params.order_update_feed_id, body)),
      ),
    }),

    rotateOrderUpdateFeedSecret: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => {
        const { feed, secret } = await rotateFeedSecret(em, cipher, params.order_update_feed_id, body.old_valid_hours);
        return { status: 201 as const, body: { ...(await presentFeed(em, feed)), secret } };
      }),

    deleteOrderUpdateFeed: async ({ params, res }) => {
      await write(res, (em) => deleteOrderUpdateFeed(em, params.order_update_feed_id));
      return { status: 204, body: undefined };
    },

    pushOrderUpdateFeed: {
      middleware: readRawBody as never[],
      handler: async ({ params, req }) => {
        const received = await receivePush(
          { database, cipher, descriptors },
          {
            feedId: params.order_update_feed_id,
            contentType: req.get('content-type') ?? '',
            body: req.body as Buffer,
            header: (name) => req.get(name),
          },
        );
        if (!received.duplicate) announce();
        return { status: 202, body: received };
      },
    },
  });
}

/** Reads the body as bytes, which the signature covers. */
const readRawBody: RequestHandler[] = [
  express.raw({ type: () => true, limit: LIMITS.pushBytes }),
  (req, _res, next) => {
    // An empty body may be signed, too.
    req.body ??= Buffer.alloc(0);
    next();
  },
];
