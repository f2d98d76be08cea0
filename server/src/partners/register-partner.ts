import { Problem } from '@commerce-integration/contract';
import { nameKey, SCALE } from '@commerce-integration/contract/rules';
import { flushUnique } from '../database/failures.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { Partner } from './partner.entity.ts';
import { findPartnerByName } from './partners.queries.ts';

export interface PartnerFields {
  contact_email?: string | null | undefined;
  feed_type?: string | null | undefined;
  default_file_format?: string | null | undefined;
  default_currency?: string | null | undefined;
  orders_need_approval?: boolean | undefined;
  orders_need_approval_above?: number | null | undefined;
  job_weight?: number | undefined;
}

/** @throws Problem `partner_name_taken` */
export async function registerPartner(
  em: UnitOfWork,
  input: { partner_name: string } & PartnerFields,
): Promise<Partner> {
  const now = new Date();
  const partner = em.create(Partner, {
    name: input.partner_name,
    nameKey: nameKey(input.partner_name),
    status: 'active',
    contactEmail: input.contact_email ?? null,
    feedType: input.feed_type ?? null,
    defaultFileFormat: input.default_file_format ?? null,
    defaultCurrency: input.default_currency ?? null,
    ordersNeedApproval: input.orders_need_approval ?? false,
    ordersNeedApprovalAbove: amountText(input.orders_need_approval_above),
    jobWeight: input.job_weight ?? 1,
    createdAt: now,
    updatedAt: now,
  });
  await flushUniqueName(em, input.partner_name);
  return partner;
}

/** Writes the changes, and throws `partner_name_taken` where the name belongs to another partner. */
export async function flushUniqueName(em: UnitOfWork, name: string): Promise<void> {
  await flushUnique(em, () => new Problem('partner_name_taken', `A partner named ${name} exists already.`));
}

/** An amount as it is stored. */
export function amountText(amount: number | null | undefined): string | null {
  return amount == null ? null : amount.toFixed(SCALE);
}

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
