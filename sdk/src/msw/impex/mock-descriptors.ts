import {
  builtInDescriptors,
  type CreateDataDescriptor,
  type DataDefinition,
  dataDefinitionSchema,
  formatId,
  invalidFields,
  Problem,
  type UpdateDataDescriptor,
} from '@commerce-integration/contract';
import { usedByFeed, writeProblems } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { listRows } from '../store/mock-lists.ts';
import type { PartnerRow } from '../store/mock-rows.ts';
import { keep, type MockTables, visibleRows } from '../store/mock-tables.ts';
import { exportText } from './mock-export.ts';
import {
  assertMayHandle,
  type DescriptorRow,
  descriptorsOf,
  getDescriptor,
  groupsOf,
  presentDescriptor,
} from './mock-impex-rows.ts';
import { detect, previewRows } from './mock-previews.ts';

/** Finds the feed of order updates that names a descriptor. */
type FindFeed = (tables: MockTables, descriptorId: string) => string | undefined;

/** @param feedWithDescriptor provided by the mock of order updates, which knows this one */
export const dataDescriptorHandlers = (feedWithDescriptor: FindFeed): FeatureHandlers<'dataDescriptors'> => ({
  ...otherHandlers,
  updateDataDescriptor: (call) => {
    const row = getDescriptor(call, call.params.data_descriptor_id);
    assertMayHandle(call, [row.shown.entity, call.body.entity ?? row.shown.entity]);
    updateDescriptor(row, call.body, () => assertNoFeed(call.tables, row, feedWithDescriptor));
    return { status: 200, body: presentDescriptor(call.tables, row) };
  },

  deleteDataDescriptor: (call) => {
    const row = getDescriptor(call, call.params.data_descriptor_id);
    const { id, shown } = row;
    const descriptorId = shown.data_descriptor_id;
    const group = visibleRows(groupsOf(call.tables), call.caller).find((one) =>
      one.shown.descriptors.includes(descriptorId),
    );
    if (group) {
      const detail = `Data group ${group.shown.data_group_id} names data descriptor ${descriptorId}: take it out of the group first.`;
      throw new Problem('conflict', detail);
    }
    assertNoFeed(call.tables, row, feedWithDescriptor);
    descriptorsOf(call.tables).delete(id);
    return { status: 204, body: undefined };
  },
});

const otherHandlers: Omit<FeatureHandlers<'dataDescriptors'>, 'updateDataDescriptor' | 'deleteDataDescriptor'> = {
  createDataDescriptor: (call) =>
    call.once(() => ({ status: 201, body: presentDescriptor(call.tables, createDescriptor(call, call.body)) })),

  listDataDescriptors: (call) => ({
    status: 200,
    body: listRows(call, descriptorsOf(call.tables), 'dataDescriptor', (row) => presentDescriptor(call.tables, row)),
  }),

  listBuiltInDescriptors: () => {
    const items = [...builtInDescriptors()];
    return { status: 200, body: { count: items.length, items } };
  },

  getDataDescriptor: (call) => {
    const row = getDescriptor(call, call.params.data_descriptor_id);
    const { version = row.shown.version } = call.query;
    const former = row.versions[version - 1];
    if (!former) {
      const { data_descriptor_id: id, version: current } = row.shown;
      throw new Problem('not_found', `Data descriptor ${id} has no version ${version}: the current one is ${current}.`);
    }
    const shown = { ...row.shown, version, ...former.definition, updated_at: former.made_at };
    return { status: 200, body: presentDescriptor(call.tables, { ...row, shown }) };
  },

  previewDataDefinition: (call) => {
    const { partner_id, definition, ...sample } = call.body;
    const partner = actingPartner(call, { partner_id });
    if (!partner) throw new Problem('not_found', `Partner ${partner_id} not found.`);
    assertMayHandle(call, [definition.entity]);
    return { status: 200, body: previewRows(call.tables, partner.id, definition, sample) };
  },

  previewDataDescriptor: (call) => {
    const row = getDescriptor(call, call.params.data_descriptor_id);
    assertMayHandle(call, [row.shown.entity]);
    return { status: 200, body: previewRows(call.tables, row.partnerId, row.shown, call.body) };
  },

  detectDataDefinition: (call) => ({ status: 200, body: detect(call.body) }),

  exportDataDescriptor: (call) => {
    const { partnerId, shown } = getDescriptor(call, call.params.data_descriptor_id);
    const problems = writeProblems(shown);
    if (problems.length > 0) {
      const detail = `Data descriptor ${shown.data_descriptor_id} cannot be written. ${problems.join(' ')}`;
      throw new Problem('conflict', detail);
    }
    if (shown.format.type === 'xlsx')
      throw new Problem('conflict', 'The mock writes no workbooks: try it against a server.');
    return { status: 200, body: exportText(call.tables, partnerId, shown).text, contentType: 'text/csv' };
  },

  getDataDescriptorSample: (call) => {
    const { format, columns } = getDescriptor(call, call.params.data_descriptor_id).shown;
    const sources = [...new Set(columns.flatMap(({ source }) => source ?? []))];
    const text = format.type === 'csv' ? `${sources.join(format.delimiter)}\n` : '';
    return { status: 200, body: text, contentType: 'text/csv' };
  },
};

/** @throws Problem `conflict` */
function assertNoFeed(tables: MockTables, { shown }: DescriptorRow, feedWithDescriptor: FindFeed): void {
  const feedId = feedWithDescriptor(tables, shown.data_descriptor_id);
  if (feedId !== undefined) throw usedByFeed(shown.data_descriptor_id, feedId);
}

/** Patterns are not checked: the mock has no engine for them. @throws Problem as `actingPartner` does */
function createDescriptor(call: MockCall, { partner_id, ...definition }: CreateDataDescriptor): DescriptorRow {
  const { tables } = call;
  assertMayHandle(call, [definition.entity]);
  const partner = actingPartner(call, { partner_id });
  if (!partner) throw new Problem('not_found', `Partner ${partner_id} not found.`);
  return addDescriptor(tables, partner, definition);
}

export function addDescriptor(
  tables: MockTables,
  partner: Pick<PartnerRow, 'id' | 'shown'>,
  definition: DataDefinition,
): DescriptorRow {
  const id = tables.next('dataDescriptor');
  const made_at = new Date().toISOString();
  const ids = { data_descriptor_id: formatId('dataDescriptor', id), partner_id: partner.shown.partner_id };
  const shown = { ...ids, version: 1, ...definition, created_at: made_at, updated_at: made_at };
  return keep(descriptorsOf(tables), { id, partnerId: partner.id, shown, versions: [{ definition, made_at }] });
}

/**
 * @param assertNoFeed called before the entity is changed
 * @throws Problem `validation_failed` where the fields do not go together with those that stay; as `assertNoFeed` does
 */
function updateDescriptor(row: DescriptorRow, changes: UpdateDataDescriptor, assertNoFeed: () => void): void {
  const former = row.versions[row.shown.version - 1]?.definition as DataDefinition;
  const checked = dataDefinitionSchema.safeParse({ ...former, ...changes });
  if (!checked.success) throw invalidFields(checked.error);
  const definition = checked.data;
  if (JSON.stringify(definition) === JSON.stringify(former)) return;
  if (definition.entity !== former.entity) assertNoFeed();
  const made_at = new Date().toISOString();
  row.versions.push({ definition, made_at });
  row.shown = { ...row.shown, ...definition, version: row.versions.length, updated_at: made_at };
}
