import { z } from 'zod';
import { dataDescriptorIdSchema } from '../shared/ids.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { numberText } from '../shared/plain-number.ts';
import { idempotencyHeaders, oneOf, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { builtInDescriptorSchema } from './built-in-descriptors.ts';
import { createDataDescriptorSchema, dataDescriptorSchema, updateDataDescriptorSchema } from './descriptors.ts';
import { IMPORT_ENTITIES } from './entities.ts';
import {
  dataPreviewSchema,
  dataProposalSchema,
  detectDataDefinitionSchema,
  previewDataDefinitionSchema,
  previewDataDescriptorSchema,
} from './samples.ts';

const versionError = 'version must be a number from 1 on.';
const descriptorPath = z.object({ data_descriptor_id: dataDescriptorIdSchema });
const read = { access: 'impex:read' } as const;
const write = { access: 'impex:write' } as const;

export const dataDescriptorsContract = c.router(
  {
    createDataDescriptor: {
      method: 'POST',
      path: '/data-descriptors',
      summary: 'Create a data descriptor',
      description:
        'Belongs to one partner, and is used by data groups; with the entity `order_update` also by order update feeds.',
      metadata: write,
      headers: idempotencyHeaders,
      body: createDataDescriptorSchema,
      responses: { 201: dataDescriptorSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listDataDescriptors: {
      method: 'GET',
      path: '/data-descriptors',
      summary: 'List data descriptors, newest first',
      description: "With a partner's key: its own; with the operator's key: those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        entity: oneOf('entity', IMPORT_ENTITIES).optional().meta({ description: 'The entity of the rows.' }),
        ...pageQuery,
      }),
      responses: { 200: listOf(dataDescriptorSchema) },
    },
    listBuiltInDescriptors: {
      method: 'GET',
      path: '/data-descriptors/built-in',
      summary: 'List the built-in data descriptors',
      description: 'Use one in `descriptors` of a data group, or create your own from its definition.',
      metadata: read,
      responses: { 200: listOf(builtInDescriptorSchema) },
    },
    getDataDescriptor: {
      method: 'GET',
      path: '/data-descriptors/:data_descriptor_id',
      summary: 'Get a data descriptor, or an earlier version of it',
      description: 'Every version is kept.',
      metadata: read,
      pathParams: descriptorPath,
      query: z.object({
        version: numberText(
          z.int({ error: versionError }).min(1, { error: versionError }).max(1e9, { error: versionError }),
        )
          .optional()
          .meta({ description: 'The version to return; the current one by default.' }),
      }),
      responses: { 200: dataDescriptorSchema, ...problems(404) },
    },
    updateDataDescriptor: {
      method: 'PATCH',
      path: '/data-descriptors/:data_descriptor_id',
      summary: 'Change a data descriptor',
      description:
        'Creates a new version, unless nothing changes. Imports in progress keep their version. Rejected if an order exporter could no longer write with it, or an order update feed could no longer read with it.',
      metadata: write,
      pathParams: descriptorPath,
      body: updateDataDescriptorSchema,
      responses: { 200: dataDescriptorSchema, ...problems(404, 409, 413, 415, 422) },
    },
    deleteDataDescriptor: {
      method: 'DELETE',
      path: '/data-descriptors/:data_descriptor_id',
      summary: 'Delete a data descriptor',
      description: 'Rejected while a data group, an order update feed or an order exporter uses it.',
      metadata: write,
      pathParams: descriptorPath,
      responses: { 204: c.noBody(), ...problems(404, 409) },
    },
    previewDataDefinition: {
      method: 'POST',
      path: '/data-descriptors/preview',
      summary: 'Preview an import with a given description',
      description:
        'Returns the first rows as read by the descriptor, and what an import would do now. Nothing is stored or changed.',
      metadata: read,
      body: previewDataDefinitionSchema,
      responses: { 200: dataPreviewSchema, ...problems(404, 409, 413, 415, 422) },
    },
    detectDataDefinition: {
      method: 'POST',
      path: '/data-descriptors/detect',
      summary: 'Propose a data descriptor for the beginning of a file',
      description:
        'Detects format, encoding, delimiter, header and types, and assigns columns by their common names in English, German, French, Spanish and Italian. Check the proposal with a preview and correct it.',
      metadata: read,
      body: detectDataDefinitionSchema,
      responses: { 200: dataProposalSchema, ...problems(413, 415, 422) },
    },
    previewDataDescriptor: {
      method: 'POST',
      path: '/data-descriptors/:data_descriptor_id/preview',
      summary: 'Preview an import with a stored data descriptor',
      description: 'Like `POST /data-descriptors/preview`, with a stored descriptor.',
      metadata: read,
      pathParams: descriptorPath,
      body: previewDataDescriptorSchema,
      responses: { 200: dataPreviewSchema, ...problems(404, 413, 415, 422) },
    },
    exportDataDescriptor: {
      method: 'GET',
      path: '/data-descriptors/:data_descriptor_id/export',
      summary: "Export a partner's data in the layout of a data descriptor",
      description:
        "Exports all rows of the descriptor's entity, or those that match the `filter` of an export descriptor, sorted by ID. Importing the file with the same descriptor changes nothing. `order_by` applies only to group exports. Rows whose values differ from a constant of the descriptor are left out. Rejected for layouts that lose information when read: `extract`, and a map with `*`.",
      metadata: { ...read, download: true },
      pathParams: descriptorPath,
      responses: { 200: c.otherResponse({ contentType: 'text/csv', body: z.string() }), ...problems(404, 409) },
    },
    getDataDescriptorSample: {
      method: 'GET',
      path: '/data-descriptors/:data_descriptor_id/sample',
      summary: 'Download an empty template file in the layout of a descriptor',
      description: 'CSV: the header. JSON lines and XML: one row with empty values to fill in.',
      metadata: { ...read, download: true },
      pathParams: descriptorPath,
      responses: { 200: c.otherResponse({ contentType: 'text/csv', body: z.string() }), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
