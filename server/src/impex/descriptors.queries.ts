import {
  type DataDefinition,
  type DataDescriptor as DataDescriptorShape,
  formatId,
  type ImportEntity,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { findById, newestFirst } from '../database/read-entities.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import { DataDescriptor } from './data-descriptor.entity.ts';

/** @throws Problem `not_found`, as for a descriptor that is not the caller's */
export function getDescriptor(em: UnitOfWork, id: string, mode?: 'for update'): Promise<DataDescriptor> {
  return findById(em, DataDescriptor, 'Data descriptor', id, mode);
}

/** The definition of a version. Tenancy: of a descriptor that was read for the caller, or of a process's own work. */
export async function definitionOf(
  connection: Queryable,
  descriptorId: number,
  version: number,
): Promise<{ definition: DataDefinition; createdAt: Date } | undefined> {
  const { rows } = await connection.query<{ definition: DataDefinition; created_at: string | Date }>(
    'select definition, created_at from data_descriptor_version where descriptor_id = $1 and version = $2',
    [descriptorId, version],
  );
  const [row] = rows;
  return row && { definition: row.definition, createdAt: new Date(row.created_at) };
}

export interface DescriptorListing {
  /** The partner's number. */
  partner?: number | undefined;
  entity?: ImportEntity | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. */
export async function listDescriptors(em: UnitOfWork, query: DescriptorListing): Promise<Page<DataDescriptorShape>> {
  const { partner: partnerId, entity } = query;
  const page = await newestFirst(em, DataDescriptor, 'dataDescriptor', query, { partnerId, entity });
  const names = await partnerNames(
    em,
    page.items.map((row) => row.partnerId),
  );
  return { ...page, items: page.items.map((row) => presentDescriptor(row, names.get(row.partnerId) ?? '')) };
}

/** A descriptor, in an earlier version if one is given. @throws Problem `not_found` for an unknown version */
export async function showDescriptor(
  em: UnitOfWork,
  descriptor: DataDescriptor,
  version?: number,
): Promise<DataDescriptorShape> {
  const names = await partnerNames(em, [descriptor.partnerId]);
  const current = presentDescriptor(descriptor, names.get(descriptor.partnerId) ?? '');
  if (version === undefined || version === descriptor.version) return current;
  const former = await definitionOf(sqlOf(em), descriptor.id, version);
  if (!former) {
    const id = formatId('dataDescriptor', descriptor.id);
    throw new Problem(
      'not_found',
      `Data descriptor ${id} has no version ${version}: the current one is ${descriptor.version}.`,
    );
  }
  return { ...current, version, ...inOrder(former.definition), updated_at: former.createdAt.toISOString() };
}

function presentDescriptor(row: DataDescriptor, partnerName: string): DataDescriptorShape {
  return {
    data_descriptor_id: formatId('dataDescriptor', row.id),
    partner_id: formatId('partner', row.partnerId),
    partner_name: partnerName,
    version: row.version,
    ...inOrder(row.definition),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/**
 * The fields in the contract's order, which stored JSON does not preserve. Columns stored before they could be optional
 * are required.
 */
function inOrder(definition: DataDefinition): DataDefinition {
  const { name, direction, entity, format, file_name_pattern, mode, columns, filter, order_by } = definition;
  const shown = columns.map((column) => ({ ...column, optional: column.optional ?? false }));
  return {
    ...{ name, direction, entity, format, file_name_pattern, mode, columns: shown },
    ...(filter ? { filter } : {}),
    ...(order_by ? { order_by } : {}),
  };
}
