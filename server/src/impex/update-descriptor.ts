import { isDeepStrictEqual } from 'node:util';
import {
  dataDefinitionSchema,
  invalidFields,
  type Scope,
  type UpdateDataDescriptor,
} from '@commerce-integration/contract';
import { assertPatterns } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { keepVersion } from './create-descriptor.ts';
import type { DataDescriptor } from './data-descriptor.entity.ts';
import { getDescriptor } from './descriptors.queries.ts';
import { patternProblem } from './extract-pattern.ts';
import { assertMayHandle } from './personal-data.ts';
import type { DescriptorUses } from './used-descriptors.ts';

/**
 * Changes the given fields, which makes a new version unless all values are unchanged.
 *
 * @throws Problem `not_found`; as `assertMayHandle` does; `validation_failed` where the fields conflict with those that
 *   stay; `conflict` where a feed or an exporter could not use it any more
 */
export async function updateDescriptor(
  em: UnitOfWork,
  { scopes, uses }: { scopes: readonly Scope[]; uses: readonly DescriptorUses[] },
  id: string,
  changes: UpdateDataDescriptor,
): Promise<DataDescriptor> {
  const descriptor = await getDescriptor(em, id, 'for update');
  assertMayHandle(scopes, [descriptor.entity, changes.entity ?? descriptor.entity]);
  const checked = dataDefinitionSchema.safeParse({ ...descriptor.definition, ...changes });
  if (!checked.success) throw invalidFields(checked.error);
  assertPatterns(checked.data.columns, patternProblem);
  if (isDeepStrictEqual(checked.data, descriptor.definition)) return descriptor;
  for (const use of uses) await use.followChange(em, descriptor.id, checked.data);
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
