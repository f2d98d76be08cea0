// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createOrder: EndpointOf<{ body: wire.CreateOrderFields; answer: wire.Order }> = 'POST /orders 201 key';
export const listOrders: EndpointOf<{ query: wire.ListOrdersFields; answer: Page<wire.Order> }> = 'GET /orders?partner_name&customer_id&customer_reference&sku&product_id&tracking_number&blocked&status&fulfillment_status&created_from&created_to&limit&cursor';
export const getOrder: EndpointOf<{ answer: wire.Order }> = 'GET /orders/:order_id(OR)';
export const transitionOrder: EndpointOf<{ body: wire.TransitionOrderFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/transitions 201 key';
export const listOrderHistory: EndpointOf<{ query: wire.ListOrderHistoryFields; answer: Page<wire.OrderHistoryEntry> }> = 'GET /orders/:order_id(OR)/history?limit&cursor';
export const createDelivery: EndpointOf<{ body: wire.CreateDeliveryFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/deliveries 201 key';
export const getDelivery: EndpointOf<{ answer: wire.Delivery }> = 'GET /deliveries/:delivery_id(DL)';
export const updateDelivery: EndpointOf<{ body: wire.UpdateDeliveryFields; answer: wire.Delivery }> = 'PATCH /deliveries/:delivery_id(DL)';
export const createShipment: EndpointOf<{ body: wire.CreateShipmentFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/shipments 201 key';
export const cancelOrderItems: EndpointOf<{ body: wire.CancelOrderItemsFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/cancellations 201 key';
export const returnOrderItems: EndpointOf<{ body: wire.ReturnOrderItemsFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/returns 201 key';
export const blockOrderExport: EndpointOf<{ body: wire.BlockOrderExportFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/block-export 201 key';
export const unblockOrderExport: EndpointOf<{ body: wire.UnblockOrderExportFields; answer: wire.Order }> = 'POST /orders/:order_id(OR)/unblock-export 201 key';
export const listOrdersByCustomer: EndpointOf<{ query: wire.ListOrdersByCustomerFields; answer: Page<wire.Order> }> = 'GET /customers/:customer_id(CU)/orders?status&fulfillment_status&created_from&created_to&limit&cursor';
