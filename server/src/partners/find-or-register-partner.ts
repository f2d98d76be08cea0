import { nameKey } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { Partner } from './partner.entity.ts';
import { findPartnerByName } from './partners.queries.ts';

/**
 * The partner of a name, registered if there is none. Two concurrent calls register one. Tenancy: only for the
 * operator, whose calls may name any partner.
 */
export async function findOrRegisterPartner(em: UnitOfWork, name: string): Promise<Partner> {
  await sqlOf(em).query(
    `insert into partner (name, name_key, status, created_at, updated_at) values ($1, $2, 'active', now(), now())
     on conflict (name_key) do nothing`,
    [name, nameKey(name)],
  );
  const partner = await findPartnerByName(em, name);
  if (!partner) throw new Error('A partner that was just registered is not there');
  return partner;
}
