import { feedsContract, Problem } from '@commerce-integration/contract';
import { LOST_FEED_FILE } from '@commerce-integration/contract/rules';
import { server } from '../http/routes.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { findLostObject } from '../uploads/checked-object.ts';
import { checkStoredFile, completeUpload } from './complete-upload.ts';
import { createUploadUrl } from './create-upload-url.ts';
import { getFeed, listFeeds, showFeed } from './feeds.queries.ts';
import { type FeedRouteParts, finishUpload, receiveUpload } from './upload.routes.ts';

const DOWNLOAD_SECONDS = 300;

export function feedsRoutes(parts: FeedRouteParts) {
  const { units, store } = parts;
  return server.router(feedsContract, {
    uploadFeed: {
      middleware: receiveUpload(parts) as never[],
      handler: ({ body: { file: _, ...fields }, req, res }) => finishUpload(parts, fields, req, res),
    },

    createFeedUploadUrl: ({ body, req, res }) =>
      units.idempotent(req, res, async (em) => ({
        status: 201 as const,
        body: await createUploadUrl(em, store, res.locals.caller.partner, body, parts.uploadUrl),
      })),

    completeFeedUpload: async ({ params, body, req, res }) => {
      const feed = await getFeed(units.read(res), params.feed_id);
      const check = await checkStoredFile(store, feed, body, parts.presigned);
      return units.idempotent(req, res, async (em) => {
        const done = await completeUpload(em, store, params.feed_id, check);
        return 'refused' in done ? done.refused : { status: 200 as const, body: done.accepted };
      });
    },

    listFeeds: async ({ query, res }) => {
      const em = units.read(res);
      const partner = await partnerFilter(em, query.partner_name);
      return { status: 200, body: await listFeeds(em, query, partner) };
    },

    getFeed: async ({ params, res }) => ({ status: 200, body: await showFeed(units.read(res), params.feed_id) }),

    getFeedFile: async ({ params, res }) => {
      const feed = await getFeed(units.read(res), params.feed_id);
      feed.assertUploaded();
      const lost = await findLostObject(store, feed);
      if (lost) throw new Problem('conflict', LOST_FEED_FILE[lost]);
      res.setHeader('location', await store.presignGet(feed.objectKey, feed.fileName, DOWNLOAD_SECONDS));
      return { status: 302, body: undefined };
    },
  });
}
