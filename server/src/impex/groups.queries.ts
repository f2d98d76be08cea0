import {
  type DataDirection,
  type DataGroup as DataGroupShape,
  formatId,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { findById, newestFirst } from '../database/read-entities.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import { DataGroup } from './data-group.entity.ts';

/** @throws Problem `not_found`, as for a group that is not the caller's */
export function getGroup(em: UnitOfWork, id: string, mode?: 'for update'): Promise<DataGroup> {
  return findById(em, DataGroup, 'Data group', id, mode);
}

/** @throws Problem `conflict` if the group has another direction */
export function assertDirection({ id, direction }: DataGroup, wanted: DataDirection): void {
  if (direction === wanted) return;
  throw new Problem('conflict', `Data group ${formatId('dataGroup', id)} is for ${direction}s, not for ${wanted}s.`);
}

export interface GroupListing {
  /** The partner's number. */
  partner?: number | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. */
export async function listGroups(em: UnitOfWork, query: GroupListing): Promise<Page<DataGroupShape>> {
  const page = await newestFirst(em, DataGroup, 'dataGroup', query, { partnerId: query.partner });
  const names = await partnerNames(
    em,
    page.items.map(({ partnerId }) => partnerId),
  );
  return { ...page, items: page.items.map((row) => presentGroup(row, names)) };
}

export async function showGroup(em: UnitOfWork, group: DataGroup): Promise<DataGroupShape> {
  return presentGroup(group, await partnerNames(em, [group.partnerId]));
}

function presentGroup(row: DataGroup, names: ReadonlyMap<number, string>): DataGroupShape {
  return {
    data_group_id: formatId('dataGroup', row.id),
    partner_id: formatId('partner', row.partnerId),
    partner_name: names.get(row.partnerId) ?? '',
    direction: row.direction,
    name: row.name,
    descriptors: row.descriptors.map((id) => formatId('dataDescriptor', id)),
    on_error: row.onError,
    max_error_ratio: row.maxErrorRatio ?? null,
    validate_only: row.validateOnly,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
