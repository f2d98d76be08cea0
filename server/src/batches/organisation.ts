import { Problem } from '@commerce-integration/contract';
import { assertOwnOrganisation } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { type ActingPartner, actingPartner, type KeyPartner } from '../partners/acting-partner.ts';
import { getPartner, type Partner } from '../partners/partners.queries.ts';

/**
 * The organisation (a partner) that a path names.
 *
 * @throws Problem `forbidden` for another one than the key's, `not_found`
 */
export async function organisationOf(em: UnitOfWork, caller: KeyPartner, orgId: string): Promise<Partner> {
  assertOwnOrganisation(caller, orgId);
  return getPartner(em, orgId);
}

/** Like {@link organisationOf}, but the partner must be active. @throws Problem the same; `partner_not_active` */
export async function activeOrganisation(em: UnitOfWork, caller: KeyPartner, orgId: string): Promise<ActingPartner> {
  const partner = await actingPartner(em, caller, { partner_id: orgId });
  if (!partner) throw new Problem('not_found', `Partner ${orgId} not found.`);
  return partner;
}
