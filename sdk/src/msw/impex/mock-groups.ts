import {
  builtInDefinition,
  type CreateDataGroup,
  type DataGroup,
  formatId,
  type ImportEntity,
  idNumber,
  Problem,
} from '@commerce-integration/contract';
import { plainFileName } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { completeClaim } from '../http/mock-idempotency.ts';
import { newJob } from '../jobs/mock-job-rows.ts';
import { presentJob } from '../jobs/mock-jobs.ts';
import { actingPartner, assertActiveRow } from '../partners/mock-acting-partner.ts';
import { listRows } from '../store/mock-lists.ts';
import { changeShown, keep } from '../store/mock-tables.ts';
import { addDescriptor } from './mock-descriptors.ts';
import {
  assertMayUseGroup,
  type DescriptorRow,
  descriptorsOf,
  type GroupRow,
  getGroup,
  groupsOf,
  importsOf,
  presentGroup,
} from './mock-impex-rows.ts';

export const dataGroupHandlers: FeatureHandlers<'dataGroups'> = {
  createDataGroup: (call) =>
    call.once(() => ({ status: 201, body: presentGroup(call.tables, createGroup(call, call.body)) })),

  listDataGroups: (call) => ({
    status: 200,
    body: listRows(call, groupsOf(call.tables), 'dataGroup', (row) => presentGroup(call.tables, row)),
  }),

  getDataGroup: (call) => ({
    status: 200,
    body: presentGroup(call.tables, getGroup(call, call.params.data_group_id)),
  }),

  updateDataGroup: (call) => {
    const group = getGroup(call, call.params.data_group_id);
    const { descriptors, ...settings } = call.body;
    const own = descriptors && ownDescriptors(call, group.partnerId, group.shown.direction, descriptors);
    if (own) assertMayUseGroup(call, { shown: { descriptors: own } });
    changeShown(group, { ...settings, ...(own ? { descriptors: own } : {}) });
    return { status: 200, body: presentGroup(call.tables, group) };
  },

  deleteDataGroup: (call) => {
    const { id, shown } = getGroup(call, call.params.data_group_id);
    const job = [...call.tables.jobs.values()].find((row) => row.dataGroupId === id && row.underWay);
    if (job) {
      const detail = `Job ${presentJob(job).job_id} of data group ${shown.data_group_id} has not ended: wait for it, or cancel it.`;
      throw new Problem('conflict', detail);
    }
    groupsOf(call.tables).delete(id);
    return { status: 204, body: undefined };
  },

  importDataGroup: async (call) => {
    const held = call.hold();
    assertMayUseGroup(call, getGroup(call, call.params.data_group_id));
    const file = await readForm(call.request);
    const fingerprint = JSON.stringify([file.name, Array.from(file.bytes)]);
    return completeClaim(held, fingerprint, call.answerHeaders, () => ({
      status: 202 as const,
      body: presentJob(startImport(call, getGroup(call, call.params.data_group_id), file)),
    }));
  },
};

interface SentFile {
  name: string;
  bytes: Uint8Array;
}

/** @throws Problem `unsupported_media_type`, `malformed_request`, `validation_failed`, `invalid_file` */
async function readForm(request: Request): Promise<SentFile> {
  if (!/^multipart\/form-data/i.test(request.headers.get('content-type') ?? '')) {
    const message = 'Send the file as multipart/form-data, in the part named file.';
    throw new Problem('unsupported_media_type', message);
  }
  const form = await request.formData().catch(() => {
    throw new Problem('malformed_request', 'The form cannot be read: Unexpected end of form.');
  });
  const file = form.get('file');
  if (file === null || typeof file === 'string') {
    const message = 'The form has no file part named file.';
    throw new Problem('validation_failed', message, { errors: [{ path: 'file', code: 'required', message }] });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === 0) throw new Problem('invalid_file', 'Uploaded file is empty.');
  return { name: plainFileName(file.name), bytes };
}

function startImport({ tables, worker }: MockCall, group: GroupRow, file: SentFile) {
  const { partnerId, shown } = group;
  if (shown.direction !== 'import') {
    throw new Problem('conflict', `Data group ${shown.data_group_id} is for exports, not for imports.`);
  }
  assertActiveRow(tables.partners.get(partnerId));
  const job = newJob(tables, { type: 'import', partnerId, subjectId: group.id, createdAt: new Date() });
  const descriptors = group.shown.descriptors.map((id) => {
    const row = descriptorsOf(tables).get(idNumber(id));
    const version = row?.shown.version ?? 1;
    const definition = row?.versions[version - 1]?.definition;
    if (!definition) throw new Error(`Data descriptor ${id} has no version ${version}`);
    return { id, version, definition };
  });
  const written = new Set<ImportEntity>();
  const sent = { fileName: file.name, bytes: file.bytes, group: group.shown, descriptors, written };
  keep(importsOf(tables), { id: job.id, partnerId, ...sent });
  worker.enqueue(job);
  return job;
}

/** @throws Problem as `actingPartner` does; `validation_failed` for unknown descriptors */
function createGroup(call: MockCall, { partner_id, ...settings }: CreateDataGroup): GroupRow {
  const { tables } = call;
  const partner = actingPartner(call, { partner_id });
  if (!partner) throw new Problem('not_found', `Partner ${partner_id} not found.`);
  const descriptors = ownDescriptors(call, partner.id, settings.direction, settings.descriptors);
  assertMayUseGroup(call, { shown: { descriptors } });
  const id = tables.next('dataGroup');
  const now = new Date().toISOString();
  const ids = { data_group_id: formatId('dataGroup', id), partner_id: partner.shown.partner_id };
  const shown = { ...ids, ...settings, descriptors, created_at: now, updated_at: now };
  return keep(groupsOf(tables), { id, partnerId: partner.id, shown });
}

/** The IDs of descriptors: of built-in ones those of the partner's copies, which are made where there are none. */
function ownDescriptors(
  { tables }: MockCall,
  partnerId: number,
  direction: DataGroup['direction'],
  names: CreateDataGroup['descriptors'],
): DataGroup['descriptors'] {
  const ids = names.map((name) => {
    const definition = builtInDefinition(name);
    if (!definition) return name as DataGroup['descriptors'][number];
    const isCopy = (row: DescriptorRow) =>
      row.partnerId === partnerId && JSON.stringify(row.versions.at(-1)?.definition) === JSON.stringify(definition);
    const own = [...descriptorsOf(tables).values()].find(isCopy);
    const partner = tables.partners.get(partnerId);
    if (!partner) throw new Error(`There is no partner ${partnerId}`);
    return (own ?? addDescriptor(tables, partner, definition)).shown.data_descriptor_id;
  });
  const errors = ids.flatMap((id, index) => {
    const path = `descriptors.${index}`;
    const row = descriptorsOf(tables).get(idNumber(id));
    if (row?.partnerId !== partnerId)
      return [{ path, code: 'not_found', message: `The partner has no data descriptor ${id}.` }];
    const own = row.shown.direction;
    const message = `Data descriptor ${id} is for ${own}s, and the group for ${direction}s.`;
    return own === direction ? [] : [{ path, code: 'invalid_value', message }];
  });
  const [first] = errors;
  if (first) throw new Problem('validation_failed', first.message, { errors });
  return ids;
}
