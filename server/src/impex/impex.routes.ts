import { dataDescriptorsContract, dataGroupsContract } from '@commerce-integration/contract';
import { attachmentNamed } from '@commerce-integration/contract/rules';
import { server } from '../http/routes.ts';
import { streamAnswer } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { createDescriptor } from './create-descriptor.ts';
import { deleteDescriptor } from './delete-descriptor.ts';
import { getDescriptor, listDescriptors, showDescriptor } from './descriptors.queries.ts';
import { getGroup, listGroups, showGroup } from './groups.queries.ts';
import { type GroupRouteParts, receiveImport, startImport } from './import.routes.ts';
import { sampleFile } from './sample-file.ts';
import { updateDescriptor } from './update-descriptor.ts';
import { createGroup, deleteGroup, updateGroup } from './write-group.ts';

export function descriptorsRoutes({ read, write, idempotent }: UnitsOfWork) {
  return server.router(dataDescriptorsContract, {
    createDataDescriptor: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const descriptor = await createDescriptor(em, res.locals.caller.partner, body);
        return { status: 201 as const, body: await showDescriptor(em, descriptor) };
      }),

    listDataDescriptors: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, partner_name);
      return { status: 200, body: await listDescriptors(em, { ...query, partner }) };
    },

    getDataDescriptor: async ({ params, query, res }) => {
      const em = read(res);
      const descriptor = await getDescriptor(em, params.data_descriptor_id);
      return { status: 200, body: await showDescriptor(em, descriptor, query.version) };
    },

    updateDataDescriptor: async ({ params, body, res }) => ({
      status: 200,
      body: await write(res, async (em) =>
        showDescriptor(em, await updateDescriptor(em, params.data_descriptor_id, body)),
      ),
    }),

    deleteDataDescriptor: async ({ params, res }) => {
      await write(res, (em) => deleteDescriptor(em, params.data_descriptor_id));
      return { status: 204, body: undefined };
    },

    getDataDescriptorSample: async ({ params, res }) => {
      const { definition } = await getDescriptor(read(res), params.data_descriptor_id);
      const { fileName, contentType, bytes } = sampleFile(definition);
      res.setHeader('content-disposition', attachmentNamed(fileName));
      return streamAnswer(res, contentType, once(bytes));
    },
  });
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

export function groupsRoutes(parts: GroupRouteParts) {
  const { read, write, idempotent } = parts.units;
  return server.router(dataGroupsContract, {
    createDataGroup: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const group = await createGroup(em, res.locals.caller.partner, body);
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
      body: await write(res, async (em) => showGroup(em, await updateGroup(em, params.data_group_id, body))),
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
