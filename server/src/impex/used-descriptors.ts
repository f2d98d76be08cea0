import type { UnitOfWork } from '../database/orm.ts';
import { DataDescriptor } from './data-descriptor.entity.ts';
import type { DataGroup } from './data-group.entity.ts';

/** A descriptor in the version that an import or an export uses. */
export interface UsedDescriptor {
  readonly id: number;
  readonly version: number;
}

/** The descriptors of a group in their versions of now. A group's descriptors cannot be deleted. */
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
