// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createSalesChannel: EndpointOf<{ body: wire.CreateSalesChannelFields; answer: wire.SalesChannel }> = 'POST /sales-channels 201 key';
export const listSalesChannels: EndpointOf<{ query: wire.ListSalesChannelsFields; answer: Page<wire.SalesChannel> }> = 'GET /sales-channels?partner_name&type&external_id&limit&cursor';
export const getSalesChannel: EndpointOf<{ answer: wire.SalesChannel }> = 'GET /sales-channels/:sales_channel_id(SC)';
export const updateSalesChannel: EndpointOf<{ body: wire.UpdateSalesChannelFields; answer: wire.SalesChannel }> = 'PATCH /sales-channels/:sales_channel_id(SC)';
