// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const listOrderExports: EndpointOf<{ query: wire.ListOrderExportsFields; answer: Page<wire.OrderExport> }> = 'GET /order-exports?order_id&exporter_id&flag&status&created_from&created_to&limit&cursor';
export const getOrderExport: EndpointOf<{ answer: wire.OrderExportDetail }> = 'GET /order-exports/:order_export_id(OE)';
export const approveOrderExport: EndpointOf<{ body: wire.ApproveOrderExportFields; answer: wire.OrderExport }> = 'POST /order-exports/:order_export_id(OE)/approve key';
export const rejectOrderExport: EndpointOf<{ body: wire.RejectOrderExportFields; answer: wire.OrderExport }> = 'POST /order-exports/:order_export_id(OE)/reject key';
export const retryOrderExport: EndpointOf<{ answer: wire.OrderExport }> = 'POST /order-exports/:order_export_id(OE)/retry 202 key';
export const replayOrderExports: EndpointOf<{ body: wire.ReplayOrderExportsFields; answer: wire.Job }> = 'POST /order-exports/replay 202 key';
