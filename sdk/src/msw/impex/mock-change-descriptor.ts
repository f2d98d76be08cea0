import {
  type DataDefinition,
  dataDefinitionSchema,
  invalidFields,
  Problem,
  type UpdateDataDescriptor,
} from '@commerce-integration/contract';
import { assertPatterns } from '@commerce-integration/contract/rules';
import type { FeatureHandlers } from '../http/mock-call.ts';
import { type MockTables, visibleRows } from '../store/mock-tables.ts';
import { patternProblem } from './mock-extract-pattern.ts';
import {
  assertMayHandle,
  type DescriptorRow,
  descriptorsOf,
  getDescriptor,
  groupsOf,
  presentDescriptor,
} from './mock-impex-rows.ts';

/** Mocks of what reads or writes by descriptors, besides data groups. */
export interface DescriptorUses {
  /** @throws Problem `conflict` where a descriptor is used */
  assertUnused(tables: MockTables, descriptor: DescriptorRow): void;
  /** Follows a change of a descriptor. @throws Problem `conflict` where it could not be used any more */
  followChange(tables: MockTables, descriptor: DescriptorRow, definition: DataDefinition): void;
}

/** @param uses provided by the mocks of feeds of order updates and of order exporters */
export const changeDescriptorHandlers = (
  uses: readonly DescriptorUses[],
): Pick<FeatureHandlers<'dataDescriptors'>, 'updateDataDescriptor' | 'deleteDataDescriptor'> => ({
  updateDataDescriptor: (call) => {
    const row = getDescriptor(call, call.params.data_descriptor_id);
    assertMayHandle(call, [row.shown.entity, call.body.entity ?? row.shown.entity]);
    updateDescriptor(call.tables, uses, row, call.body);
    return { status: 200, body: presentDescriptor(call.tables, row) };
  },

  deleteDataDescriptor: (call) => {
    const row = getDescriptor(call, call.params.data_descriptor_id);
    const descriptorId = row.shown.data_descriptor_id;
    const group = visibleRows(groupsOf(call.tables), call.caller).find(({ shown }) =>
      shown.descriptors.includes(descriptorId),
    );
    if (group) {
      const detail = `Data group ${group.shown.data_group_id} names data descriptor ${descriptorId}: take it out of the group first.`;
      throw new Problem('conflict', detail);
    }
    for (const use of uses) use.assertUnused(call.tables, row);
    descriptorsOf(call.tables).delete(row.id);
    return { status: 204, body: undefined };
  },
});

/** @throws Problem `validation_failed` where the fields do not go together with those that stay; `conflict` */
function updateDescriptor(
  tables: MockTables,
  uses: readonly DescriptorUses[],
  row: DescriptorRow,
  changes: UpdateDataDescriptor,
): void {
  const former = row.versions[row.shown.version - 1]?.definition as DataDefinition;
  const checked = dataDefinitionSchema.safeParse({ ...former, ...changes });
  if (!checked.success) throw invalidFields(checked.error);
  const definition = checked.data;
  assertPatterns(definition.columns, patternProblem);
  if (JSON.stringify(definition) === JSON.stringify(former)) return;
  for (const use of uses) use.followChange(tables, row, definition);
  const made_at = new Date().toISOString();
  row.versions.push({ definition, made_at });
  row.shown = { ...row.shown, ...definition, version: row.versions.length, updated_at: made_at };
}
