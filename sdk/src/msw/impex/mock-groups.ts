import {
  builtInDefinition,
  type CreateDataGroup,
  type DataGroup,
  formatId,
  type ImportEntity,
  idNumber,
  importFormSchema,
  Problem,
} from '@commerce-integration/contract';
import { isGzipStart } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { readFileForm } from '../http/mock-file-form.ts';
import { completeClaim } from '../http/mock-idempotency.ts';
import { newJob } from '../jobs/mock-job-rows.ts';
import { jobIdOf, presentJob } from '../jobs/mock-jobs.ts';
import { actingPartnerById, assertActiveRow } from '../partners/mock-acting-partner.ts';
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
  type ImportRow,
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
      const detail = `Job ${jobIdOf(job)} of data group ${shown.data_group_id} has not ended: wait for it, or cancel it.`;
      throw new Problem('conflict', detail);
    }
    groupsOf(call.tables).delete(id);
    return { status: 204, body: undefined };
  },

  importDataGroup: async (call) => {
    const held = call.hold();
    const { fileName, bytes } = await readFileForm(call.request, { schema: importFormSchema, ...limitOf(call) });
    const group = getGroup(call, call.params.data_group_id);
    assertMayUseGroup(call, group);
    const fingerprint = JSON.stringify([fileName, Array.from(bytes)]);
    const file = await acceptFile(call, group, fileName, bytes);
    return completeClaim(held, fingerprint, call.answerHeaders, () => ({
      status: 202 as const,
      body: presentJob(call.tables, startImport(call, getGroup(call, call.params.data_group_id), file)),
    }));
  },
};

function limitOf({ settings }: Pick<MockCall, 'settings'>) {
  const maxBytes = settings.limits.direct_upload;
  const tooLarge = `The file is over the limit of ${maxBytes} bytes: pack it with gzip or ZIP, or split it into several files.`;
  return { maxBytes, tooLarge };
}

/** Unpacks a file. @throws Problem `conflict`, `partner_not_active`, `payload_too_large`, `invalid_file` */
async function acceptFile(
  call: MockCall,
  group: GroupRow,
  sentName: string,
  sent: Uint8Array<ArrayBuffer>,
): Promise<Pick<ImportRow, 'fileName' | 'bytes' | 'damage'>> {
  assertImports(call, group);
  const { maxBytes, tooLarge } = limitOf(call);
  if (sent.length > maxBytes) throw new Problem('payload_too_large', tooLarge);
  if (sent.length === 0) throw new Problem('invalid_file', 'Uploaded file is empty.');
  const fileName = sentName.replace(/\.gz$/i, '');
  if (!isGzipStart(sent)) return { fileName, bytes: sent };
  const bytes = await gunzip(sent);
  return bytes ? { fileName, bytes } : { fileName, bytes: sent, damage: `${sentName} is damaged gzip.` };
}

async function gunzip(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return undefined;
  }
}

/** @throws Problem `conflict`, `partner_not_active` */
function assertImports({ tables }: Pick<MockCall, 'tables'>, { partnerId, shown }: GroupRow): void {
  if (shown.direction !== 'import') {
    throw new Problem('conflict', `Data group ${shown.data_group_id} is for exports, not for imports.`);
  }
  assertActiveRow(tables.partners.get(partnerId));
}

function startImport(
  { tables, worker }: MockCall,
  group: GroupRow,
  file: Pick<ImportRow, 'fileName' | 'bytes' | 'damage'>,
) {
  const { partnerId } = group;
  const job = newJob(tables, { type: 'import', partnerId, subjectId: group.id, createdAt: new Date() });
  const descriptors = group.shown.descriptors.map((id) => {
    const row = descriptorsOf(tables).get(idNumber(id));
    const version = row?.shown.version ?? 1;
    const definition = row?.versions[version - 1]?.definition;
    if (!definition) throw new Error(`Data descriptor ${id} has no version ${version}`);
    return { id, version, definition };
  });
  const written = new Set<ImportEntity>();
  const sent = { ...file, group: group.shown, descriptors, written };
  keep(importsOf(tables), { id: job.id, partnerId, ...sent });
  worker.enqueue(job);
  return job;
}

/** @throws Problem as `actingPartnerById` does; `validation_failed` for unknown descriptors */
function createGroup(call: MockCall, { partner_id, ...settings }: CreateDataGroup): GroupRow {
  const { tables } = call;
  const partner = actingPartnerById(call, partner_id);
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
