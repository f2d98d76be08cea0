import { builtInDescriptors, dataDescriptorsContract, dataGroupsContract } from '@commerce-integration/contract';
import {
  assertPatterns,
  attachmentNamed,
  contentTypeOf,
  describedFileName,
  exportedDefinition,
} from '@commerce-integration/contract/rules';
import type { Response } from 'express';
import type { UnitOfWork } from '../database/orm.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { server } from '../http/routes.ts';
import { streamAnswer } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { actingPartnerById } from '../partners/acting-partner.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { createDescriptor } from './create-descriptor.ts';
import { deleteDescriptor } from './delete-descriptor.ts';
import { getDescriptor, listDescriptors, showDescriptor } from './descriptors.queries.ts';
import { assertWritable, exportFile, sampleFile } from './exports/export-file.ts';
import { patternProblem } from './extract-pattern.ts';
import { getGroup, listGroups, showGroup } from './groups.queries.ts';
import { type GroupRouteParts, receiveImport, startImport } from './import.routes.ts';
import { assertMayHandle, assertMayUseGroup } from './personal-data.ts';
import { detectDefinition } from './samples/detect-definition.ts';
import { previewRows } from './samples/preview-rows.ts';
import { updateDescriptor } from './update-descriptor.ts';
import type { DescriptorUses } from './used-descriptors.ts';
import { createGroup, deleteGroup, updateGroup } from './write-group.ts';

/** @param cipher decrypts the stored values that previews compare rows with */
export function descriptorsRoutes(
  { read, write, idempotent }: UnitsOfWork,
  cipher: FieldCipher,
  uses: readonly DescriptorUses[],
) {
  return server.router(dataDescriptorsContract, {
    createDataDescriptor: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const descriptor = await createDescriptor(em, res.locals.caller, body);
        return { status: 201 as const, body: await showDescriptor(em, descriptor) };
      }),

    listDataDescriptors: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, partner_name);
      return { status: 200, body: await listDescriptors(em, { ...query, partner }) };
    },

    listBuiltInDescriptors: async () => {
      const items = [...builtInDescriptors()];
      return { status: 200, body: { count: items.length, items } };
    },

    getDataDescriptor: async ({ params, query, res }) => {
      const em = read(res);
      const descriptor = await getDescriptor(em, params.data_descriptor_id);
      return { status: 200, body: await showDescriptor(em, descriptor, query.version) };
    },

    updateDataDescriptor: async ({ params: { data_descriptor_id: id }, body, res }) => ({
      status: 200,
      body: await write(res, async (em) =>
        showDescriptor(em, await updateDescriptor(em, { ...res.locals.caller, uses }, id, body)),
      ),
    }),

    deleteDataDescriptor: async ({ params, res }) => {
      await write(res, (em) => deleteDescriptor(em, uses, params.data_descriptor_id));
      return { status: 204, body: undefined };
    },

    previewDataDefinition: async ({ body, res }) => {
      const em = read(res);
      const { partner_id, definition, ...sample } = body;
      const partner = await actingPartnerById(em, res.locals.caller.partner, partner_id);
      assertPatterns(definition.columns, patternProblem);
      assertMayHandle(res.locals.caller.scopes, [definition.entity]);
      return { status: 200, body: await previewRows({ em, partnerId: partner.id, cipher }, definition, sample) };
    },

    previewDataDescriptor: async ({ params, body, res }) => {
      const em = read(res);
      const { partnerId, definition } = await getDescriptor(em, params.data_descriptor_id);
      assertMayHandle(res.locals.caller.scopes, [definition.entity]);
      return { status: 200, body: await previewRows({ em, partnerId, cipher }, definition, body) };
    },

    detectDataDefinition: async ({ body }) => ({ status: 200, body: await detectDefinition(body) }),

    exportDataDescriptor: ({ params, res }) => sendExport(read(res), params.data_descriptor_id, res),

    getDataDescriptorSample: ({ params, res }) => sendSample(read(res), params.data_descriptor_id, res),
  });
}

export function groupsRoutes(parts: GroupRouteParts) {
  const { read, write, idempotent } = parts.units;
  return server.router(dataGroupsContract, {
    createDataGroup: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const group = await createGroup(em, res.locals.caller.partner, body);
        await assertMayUseGroup(em, res.locals.caller.scopes, group);
        return { status: 201 as const, body: await showGroup(em, group) };
      }),

    listDataGroups: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, partner_name);
      return { status: 200, body: await listGroups(em, { ...query, partner }) };
    },

    getDataGroup: async ({ params, res }) => {
      const em = read(res);
      return { status: 200, body: await showGroup(em, await getGroup(em, params.data_group_id)) };
    },

    updateDataGroup: async ({ params, body, res }) => ({
      status: 200,
      body: await write(res, async (em) => {
        const group = await updateGroup(em, params.data_group_id, body);
        await assertMayUseGroup(em, res.locals.caller.scopes, group);
        return showGroup(em, group);
      }),
    }),

    deleteDataGroup: async ({ params, res }) => {
      await write(res, (em) => deleteGroup(em, params.data_group_id));
      return { status: 204, body: undefined };
    },

    importDataGroup: {
      middleware: receiveImport(parts) as never[],
      handler: ({ params, req, res }) => startImport(parts, params.data_group_id, req, res),
    },
  });
}

/** Streams all rows of a descriptor's partner in its layout. @throws Problem `not_found`, `conflict` */
async function sendExport(em: UnitOfWork, id: string, res: Response): Promise<never> {
  const { partnerId, definition } = await getDescriptor(em, id);
  assertWritable(id, definition);
  res.setHeader('content-disposition', attachmentNamed(describedFileName(definition, 'export')));
  const layout = exportedDefinition(definition, {}, new Date());
  return streamAnswer(res, contentTypeOf(definition.format), exportFile({ em, partnerId }, layout));
}

/** Sends a file without rows in the layout of a descriptor. @throws Problem `not_found` */
async function sendSample(em: UnitOfWork, id: string, res: Response): Promise<never> {
  const { definition } = await getDescriptor(em, id);
  const { fileName, bytes } = sampleFile(definition);
  res.setHeader('content-disposition', attachmentNamed(fileName));
  return streamAnswer(res, contentTypeOf(definition.format), bytes);
}
