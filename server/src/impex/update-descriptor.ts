import { isDeepStrictEqual } from 'node:util';
import {
  dataDefinitionSchema,
  invalidFields,
  type Scope,
  type UpdateDataDescriptor,
} from '@commerce-integration/contract';
import { usedByFeed } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { feedWithDescriptor } from '../order-updates/order-update-feeds.queries.ts';
import { keepVersion } from './create-descriptor.ts';
import type { DataDescriptor } from './data-descriptor.entity.ts';
import { getDescriptor } from './descriptors.queries.ts';
import { assertPatterns } from './extract-pattern.ts';
import { assertMayHandle } from './personal-data.ts';

/**
 * Changes the given fields, which makes a new version. Nothing changes where they are what they were.
 *
 * @throws Problem `not_found`; as `assertMayHandle` does; `validation_failed` where the fields do not go together with those that stay;
 * `conflict` for another entity while a feed of order updates names it
 */
export async function updateDescriptor(
  em: UnitOfWork,
  { scopes }: { scopes: readonly Scope[] },
  id: string,
  changes: UpdateDataDescriptor,
): Promise<DataDescriptor> {
  const descriptor = await getDescriptor(em, id, 'for update');
  assertMayHandle(scopes, [descriptor.entity, changes.entity ?? descriptor.entity]);
  const checked = dataDefinitionSchema.safeParse({ ...descriptor.definition, ...changes });
  if (!checked.success) throw invalidFields(checked.error);
  assertPatterns(checked.data.columns);
  if (isDeepStrictEqual(checked.data, descriptor.definition)) return descriptor;
  if (checked.data.entity !== descriptor.entity) {
    const feedId = await feedWithDescriptor(em, descriptor.id);
    if (feedId !== undefined) throw usedByFeed(id, feedId);
  }
  em.assign(descriptor, {
    definition: checked.data,
    entity: checked.data.entity,
    version: descriptor.version + 1,
    updatedAt: new Date(),
  });
  await em.flush();
  await keepVersion(em, descriptor);
  return descriptor;
}
