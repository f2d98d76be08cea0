import { formatId, Problem } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { getDescriptor } from './descriptors.queries.ts';
import type { DescriptorUses } from './used-descriptors.ts';

/**
 * Deletes a descriptor, but keeps its versions for the imports that used them.
 *
 * @throws Problem `not_found`; `conflict` where a group, a feed or an exporter uses it
 */
export async function deleteDescriptor(em: UnitOfWork, uses: readonly DescriptorUses[], id: string): Promise<void> {
  const descriptor = await getDescriptor(em, id, 'for update');
  // Tenancy: groups of the partner of a descriptor that was read for the caller.
  const { rows } = await sqlOf(em).query<{ id: string }>(
    'select id from data_group where partner_id = $1 and descriptors @> $2::jsonb order by id limit 1',
    [descriptor.partnerId, JSON.stringify([descriptor.id])],
  );
  const [group] = rows;
  if (group) {
    const groupId = formatId('dataGroup', Number(group.id));
    throw new Problem('conflict', `Data group ${groupId} names data descriptor ${id}: take it out of the group first.`);
  }
  for (const use of uses) await use.assertUnused(em, descriptor.id);
  em.remove(descriptor);
  await em.flush();
}
