// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createDataGroup: EndpointOf<{ body: wire.CreateDataGroupFields; answer: wire.DataGroup }> = 'POST /data-groups 201 key';
export const listDataGroups: EndpointOf<{ query: wire.ListDataGroupsFields; answer: Page<wire.DataGroup> }> = 'GET /data-groups?partner_name&limit&cursor';
export const getDataGroup: EndpointOf<{ answer: wire.DataGroup }> = 'GET /data-groups/:data_group_id(DG)';
export const updateDataGroup: EndpointOf<{ body: wire.UpdateDataGroupFields; answer: wire.DataGroup }> = 'PATCH /data-groups/:data_group_id(DG)';
export const deleteDataGroup: EndpointOf<{}> = 'DELETE /data-groups/:data_group_id(DG) 204';
export const importDataGroup: EndpointOf<{ body: wire.ImportDataGroupFields; answer: wire.Job }> = 'POST /data-groups/:data_group_id(DG)/import 202 key';
