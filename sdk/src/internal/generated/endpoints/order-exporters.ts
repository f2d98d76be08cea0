// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createOrderExporter: EndpointOf<{ body: wire.CreateOrderExporterFields; answer: wire.CreatedOrderExporter }> = 'POST /order-exporters 201 key';
export const listOrderExporters: EndpointOf<{ query: wire.ListOrderExportersFields; answer: Page<wire.OrderExporter> }> = 'GET /order-exporters?partner_name&flag&kind&limit&cursor';
export const getOrderExporter: EndpointOf<{ answer: wire.OrderExporter }> = 'GET /order-exporters/:exporter_id(OX)';
export const updateOrderExporter: EndpointOf<{ body: wire.UpdateOrderExporterFields; answer: wire.OrderExporter }> = 'PATCH /order-exporters/:exporter_id(OX)';
export const deleteOrderExporter: EndpointOf<{}> = 'DELETE /order-exporters/:exporter_id(OX) 204';
export const rotateOrderExporterSecret: EndpointOf<{ answer: wire.CreatedOrderExporter }> = 'POST /order-exporters/:exporter_id(OX)/rotate-secret 201 key';
export const getOrderExportFlags: EndpointOf<{ answer: wire.OrderExportFlags }> = 'GET /order-export-flags';
export const setOrderExportFlags: EndpointOf<{ body: wire.SetOrderExportFlagsFields; answer: wire.OrderExportFlags }> = 'PUT /order-export-flags';
