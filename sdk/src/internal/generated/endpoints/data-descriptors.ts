// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createDataDescriptor: EndpointOf<{ body: wire.CreateDataDescriptorFields; answer: wire.DataDescriptor }> = 'POST /data-descriptors 201 key';
export const listDataDescriptors: EndpointOf<{ query: wire.ListDataDescriptorsFields; answer: Page<wire.DataDescriptor> }> = 'GET /data-descriptors?partner_name&entity&limit&cursor';
export const listBuiltInDescriptors: EndpointOf<{ answer: Page<wire.BuiltInDescriptor> }> = 'GET /data-descriptors/built-in';
export const getDataDescriptor: EndpointOf<{ query: wire.GetDataDescriptorFields; answer: wire.DataDescriptor }> = 'GET /data-descriptors/:data_descriptor_id(DD)?version';
export const updateDataDescriptor: EndpointOf<{ body: wire.UpdateDataDescriptorFields; answer: wire.DataDescriptor }> = 'PATCH /data-descriptors/:data_descriptor_id(DD)';
export const deleteDataDescriptor: EndpointOf<{}> = 'DELETE /data-descriptors/:data_descriptor_id(DD) 204';
export const previewDataDefinition: EndpointOf<{ body: wire.PreviewDataDefinitionFields; answer: wire.DataPreview }> = 'POST /data-descriptors/preview';
export const detectDataDefinition: EndpointOf<{ body: wire.DetectDataDefinitionFields; answer: wire.DataProposal }> = 'POST /data-descriptors/detect';
export const previewDataDescriptor: EndpointOf<{ body: wire.PreviewDataDescriptorFields; answer: wire.DataPreview }> = 'POST /data-descriptors/:data_descriptor_id(DD)/preview';
export const exportDataDescriptor: EndpointOf<{}> = 'GET /data-descriptors/:data_descriptor_id(DD)/export text/csv';
export const getDataDescriptorSample: EndpointOf<{}> = 'GET /data-descriptors/:data_descriptor_id(DD)/sample text/csv';
