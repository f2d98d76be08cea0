// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type * as wire from '../wire-types.ts';

export const exportDataGroup: EndpointOf<{ body: wire.ExportDataGroupFields; answer: wire.Job }> = 'POST /data-groups/:data_group_id(DG)/export 202 key';
export const listExportFiles: EndpointOf<{ answer: wire.ExportJobFiles }> = 'GET /jobs/:job_id(JS|JV|JB|JW|JX|JI|JE|JU)/files';
export const getDataGroupTemplates: EndpointOf<{}> = 'GET /data-groups/:data_group_id(DG)/templates application/zip';
