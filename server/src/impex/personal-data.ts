import { type ImportEntity, Problem, personalDataRefusal, type Scope } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import type { DataGroup } from './data-group.entity.ts';
import { usedDescriptors } from './used-descriptors.ts';

/**
 * Only keys that may write personal data in other ways may import it.
 *
 * @param scopes of the caller's key
 * @param entities of the descriptors that the call makes, changes or uses
 * @throws Problem `forbidden`
 */
export function assertMayHandle(scopes: readonly Scope[], entities: readonly ImportEntity[]): void {
  const refusal = personalDataRefusal(entities, scopes);
  if (refusal !== undefined) throw new Problem('forbidden', refusal);
}

/** The same check for the current descriptors of a group. @throws Problem `forbidden` */
export async function assertMayUseGroup(em: UnitOfWork, scopes: readonly Scope[], group: DataGroup): Promise<void> {
  const descriptors = await usedDescriptors(em, group);
  assertMayHandle(
    scopes,
    descriptors.map(({ definition }) => definition.entity),
  );
}
