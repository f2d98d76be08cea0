// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const sendOrderUpdates: EndpointOf<{ body: wire.SendOrderUpdatesFields; answer: wire.ReceivedOrderUpdates }> = 'POST /order-updates 202 key';
export const listOrderUpdates: EndpointOf<{ query: wire.ListOrderUpdatesFields; answer: Page<wire.OrderUpdate> }> = 'GET /order-updates?partner_name&status&code&order_id&order_update_feed_id&update_id&created_from&created_to&limit&cursor';
export const getOrderUpdate: EndpointOf<{ answer: wire.OrderUpdateDetail }> = 'GET /order-updates/:order_update_id(OU)';
export const retryOrderUpdate: EndpointOf<{ answer: wire.OrderUpdate }> = 'POST /order-updates/:order_update_id(OU)/retry 202 key';
export const dismissOrderUpdate: EndpointOf<{ answer: wire.OrderUpdate }> = 'POST /order-updates/:order_update_id(OU)/dismiss key';
