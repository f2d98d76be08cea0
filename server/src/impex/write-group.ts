import {
  builtInDefinition,
  type CreateDataGroup,
  type DataDirection,
  formatId,
  idNumber,
  LIMITS,
  Problem,
  type UpdateDataGroup,
} from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { unfinishedJobs } from '../jobs/jobs.queries.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import { ownBuiltIn } from './create-descriptor.ts';
import { DataDescriptor } from './data-descriptor.entity.ts';
import { DataGroup } from './data-group.entity.ts';
import { getGroup } from './groups.queries.ts';

/** Creates a group. @throws Problem as `actingPartnerById` does; `validation_failed` for unknown descriptors; `conflict` */
export async function createGroup(em: UnitOfWork, caller: KeyPartner, input: CreateDataGroup): Promise<DataGroup> {
  const partner = await actingPartnerById(em, caller, input.partner_id);
  const descriptors = await ownDescriptors(em, partner.id, input.direction, input.descriptors);
  // Two concurrent calls may exceed the limit by one, which does no harm.
  if ((await em.count(DataGroup, { partnerId: partner.id })) >= LIMITS.dataGroups) {
    const id = formatId('partner', partner.id);
    throw new Problem('conflict', `Partner ${id} already has ${LIMITS.dataGroups} data groups: delete one first.`);
  }
  const now = new Date();
  const group = em.create(DataGroup, {
    partnerId: partner.id,
    name: input.name,
    direction: input.direction,
    descriptors,
    onError: input.on_error,
    maxErrorRatio: input.max_error_ratio,
    validateOnly: input.validate_only,
    createdAt: now,
    updatedAt: now,
  });
  await em.flush();
  return group;
}

/** Changes the given fields. @throws Problem `not_found`, `validation_failed` for unknown descriptors */
export async function updateGroup(em: UnitOfWork, id: string, changes: UpdateDataGroup): Promise<DataGroup> {
  const group = await getGroup(em, id, 'for update');
  const { name, descriptors, on_error, max_error_ratio, validate_only } = changes;
  if (name !== undefined) group.name = name;
  if (descriptors !== undefined)
    group.descriptors = await ownDescriptors(em, group.partnerId, group.direction, descriptors);
  if (on_error !== undefined) group.onError = on_error;
  if (max_error_ratio !== undefined) group.maxErrorRatio = max_error_ratio;
  if (validate_only !== undefined) group.validateOnly = validate_only;
  await em.flush();
  return group;
}

/** Deletes a group. @throws Problem `not_found`; `conflict` while one of its jobs is queued or running */
export async function deleteGroup(em: UnitOfWork, id: string): Promise<void> {
  const group = await getGroup(em, id, 'for update');
  const [job] = await unfinishedJobs(em, 'data_group', group.id);
  if (job) throw new Problem('conflict', `Job ${job} of data group ${id} has not ended: wait for it, or cancel it.`);
  em.remove(group);
  await em.flush();
}

/**
 * The numbers of descriptors of a direction, in order; for built-in ones, those of the partner's copies. Descriptors of
 * other partners count as unknown, even for the operator. Locks them against deletion until the group is committed.
 */
async function ownDescriptors(
  em: UnitOfWork,
  partnerId: number,
  direction: DataDirection,
  ids: readonly string[],
): Promise<number[]> {
  const numbers: number[] = [];
  for (const id of ids) {
    const definition = builtInDefinition(id);
    numbers.push(definition ? (await ownBuiltIn(em, partnerId, definition)).id : idNumber(id));
  }
  const lock = { lockMode: LockMode.PESSIMISTIC_READ, orderBy: { id: 'asc' } } as const;
  const found = await em.find(DataDescriptor, { id: { $in: numbers }, partnerId }, lock);
  const known = new Map(found.map(({ id, definition }) => [id, definition.direction]));
  const errors = numbers.flatMap((number, index) => {
    const own = known.get(number);
    const path = `descriptors.${index}`;
    if (own === undefined)
      return [{ path, code: 'not_found', message: `The partner has no data descriptor ${ids[index]}.` }];
    if (own !== direction) {
      const message = `Data descriptor ${ids[index]} is for ${own}s, and the group for ${direction}s.`;
      return [{ path, code: 'invalid_value', message }];
    }
    if (numbers.indexOf(number) === index) return [];
    const twice = `${ids[index]} is the same data descriptor as ${ids[numbers.indexOf(number)]}.`;
    return [{ path, code: 'invalid', message: twice }];
  });
  const [first] = errors;
  if (first) throw new Problem('validation_failed', first.message, { errors });
  return numbers;
}
