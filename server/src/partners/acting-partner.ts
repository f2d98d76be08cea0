import { idNumber, Problem } from '@commerce-integration/contract';
import {
  type ApprovalRules,
  assertActive,
  assertNamed,
  assertNamedById,
  assertSameName,
  type NamedPartner,
  nameKey,
} from '@commerce-integration/contract/rules';
import { kept } from '../database/kept-statements.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { Partner } from './partner.entity.ts';

/** The partner of the call's key, or null for the operator. */
export type KeyPartner = { id: number; name: string } | null;

/** The partner that a call is made for. */
export interface ActingPartner extends ApprovalRules {
  id: number;
  name: string;
}

/**
 * Determines the partner that a call is made for. A partner's key is only for that partner; the operator names one.
 *
 * @returns null if the operator gives a name that no partner has
 * @throws Problem `forbidden` for another partner than the key's, `not_found` for an unknown ID, `partner_not_active`,
 *   `validation_failed` where none is named or two different ones are
 */
export async function actingPartner(
  em: UnitOfWork,
  caller: KeyPartner,
  named: NamedPartner,
): Promise<ActingPartner | null> {
  assertNamed(caller, named);
  const partner = caller ? await findPartner(em, BY_NUMBER, caller.id) : await namedPartner(em, named);
  if (partner) assertActive(partner);
  return partner;
}

/**
 * Like {@link actingPartner}, for a call that has no other field for its partner than `partner_id`.
 *
 * @throws Problem as `actingPartner` does
 */
export async function actingPartnerById(
  em: UnitOfWork,
  caller: KeyPartner,
  partnerId: string | undefined,
): Promise<ActingPartner> {
  assertNamedById(caller, partnerId);
  const partner = await actingPartner(em, caller, { partner_id: partnerId });
  if (!partner) throw new Problem('not_found', `Partner ${partnerId} not found.`);
  return partner;
}

async function namedPartner(em: UnitOfWork, named: NamedPartner): Promise<PartnerRow | null> {
  const { partner_id, partner_name = '' } = named;
  if (partner_id === undefined) return findPartner(em, BY_NAME, nameKey(partner_name));
  const partner = await findPartner(em, BY_NUMBER, idNumber(partner_id));
  if (!partner) throw new Problem('not_found', `Partner ${partner_id} not found.`);
  assertSameName(partner.name, named);
  return partner;
}

type PartnerRow = ActingPartner & Pick<Partner, 'status'>;

/** Tenancy: for a partner's key, these are only run with that partner's number. */
const PARTNER = `select id, name, status, orders_need_approval as "ordersNeedApproval",
  orders_need_approval_above as "ordersNeedApprovalAbove" from partner`;
const BY_NUMBER = kept(`${PARTNER} where id = $1`);
const BY_NAME = kept(`${PARTNER} where name_key = $1`);

/** A plain row: every order needs it, and creating an entity would take a tenth of an order's time. */
async function findPartner(em: UnitOfWork, statement: string, value: number | string): Promise<PartnerRow | null> {
  const { rows } = await sqlOf(em).query<Omit<PartnerRow, 'id'> & { id: string }>(statement, [value]);
  const [row] = rows;
  return row ? { ...row, id: Number(row.id) } : null;
}
