import {
  assertActive,
  assertNamed,
  assertNamedById,
  assertSameName,
  type NamedPartner,
} from '@commerce-integration/contract/rules';
import type { Seen } from '../http/mock-call.ts';
import type { PartnerRow } from '../store/mock-rows.ts';
import { getRow, notFound, partnerByName } from '../store/mock-tables.ts';

/**
 * Determines the partner that a call is made for. A partner's key is only for that partner; the operator names one.
 *
 * @returns undefined where the operator gives a name that no partner has
 * @throws Problem `forbidden`, `not_found`, `partner_not_active`, `validation_failed`
 */
export function actingPartner({ tables, caller }: Seen, named: NamedPartner): PartnerRow | undefined {
  assertNamed(caller.partner, named);
  const partner = caller.partner ? tables.partners.get(caller.partner.id) : namedPartner({ tables, caller }, named);
  assertActiveRow(partner);
  return partner;
}

/**
 * Like {@link actingPartner}, for a call that has no other field for its partner than `partner_id`.
 *
 * @throws Problem as `actingPartner` does
 */
export function actingPartnerById(seen: Seen, partnerId: string | undefined): PartnerRow {
  assertNamedById(seen.caller.partner, partnerId);
  const partner = actingPartner(seen, { partner_id: partnerId });
  if (!partner) throw notFound('Partner', partnerId ?? '');
  return partner;
}

function namedPartner(seen: Seen, named: NamedPartner): PartnerRow | undefined {
  if (named.partner_id === undefined) return partnerByName(seen.tables, named.partner_name ?? '');
  const partner = getPartner(seen, named.partner_id);
  assertSameName(partner.shown.partner_name, named);
  return partner;
}

/** @throws Problem `not_found` */
export function getPartner({ tables, caller }: Seen, partnerId: string): PartnerRow {
  return getRow(tables.partners, caller, partnerId, `Partner ${partnerId} not found.`);
}

/** @throws Problem `partner_not_active` unless the partner may upload and order */
export function assertActiveRow(partner: PartnerRow | undefined): void {
  if (partner) assertActive({ name: partner.shown.partner_name, status: partner.shown.status });
}
