// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const uploadFeed: EndpointOf<{ body: wire.FeedFields; answer: wire.FeedAccepted }> = 'POST /feeds/upload 201 key';
export const uploadFeedFields: readonly string[] = ["partner_name","partner_id","mode","max_error_ratio","max_removed_ratio","validate_only"];
export const createFeedUploadUrl: EndpointOf<{ body: wire.CreateUploadUrlFields; answer: wire.UploadTicket }> = 'POST /feeds/upload-url 201 key';
export const completeFeedUpload: EndpointOf<{ body: wire.CompleteUploadFields; answer: wire.FeedAccepted }> = 'POST /feeds/:feed_id(FD)/complete key';
export const listFeeds: EndpointOf<{ query: wire.ListFeedsFields; answer: Page<wire.Feed> }> = 'GET /feeds?partner_name&status&created_from&created_to&limit&cursor';
export const getFeed: EndpointOf<{ answer: wire.Feed }> = 'GET /feeds/:feed_id(FD)';
export const getFeedFile: EndpointOf<{}> = 'GET /feeds/:feed_id(FD)/file 302';
