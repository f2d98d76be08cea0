// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createOrderUpdateFeed: EndpointOf<{ body: wire.CreateOrderUpdateFeedFields; answer: wire.CreatedOrderUpdateFeed }> = 'POST /order-update-feeds 201 key';
export const listOrderUpdateFeeds: EndpointOf<{ query: wire.ListOrderUpdateFeedsFields; answer: Page<wire.OrderUpdateFeed> }> = 'GET /order-update-feeds?partner_name&limit&cursor';
export const getOrderUpdateFeed: EndpointOf<{ answer: wire.OrderUpdateFeed }> = 'GET /order-update-feeds/:order_update_feed_id(OF)';
export const updateOrderUpdateFeed: EndpointOf<{ body: wire.UpdateOrderUpdateFeedFields; answer: wire.OrderUpdateFeed }> = 'PATCH /order-update-feeds/:order_update_feed_id(OF)';
export const rotateOrderUpdateFeedSecret: EndpointOf<{ body: wire.RotateOrderUpdateFeedSecretFields; answer: wire.CreatedOrderUpdateFeed }> = 'POST /order-update-feeds/:order_update_feed_id(OF)/rotate-secret 201 key';
export const deleteOrderUpdateFeed: EndpointOf<{}> = 'DELETE /order-update-feeds/:order_update_feed_id(OF) 204';
export const pushOrderUpdateFeed: EndpointOf<{ answer: wire.ReceivedPush }> = 'POST /order-update-feeds/:order_update_feed_id(OF)/push 202';
