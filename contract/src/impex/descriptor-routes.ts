import { z } from 'zod';
import { dataDescriptorIdSchema } from '../shared/ids.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { numberText } from '../shared/plain-number.ts';
import { idempotencyHeaders, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { builtInDescriptorSchema } from './built-in-descriptors.ts';
import { createDataDescriptorSchema, dataDescriptorSchema, oneOf, updateDataDescriptorSchema } from './descriptors.ts';
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
      summary: 'Describe the layout of a file',
      description:
        'It belongs to one partner, and is used by the data groups that name it; with the entity `order_update` also by feeds of order updates.',
      metadata: write,
      headers: idempotencyHeaders,
      body: createDataDescriptorSchema,
      responses: { 201: dataDescriptorSchema, ...problems(404, 409, 413, 415, 422) },
    },
    listDataDescriptors: {
      method: 'GET',
      path: '/data-descriptors',
      summary: 'List data descriptors, newest first',
      description: "A partner's key lists its own, the operator's those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        partner_name: partnerNameFilter.optional(),
        entity: oneOf('entity', IMPORT_ENTITIES).optional().meta({ description: 'What the rows are.' }),
        ...pageQuery,
      }),
      responses: { 200: listOf(dataDescriptorSchema) },
    },
    listBuiltInDescriptors: {
      method: 'GET',
      path: '/data-descriptors/built-in',
      summary: 'List the data descriptors that every partner has',
      description: 'Name one in `descriptors` of a data group, or create one of your own from its definition.',
      metadata: read,
      responses: { 200: listOf(builtInDescriptorSchema) },
    },
    getDataDescriptor: {
      method: 'GET',
      path: '/data-descriptors/:data_descriptor_id',
      summary: 'Get a data descriptor, or a former version of it',
      description: 'Every version is kept.',
      metadata: read,
      pathParams: descriptorPath,
      query: z.object({
        version: numberText(
          z.int({ error: versionError }).min(1, { error: versionError }).max(1e9, { error: versionError }),
        )
          .optional()
          .meta({ description: 'The version to show; the current one where it is left out.' }),
      }),
      responses: { 200: dataDescriptorSchema, ...problems(404) },
    },
    updateDataDescriptor: {
      method: 'PATCH',
      path: '/data-descriptors/:data_descriptor_id',
      summary: 'Change a data descriptor',
      description:
        'Makes a new version, unless nothing changes. Imports that have begun keep the one that they began with. Refused where an order exporter that uses it could not write by it any more, or a feed of order updates not read by it.',
      metadata: write,
      pathParams: descriptorPath,
      body: updateDataDescriptorSchema,
      responses: { 200: dataDescriptorSchema, ...problems(404, 409, 413, 415, 422) },
    },
    deleteDataDescriptor: {
      method: 'DELETE',
      path: '/data-descriptors/:data_descriptor_id',
      summary: 'Delete a data descriptor',
      description: 'Refused while a data group or a feed of order updates names it, or an order exporter writes by it.',
      metadata: write,
      pathParams: descriptorPath,
      responses: { 204: c.noBody(), ...problems(404, 409) },
    },
    previewDataDefinition: {
      method: 'POST',
      path: '/data-descriptors/preview',
      summary: 'Show how a description reads the beginning of a file',
      description:
        'The first rows as they are understood, and what an import of them would do now. Nothing is stored or changed.',
      metadata: read,
      body: previewDataDefinitionSchema,
      responses: { 200: dataPreviewSchema, ...problems(404, 409, 413, 415, 422) },
    },
    detectDataDefinition: {
      method: 'POST',
      path: '/data-descriptors/detect',
      summary: 'Propose a description of the beginning of a file',
      description:
        'Guesses format, encoding, delimiter, header and types, and assigns columns by names that are usual in English, German, French, Spanish and Italian. A proposal, to be checked by a preview and corrected.',
      metadata: read,
      body: detectDataDefinitionSchema,
      responses: { 200: dataProposalSchema, ...problems(413, 415, 422) },
    },
    previewDataDescriptor: {
      method: 'POST',
      path: '/data-descriptors/:data_descriptor_id/preview',
      summary: 'Show how a data descriptor reads the beginning of a file',
      description: 'As `POST /data-descriptors/preview`, by a stored descriptor.',
      metadata: read,
      pathParams: descriptorPath,
      body: previewDataDescriptorSchema,
      responses: { 200: dataPreviewSchema, ...problems(404, 413, 415, 422) },
    },
    exportDataDescriptor: {
      method: 'GET',
      path: '/data-descriptors/:data_descriptor_id/export',
      summary: 'Stream the rows of a partner in the layout of a data descriptor',
      description:
        'What its entity is made of, in the order of the IDs, as a file that an import by the same descriptor finds unchanged: all of it, or what the `filter` of a descriptor of exports chooses. Its `order_by` is for the exports of groups. Rows whose values differ from a constant of the descriptor are left out. Refused for layouts that lose something in reading: `extract`, and a map with `*`.',
      metadata: { ...read, download: true },
      pathParams: descriptorPath,
      responses: { 200: c.otherResponse({ contentType: 'text/csv', body: z.string() }), ...problems(404, 409) },
    },
    getDataDescriptorSample: {
      method: 'GET',
      path: '/data-descriptors/:data_descriptor_id/sample',
      summary: 'Download a file without rows in the layout of a descriptor',
      description: 'CSV: the header. JSON lines and XML: one row with empty values, to be filled in.',
      metadata: { ...read, download: true },
      pathParams: descriptorPath,
      responses: { 200: c.otherResponse({ contentType: 'text/csv', body: z.string() }), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
