import { isDeepStrictEqual } from 'node:util';
import {
  type CreateDataDescriptor,
  type DataDefinition,
  formatId,
  LIMITS,
  Problem,
  type Scope,
} from '@commerce-integration/contract';
import { assertPatterns } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import { DataDescriptor } from './data-descriptor.entity.ts';
import { patternProblem } from './extract-pattern.ts';
import { assertMayHandle } from './personal-data.ts';

/** Creates a descriptor of a partner. @throws Problem as `actingPartnerById`, `assertMayHandle` and `assertPatterns` do; `conflict` */
export async function createDescriptor(
  em: UnitOfWork,
  caller: { partner: KeyPartner; scopes: readonly Scope[] },
  { partner_id, ...definition }: CreateDataDescriptor,
): Promise<DataDescriptor> {
  const partner = await actingPartnerById(em, caller.partner, partner_id);
  assertMayHandle(caller.scopes, [definition.entity]);
  assertPatterns(definition.columns, patternProblem);
  return addDescriptor(em, partner.id, definition);
}

/**
 * The partner's own copy of a built-in descriptor in its current form, created if there is none.
 *
 * @throws Problem `conflict`
 */
export async function ownBuiltIn(
  em: UnitOfWork,
  partnerId: number,
  definition: DataDefinition,
): Promise<DataDescriptor> {
  const wanted = stored(definition);
  const own = await em.find(DataDescriptor, { partnerId, entity: definition.entity }, { orderBy: { id: 'asc' } });
  const same = own.find((one) => isDeepStrictEqual(stored(one.definition), wanted));
  return same ?? addDescriptor(em, partnerId, definition);
}

function stored(definition: DataDefinition): unknown {
  return JSON.parse(JSON.stringify(definition));
}

/** @throws Problem `conflict` */
async function addDescriptor(em: UnitOfWork, partnerId: number, definition: DataDefinition): Promise<DataDescriptor> {
  await assertRoom(em, partnerId);
  const now = new Date();
  const descriptor = em.create(DataDescriptor, {
    partnerId,
    entity: definition.entity,
    version: 1,
    definition,
    createdAt: now,
    updatedAt: now,
  });
  await em.flush();
  await keepVersion(em, descriptor);
  return descriptor;
}

/** Stores the current version of a descriptor for good. Tenancy: of a descriptor of the caller. */
export async function keepVersion(em: UnitOfWork, descriptor: DataDescriptor): Promise<void> {
  const { id, version, partnerId, definition, updatedAt } = descriptor;
  await sqlOf(em).query(
    `insert into data_descriptor_version (descriptor_id, version, partner_id, definition, created_at)
     values ($1, $2, $3, $4, $5)`,
    [id, version, partnerId, JSON.stringify(definition satisfies DataDefinition), updatedAt.toISOString()],
  );
}

/** Two concurrent calls may exceed the limit by one, which does no harm. */
async function assertRoom(em: UnitOfWork, partnerId: number): Promise<void> {
  if ((await em.count(DataDescriptor, { partnerId })) < LIMITS.dataDescriptors) return;
  const id = formatId('partner', partnerId);
  throw new Problem(
    'conflict',
    `Partner ${id} already has ${LIMITS.dataDescriptors} data descriptors: delete one first.`,
  );
}
