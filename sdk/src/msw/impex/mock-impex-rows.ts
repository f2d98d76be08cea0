import {
  type DataDefinition,
  type DataDescriptor,
  type DataGroup,
  type ImportEntity,
  idNumber,
  Problem,
  personalDataRefusal,
  type Schedule,
  type ScheduleRun,
} from '@commerce-integration/contract';
import type { Seen } from '../http/mock-call.ts';
import type { Owned } from '../store/mock-rows.ts';
import { getRow, type MockTables, notFound } from '../store/mock-tables.ts';

export interface DescriptorRow extends Owned {
  partnerId: number;
  shown: Omit<DataDescriptor, 'partner_name'>;
  /** All versions; the first one is 1. */
  versions: { definition: DataDefinition; made_at: string }[];
}

export interface GroupRow extends Owned {
  partnerId: number;
  shown: Omit<DataGroup, 'partner_name'>;
  schedule?: Pick<Schedule, 'cron' | 'timezone' | 'source' | 'paused_at' | 'created_at' | 'updated_at'>;
  /** The runs of its schedules. */
  runs?: ScheduleRun[];
}

/** A file that was sent to a group, and the settings of that time; its number is that of its job. */
export interface ImportRow extends Owned {
  partnerId: number;
  /** Without `.gz`. */
  fileName: string;
  /** Unpacked. */
  bytes: Uint8Array;
  /** Why it cannot be unpacked. */
  damage?: string;
  group: GroupRow['shown'];
  descriptors: { id: DataDescriptor['data_descriptor_id']; version: number; definition: DataDefinition }[];
  /** The entities of which it has written something. */
  written: Set<ImportEntity>;
}

export const descriptorsOf = (tables: MockTables) => tables.own<DescriptorRow>('dataDescriptor');
export const groupsOf = (tables: MockTables) => tables.own<GroupRow>('dataGroup');
export const importsOf = (tables: MockTables) => tables.own<ImportRow>('importJob');

/** @throws Problem `not_found` */
export function getDescriptor({ tables, caller }: Seen, id: string): DescriptorRow {
  return getRow(descriptorsOf(tables), caller, id, notFound('Data descriptor', id).message);
}

/** @throws Problem `not_found` */
export function getGroup({ tables, caller }: Seen, id: string): GroupRow {
  return getRow(groupsOf(tables), caller, id, notFound('Data group', id).message);
}

/** @throws Problem `forbidden` for personal data that the caller's key may not write */
export function assertMayHandle({ caller }: Seen, entities: readonly ImportEntity[]): void {
  const refusal = personalDataRefusal(entities, caller.scopes);
  if (refusal !== undefined) throw new Problem('forbidden', refusal);
}

/** The same for the descriptors of a group. @throws Problem `forbidden` */
export function assertMayUseGroup(call: Seen, { shown }: { shown: Pick<GroupRow['shown'], 'descriptors'> }): void {
  const rows = shown.descriptors.map((id) => descriptorsOf(call.tables).get(idNumber(id)));
  assertMayHandle(
    call,
    rows.flatMap((row) => row?.shown.entity ?? []),
  );
}

export function presentDescriptor(tables: MockTables, { shown, partnerId }: DescriptorRow): DataDescriptor {
  const { data_descriptor_id, partner_id, ...rest } = shown;
  return { data_descriptor_id, partner_id, partner_name: tables.partnerName(partnerId), ...rest };
}

export function presentGroup(tables: MockTables, { shown, partnerId }: GroupRow): DataGroup {
  const { data_group_id, partner_id, ...rest } = shown;
  return { data_group_id, partner_id, partner_name: tables.partnerName(partnerId), ...rest };
}
