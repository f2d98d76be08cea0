import { type DataDefinition, idNumber } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import type { Queryable } from '../database/queryable.ts';
import { DataDescriptor } from './data-descriptor.entity.ts';
import type { DataGroup } from './data-group.entity.ts';

/** A descriptor in the version that an import or an export uses. */
export interface UsedDescriptor {
  readonly id: number;
  readonly version: number;
}

/** The descriptors of a group in their current versions. A group's descriptors cannot be deleted. */
export async function usedDescriptors(
  em: UnitOfWork,
  group: DataGroup,
): Promise<(UsedDescriptor & Pick<DataDescriptor, 'definition'>)[]> {
  const found = await em.find(DataDescriptor, { id: { $in: group.descriptors } });
  const current = new Map(found.map((descriptor) => [descriptor.id, descriptor]));
  return group.descriptors.map((id) => {
    const descriptor = current.get(id);
    if (!descriptor) throw new Error(`Data group ${group.id} names data descriptor ${id}, which is gone`);
    return { id, version: descriptor.version, definition: descriptor.definition };
  });
}

/** A descriptor with its file layout. */
export type DescribedLayout = UsedDescriptor & { readonly definition: DataDefinition };

/**
 * A partner's descriptor in its current version, locked against changes and deletion until the caller commits.
 * Undefined for one that the partner does not have.
 */
export async function lockedDescriptor(
  em: UnitOfWork,
  partnerId: number,
  id: string,
): Promise<DescribedLayout | undefined> {
  const lock = { lockMode: LockMode.PESSIMISTIC_READ, refresh: true };
  const found = await em.findOne(DataDescriptor, { id: idNumber(id), partnerId }, lock);
  return found ? { id: found.id, version: found.version, definition: found.definition } : undefined;
}

/** A descriptor in its current version. Tenancy: of an exporter that a process works for. */
export async function currentLayout(connection: Queryable, id: number): Promise<DescribedLayout> {
  const { rows } = await connection.query<Pick<DescribedLayout, 'version' | 'definition'>>(
    'select version, definition from data_descriptor where id = $1',
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error(`Data descriptor ${id} is used, and gone`);
  return { id, ...row };
}

/** A use of descriptors other than by data groups. */
export interface DescriptorUses {
  /** @param id the number of a descriptor that is locked. @throws Problem `conflict` where it is used */
  assertUnused(em: UnitOfWork, id: number): Promise<void>;
  /**
   * Reacts to a change of a descriptor.
   *
   * @param id the number of a descriptor that is locked
   * @throws Problem `conflict` where it could not be used any more
   */
  followChange(em: UnitOfWork, id: number, definition: DataDefinition): Promise<void>;
}
